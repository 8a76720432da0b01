using System.Globalization;
using Microsoft.Data.Sqlite;

namespace ImapLab.Tracking.Sqlite;

/// <summary>Opens state files, and refuses what is none before a byte of it is changed.</summary>
internal static class StateFile
{
    private const int OldestVersion = 1;

    /// <summary>Refuses what is there and is no state that can be opened.</summary>
    public static void Check(string path)
    {
        if (!IsNew(path))
            Inspect(path);
    }

    /// <summary>
    /// Opens a file for its owner, who holds the lock: makes it where there is none, brings it up to date where it is old.
    /// </summary>
    /// <param name="path">The file.</param>
    /// <param name="reached">Called at moments at which tests let the process die.</param>
    public static SqliteConnection Open(string path, Action<StoreMoment>? reached = null)
    {
        var isNew = IsNew(path);
        SqliteConnection? connection = null;
        try
        {
            connection = Connect(path, SqliteOpenMode.ReadWriteCreate);
            var version = isNew ? Schema.Version : (int)Number(connection, "PRAGMA user_version");
            // The log is cut back after a large baseline; without a limit it keeps its greatest size for ever.
            Execute(connection, "PRAGMA journal_mode = WAL; PRAGMA foreign_keys = ON; PRAGMA journal_size_limit = 4194304;");
            if (version < Schema.Version)
            {
                Back(connection, path, version);
                reached?.Invoke(StoreMoment.BackedUp);
            }

            Execute(connection, "PRAGMA synchronous = FULL; BEGIN IMMEDIATE;");
            if (isNew)
                Execute(connection, Schema.Sql + Text($"PRAGMA application_id = {Schema.ApplicationId};"));
            else if (version < Schema.Version)
                new Upgrade(connection).Run();
            Execute(connection, Text($"UPDATE sink SET enrolled = 0; PRAGMA user_version = {Schema.Version};"));
            if (version < Schema.Version)
                reached?.Invoke(StoreMoment.Upgraded);
            Execute(connection, "COMMIT;");
            return connection;
        }
        catch (SqliteException failure)
        {
            connection?.Dispose();
            throw Explain(path, failure);
        }
        catch (Exception senseless) when (senseless is ArgumentException or FormatException or InvalidCastException or OverflowException)
        {
            connection?.Dispose();
            throw Damaged(path, $"it holds a value that no tracker writes: {senseless.Message}", senseless);
        }
    }

    /// <summary>Opens a file to read, also while its owner is at work.</summary>
    public static SqliteConnection OpenForReading(string path)
    {
        if (IsNew(path))
            throw new StateFileException($"\"{path}\" does not exist, or is empty.");
        if (Inspect(path) != Schema.Version)
            throw new StateFileException($"\"{path}\" was written by an older version of this program, which kept no history. It is left as it is; `imaplab track` brings it up to date.");
        try
        {
            return Connect(path, SqliteOpenMode.ReadOnly);
        }
        catch (SqliteException failure)
        {
            throw Explain(path, failure);
        }
    }

    public static StateFileException Damaged(string path, string why, Exception? inner = null) => new(
        $"\"{path}\" is damaged: {why} It is left as it is; restore it from a copy, or name another file for a new baseline.",
        inner!);

    private static bool IsNew(string path) => !File.Exists(path) || new FileInfo(path).Length == 0;

    /// <summary>Looks at an existing file without writing to it.</summary>
    /// <returns>The version of its tables.</returns>
    private static int Inspect(string path)
    {
        // Looking makes a log, too.
        var hasLog = new FileInfo(path + "-wal") is { Exists: true, Length: > 0 };
        try
        {
            using var connection = Connect(path, SqliteOpenMode.ReadOnly);
            if (Number(connection, "PRAGMA application_id") != Schema.ApplicationId)
                throw Foreign(path);
            var version = Number(connection, "PRAGMA user_version");
            if (version is < OldestVersion or > Schema.Version)
            {
                throw new StateFileException(
                    $"\"{path}\" has state of version {version}, this program knows versions up to {Schema.Version}. It is left as it is; use the program that wrote it, or name another file.");
            }

            if (Query(connection, "PRAGMA quick_check(1)") is not "ok" and var damage)
                throw Damaged(path, $"{damage}.");
            // SQLite reads the missing part of a last page as zeros. With a log beside it a page may be cut off in all honour.
            if (!hasLog && new FileInfo(path).Length % Number(connection, "PRAGMA page_size") != 0)
                throw Damaged(path, "its last page is cut off.");
            return (int)version;
        }
        catch (SqliteException failure)
        {
            throw Explain(path, failure);
        }
    }

    /// <summary>
    /// Keeps a copy of an older file beside it: the older program cannot read what this one makes of it. Made under
    /// another name first, so that a copy is never half of one.
    /// </summary>
    private static void Back(SqliteConnection connection, string path, int version)
    {
        var copy = $"{path}.v{version}";
        try
        {
            File.Delete(copy + ".part");
            using (var command = connection.CreateCommand())
            {
                command.CommandText = "VACUUM INTO $0";
                command.Parameters.AddWithValue("$0", copy + ".part");
                command.ExecuteNonQuery();
            }

            File.Move(copy + ".part", copy, overwrite: true);
        }
        catch (Exception unwritable) when (unwritable is IOException or UnauthorizedAccessException)
        {
            connection.Dispose();
            throw new StateFileException($"\"{path}\" is of version {version}, and the copy \"{copy}\" to keep before it is brought up to date cannot be written: {unwritable.Message} It is left as it is.", unwritable);
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
        try
        {
            connection.Open();
            return connection;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    private static StateFileException Foreign(string path, Exception? inner = null) =>
        new($"\"{path}\" is not the state of a tracker. It is left as it is; name another file.", inner!);

    private static StateFileException Explain(string path, SqliteException failure) => failure.SqliteErrorCode switch
    {
        5 or 6 => new StateFileException($"\"{path}\" is in use by another program.", failure),
        11 => Damaged(path, failure.Message, failure),
        26 => Foreign(path, failure),
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
