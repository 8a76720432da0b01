using Microsoft.Data.Sqlite;

namespace ImapLab.Tracking.Sqlite;

/// <summary>All that is ever said to the database about accounts, folders and messages.</summary>
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
        INSERT INTO folder ({FolderRow.Columns}, looked_at) VALUES ($0, $1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)
        ON CONFLICT (number) DO UPDATE SET name = $1, delimiter = $2, role = $3, baselined = $4, uid_validity = $5,
            uid_next = $6, message_count = $7, highest_modseq = $8, cursor = $9, mailbox_id = $10, flags_at = $11, looked_at = $12
        """);

    public Statement DeleteFolder => field ??= Make("DELETE FROM folder WHERE number = $0");

    public Statement SelectChunk => field ??= Make("SELECT uids, unasked FROM uid_chunk WHERE key = $0");

    public Statement SelectChunks => field ??= Make("SELECT key, uids FROM uid_chunk WHERE key >= $0 AND key < $1 ORDER BY key");

    public Statement SelectUnasked => field ??= Make("SELECT key, unasked FROM uid_chunk WHERE key >= $0 AND key < $1 AND unasked IS NOT NULL ORDER BY key LIMIT $2");

    public Statement UpsertChunk => field ??= Make("INSERT INTO uid_chunk (key, uids, unasked) VALUES ($0, $1, $2) ON CONFLICT (key) DO UPDATE SET uids = $1, unasked = $2");

    public Statement DeleteChunk => field ??= Make("DELETE FROM uid_chunk WHERE key = $0");

    public Statement DeleteChunks => field ??= Make("DELETE FROM uid_chunk WHERE key >= $0 AND key < $1");

    public Statement SelectIdentity => field ??= Make($"SELECT {MessageRow.IdentityColumns} FROM message WHERE key = $0");

    public Statement UpsertIdentity => field ??= Make($"""
        INSERT INTO message (key, {MessageRow.IdentityColumns}) VALUES ($0, $1, $2, $3, $4, $5)
        ON CONFLICT (key) DO UPDATE SET message_id = $1, size = $2, internal_date = $3, email_id = $4, thread_id = $5
        """);

    public Statement SelectMarks => field ??= Make($"SELECT {MessageRow.MarkColumns} FROM message WHERE key = $0 AND (flags IS NOT NULL OR labels IS NOT NULL)");

    public Statement UpsertMarks => field ??= Make(
        $"INSERT INTO message (key, {MessageRow.MarkColumns}) VALUES ($0, $1, $2) ON CONFLICT (key) DO UPDATE SET flags = $1, labels = $2");

    public Statement DeleteMessage => field ??= Make("DELETE FROM message WHERE key = $0");

    public Statement DeleteMessages => field ??= Make("DELETE FROM message WHERE key >= $0 AND key < $1");

    public Statement InsertWord => field ??= Make("INSERT INTO word (text) VALUES ($0) ON CONFLICT DO NOTHING");

    public Statement SelectWordId => field ??= Make("SELECT id FROM word WHERE text = $0");

    public Statement SelectWord => field ??= Make("SELECT text FROM word WHERE id = $0");

    /// <summary>
    /// $0 key, $1 folder, $2 time, $3 proof, $4 held, $5 whether its identity was asked for. Who it was from, the
    /// history still knows where the message came while the tracker was there.
    /// </summary>
    public Statement InsertGone => field ??= Make($"""
        INSERT OR REPLACE INTO gone (key, path, at, last_seen, proof, held, identified, {MessageRow.IdentityColumns}, {MessageRow.MarkColumns}, subject, sender)
        SELECT $0, folder.name, $2, folder.looked_at, $3, $4, $5, {MessageRow.IdentityColumns}, {MessageRow.MarkColumns},
            event.json ->> '$.data.subject', event.json ->> '$.data.from.address'
        FROM folder
            LEFT JOIN message ON message.key = $0
            LEFT JOIN event ON event.message = $0 AND event.event = 'messageNew'
        WHERE folder.number = $1
        LIMIT 1
        """);

    public Statement SelectHeld => field ??= Make($"SELECT {GoneRow.Columns} FROM gone WHERE held = 1 ORDER BY key");

    public Statement ReleaseGone => field ??= Make("UPDATE gone SET held = 0 WHERE key = $0");

    public Statement DeleteGone => field ??= Make("DELETE FROM gone WHERE key = $0");

    public Statement PurgeGone => field ??= Make(
        "DELETE FROM gone WHERE key IN (SELECT key FROM gone WHERE at < $0 AND held = 0 ORDER BY at LIMIT $1) RETURNING 1");

    /// <summary>$0 date, $1 EMAILID or null, $2 Message-ID, $3 size.</summary>
    public Statement SelectTwins => field ??= Make("""
        SELECT key FROM message
        WHERE internal_date = $0 AND CASE WHEN $1 IS NOT NULL OR email_id IS NOT NULL THEN email_id = $1 ELSE message_id = $2 AND size = $3 END
        ORDER BY key
        """);

    public Statement SelectAwaited => field ??= Make("SELECT key, since, json FROM awaited ORDER BY since, key");

    public Statement UpsertAwaited => field ??= Make("INSERT INTO awaited (key, since, json) VALUES ($0, $1, $2) ON CONFLICT (key) DO UPDATE SET json = $2");

    public Statement DeleteAwaited => field ??= Make("DELETE FROM awaited WHERE key = $0");

    public Statement SelectThread => field ??= Make("SELECT thread_id FROM thread WHERE key = $0");

    public Statement InsertThread => field ??= Make("INSERT INTO thread (key, thread_id) VALUES ($0, $1) ON CONFLICT DO NOTHING");

    public Statement InsertEvent => field ??= Make($"INSERT INTO event ({EventRow.Columns}) VALUES ($0, $1, $2, $3, $4, $5, $6)");

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

    public Statement Make(string sql)
    {
        var statement = new Statement(connection, sql);
        _made.Add(statement);
        return statement;
    }
}
