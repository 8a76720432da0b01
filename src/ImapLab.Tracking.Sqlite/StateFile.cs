using System.Globalization;
using Microsoft.Data.Sqlite;

namespace ImapLab.Tracking.Sqlite;

/// <summary>Opens state files, and refuses what is none before a byte of it is changed.</summary>
internal static class StateFile
{
    /// <summary>Marks a SQLite file as ours: "ImLT" in ASCII.</summary>
    private const int ApplicationId = 0x496D4C54;

    /// <summary>Raised with every change of the schema.</summary>
    private const int SchemaVersion = 1;

    public static SqliteConnection Open(string path)
    {
        var isNew = !File.Exists(path) || new FileInfo(path).Length == 0;
        if (!isNew)
            Inspect(path);
        SqliteConnection? connection = null;
        try
        {
            connection = Connect(path, SqliteOpenMode.ReadWriteCreate);
            // One owner: the lock is taken with the first write and kept until the file is closed.
            Execute(connection, "PRAGMA locking_mode = EXCLUSIVE; PRAGMA journal_mode = WAL; PRAGMA foreign_keys = ON;");
            var first = isNew
                ? Schema.Sql + Text($"PRAGMA application_id = {ApplicationId}; PRAGMA user_version = {SchemaVersion};")
                : "UPDATE account SET initialized = initialized;";
            Execute(connection, $"BEGIN IMMEDIATE; {first} COMMIT;");
            return connection;
        }
        catch (SqliteException failure)
        {
            connection?.Dispose();
            throw Explain(path, failure);
        }
    }

    /// <summary>Looks at an existing file without writing to it.</summary>
    private static void Inspect(string path)
    {
        try
        {
            using var connection = Connect(path, SqliteOpenMode.ReadOnly);
            if (Number(connection, "PRAGMA application_id") != ApplicationId)
                throw new StateFileException($"\"{path}\" is not the state of a tracker. It is left as it is; name another file.");
            var version = Number(connection, "PRAGMA user_version");
            if (version != SchemaVersion)
            {
                throw new StateFileException(
                    $"\"{path}\" has state of version {version}, this program knows version {SchemaVersion}. It is left as it is; use the program that wrote it, or name another file.");
            }

            if (Query(connection, "PRAGMA quick_check(1)") is not "ok" and var damage)
                throw new StateFileException($"\"{path}\" is damaged: {damage}. It is left as it is; restore it from a copy, or name another file for a new baseline.");
        }
        catch (SqliteException failure)
        {
            throw Explain(path, failure);
        }
    }

    private static SqliteConnection Connect(string path, SqliteOpenMode mode)
    {
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder
        {
            DataSource = path,
            Mode = mode,
            Pooling = false,
            // Another owner does not go away while we wait.
            DefaultTimeout = 1,
        }.ToString());
        connection.Open();
        return connection;
    }

    private static StateFileException Explain(string path, SqliteException failure) => failure.SqliteErrorCode switch
    {
        5 or 6 => new StateFileException($"\"{path}\" is in use by another tracker.", failure),
        11 => new StateFileException($"\"{path}\" is damaged: {failure.Message} It is left as it is; restore it from a copy, or name another file for a new baseline.", failure),
        26 => new StateFileException($"\"{path}\" is not the state of a tracker. It is left as it is; name another file.", failure),
        _ => new StateFileException($"\"{path}\" cannot be opened: {failure.Message}", failure),
    };

    private static long Number(SqliteConnection connection, string sql) => Convert.ToInt64(Query(connection, sql), CultureInfo.InvariantCulture);

    private static object? Query(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        return command.ExecuteScalar();
    }

    private static void Execute(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    private static string Text(FormattableString sql) => sql.ToString(CultureInfo.InvariantCulture);
}
