using Microsoft.Data.Sqlite;

namespace ImapLab.Tracking.Sqlite;

/// <summary>All that is ever said to the database.</summary>
internal sealed class Statements(SqliteConnection connection) : IDisposable
{
    private readonly List<Statement> _made = [];
    private string? _synchronous;

    public Statement Begin => field ??= Make("BEGIN IMMEDIATE");

    public Statement End => field ??= Make("COMMIT");

    public Statement Undo => field ??= Make("ROLLBACK");

    public Statement SelectAccount => field ??= Make("SELECT name, initialized, last_folder_number, last_sequence FROM account");

    public Statement UpdateAccount => field ??= Make("UPDATE account SET name = coalesce(name, $0), initialized = max(initialized, $1)");

    public Statement UpdateFolderNumber => field ??= Make("UPDATE account SET last_folder_number = max(last_folder_number, $0)");

    public Statement UpdateSequence => field ??= Make("UPDATE account SET last_sequence = $0");

    public Statement SelectFolders => field ??= Make($"SELECT {FolderRow.Columns} FROM folder ORDER BY number");

    public Statement UpsertFolder => field ??= Make($"""
        INSERT INTO folder ({FolderRow.Columns}) VALUES ($0, $1, $2, $3, $4, $5, $6, $7, $8, $9)
        ON CONFLICT (number) DO UPDATE SET name = $1, delimiter = $2, role = $3, baselined = $4, uid_validity = $5,
            uid_next = $6, message_count = $7, highest_modseq = $8, cursor = $9
        """);

    public Statement DeleteFolder => field ??= Make("DELETE FROM folder WHERE number = $0");

    public Statement SelectUids => field ??= Make("SELECT uid FROM message WHERE folder = $0 ORDER BY uid");

    public Statement SelectUnidentified => field ??= Make("SELECT uid FROM message WHERE folder = $0 AND identified = 0 ORDER BY uid LIMIT $1");

    public Statement SelectIdentity => field ??= Make($"SELECT {IdentityRow.Columns} FROM message WHERE folder = $0 AND uid = $1 AND identified = 1");

    public Statement UpsertMessage => field ??= Make($"""
        INSERT INTO message (folder, uid, identified, {IdentityRow.Columns}) VALUES ($0, $1, $2, $3, $4, $5, $6)
        ON CONFLICT (folder, uid) DO UPDATE SET identified = $2, message_id = $3, size = $4, internal_date = $5, email_id = $6
        """);

    public Statement UpdateIdentity => field ??= Make(
        "UPDATE message SET identified = $2, message_id = $3, size = $4, internal_date = $5, email_id = $6 WHERE folder = $0 AND uid = $1");

    public Statement DeleteMessage => field ??= Make("DELETE FROM message WHERE folder = $0 AND uid = $1");

    public Statement DeleteMessages => field ??= Make("DELETE FROM message WHERE folder = $0");

    public Statement InsertEvent => field ??= Make("INSERT INTO outbox (sequence, event_id, json) VALUES ($0, $1, $2)");

    public Statement SelectEvents => field ??= Make("SELECT sequence, event_id, json FROM outbox ORDER BY sequence LIMIT $0");

    public Statement DeleteEvents => field ??= Make("DELETE FROM outbox WHERE sequence <= $0");

    /// <summary>How far SQLite goes to get a transaction onto the disk before it says so.</summary>
    public void SetSynchronous(string level)
    {
        if (_synchronous == level)
            return;
        using var pragma = connection.CreateCommand();
        pragma.CommandText = $"PRAGMA synchronous = {level}";
        pragma.ExecuteNonQuery();
        _synchronous = level;
    }

    public void Dispose()
    {
        foreach (var statement in _made)
            statement.Dispose();
    }

    private Statement Make(string sql)
    {
        var statement = new Statement(connection, sql);
        _made.Add(statement);
        return statement;
    }
}
