using Microsoft.Data.Sqlite;

namespace ImapLab.Tracking.Tests.Sqlite;

/// <summary>A folder of a test's own with a state file in it.</summary>
internal sealed class StateFolder : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("imaplab-state-");

    public string State => File("state.db");

    public string File(string name) => Path.Combine(_folder.FullName, name);

    /// <summary>Does to the state file what no tracker does.</summary>
    public void Execute(string sql)
    {
        using var connection = new SqliteConnection($"Data Source={State};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    public long Number(string sql)
    {
        using var connection = new SqliteConnection($"Data Source={State};Pooling=False;Mode=ReadOnly");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        return (long)command.ExecuteScalar()!;
    }

    public void Dispose() => _folder.Delete(recursive: true);
}
