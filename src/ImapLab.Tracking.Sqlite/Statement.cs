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

    /// <exception cref="IOException">The file does not take it.</exception>
    public void Run()
    {
        try
        {
            _command.ExecuteNonQuery();
        }
        catch (SqliteException failure)
        {
            throw new IOException($"The state file \"{_command.Connection!.DataSource}\" cannot be written: {failure.Message}", failure);
        }
    }

    /// <exception cref="IOException">The file cannot be read.</exception>
    /// <exception cref="StateFileException">It holds what no tracker writes.</exception>
    public IReadOnlyList<T> ReadAll<T>(Func<SqliteDataReader, T> read)
    {
        try
        {
            using var rows = _command.ExecuteReader();
            var all = new List<T>();
            while (rows.Read())
                all.Add(read(rows));
            return all;
        }
        catch (SqliteException failure)
        {
            throw new IOException($"The state file \"{_command.Connection!.DataSource}\" cannot be read: {failure.Message}", failure);
        }
        catch (Exception senseless) when (senseless is ArgumentException or FormatException or InvalidCastException or OverflowException or IndexOutOfRangeException)
        {
            throw Damaged("it holds a value that no tracker writes.", senseless);
        }
    }

    public StateFileException Damaged(string why, Exception? inner = null) => StateFile.Damaged(_command.Connection!.DataSource, why, inner);

    public void Dispose() => _command.Dispose();
}
