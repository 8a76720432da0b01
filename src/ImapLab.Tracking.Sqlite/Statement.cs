using Microsoft.Data.Sqlite;

namespace ImapLab.Tracking.Sqlite;

/// <summary>One prepared statement; its parameters are <c>$0</c>, <c>$1</c> and so on.</summary>
internal sealed class Statement : IDisposable
{
    private readonly SqliteCommand _command;

    public Statement(SqliteConnection connection, string sql)
    {
        _command = connection.CreateCommand();
        _command.CommandText = sql;
    }

    public Statement With(params ReadOnlySpan<object?> values)
    {
        while (_command.Parameters.Count < values.Length)
            _command.Parameters.Add(new SqliteParameter { ParameterName = $"${_command.Parameters.Count}" });
        for (var at = 0; at < values.Length; at++)
            _command.Parameters[at].Value = values[at] ?? DBNull.Value;
        return this;
    }

    public void Run() => _command.ExecuteNonQuery();

    public IReadOnlyList<T> ReadAll<T>(Func<SqliteDataReader, T> read)
    {
        using var rows = _command.ExecuteReader();
        var all = new List<T>();
        while (rows.Read())
            all.Add(read(rows));
        return all;
    }

    public void Dispose() => _command.Dispose();
}
