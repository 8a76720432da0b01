using System.Globalization;
using ImapLab.Protocol.Numbers;
using ImapLab.Tracking.Events;
using ImapLab.Tracking.Ports;
using Microsoft.Data.Sqlite;

namespace ImapLab.Tracking.Sqlite;

/// <summary>
/// Brings a state file of version 1 up to date, inside a transaction of the caller's. Version 1 had a row for each
/// message, its UID spelt out, and an outbox from which an event went when it was told.
/// </summary>
internal sealed class Upgrade(SqliteConnection connection)
{
    private static readonly string[] OldTables = ["account", "folder", "message", "outbox"];

    /// <exception cref="FormatException">The file holds what no version 1 wrote.</exception>
    public void Run()
    {
        foreach (var table in OldTables)
            Execute($"ALTER TABLE {table} RENAME TO {table}_1");
        Execute(Schema.Sql);
        Execute("""
            DELETE FROM account;
            INSERT INTO account SELECT name, initialized, last_folder_number, last_sequence FROM account_1;
            INSERT INTO folder (number, name, delimiter, role, baselined, uid_validity, uid_next, message_count, highest_modseq, cursor)
                SELECT number, name, delimiter, role, baselined, uid_validity, uid_next, message_count, highest_modseq, cursor FROM folder_1;
            INSERT INTO sink (name, cursor, enrolled)
                SELECT $0, coalesce((SELECT min(sequence) - 1 FROM outbox_1), last_sequence), 0 FROM account_1;
            """, SinkNames.Stdout);
        using var statements = new Statements(connection);
        MoveMessages(statements);
        MoveEvents(statements);
        foreach (var table in OldTables.Reverse())
            Execute($"DROP TABLE {table}_1");
    }

    private void MoveMessages(Statements statements)
    {
        UidChunks? chunks = null;
        var folder = 0;
        long key = -1;
        using var command = Command("SELECT folder, uid, identified, message_id, size, internal_date, email_id FROM message_1 ORDER BY folder, uid");
        using var rows = command.ExecuteReader();
        while (rows.Read())
        {
            var uid = new Uid((uint)rows.GetInt64(1));
            // A chunk is written as soon as it is passed, so that a large folder needs no more memory than a small one.
            if (rows.GetInt32(0) != folder || UidChunk.KeyOf(folder, uid) != key)
            {
                chunks?.Write();
                folder = rows.GetInt32(0);
                key = UidChunk.KeyOf(folder, uid);
                chunks = new UidChunks(statements, folder);
            }

            var isAsked = rows.GetBoolean(2);
            chunks!.Of(uid).Add(uid, isAsked);
            if (isAsked)
                MessageRow.BindIdentity(statements.UpsertIdentity, Keys.Of(folder, uid), Identity(rows)).Run();
        }

        chunks?.Write();
    }

    private static MessageIdentity Identity(SqliteDataReader row) => new(
        row.IsDBNull(3) ? null : row.GetString(3),
        row.IsDBNull(4) ? null : row.GetInt64(4),
        row.IsDBNull(5) ? null : DateTimeOffset.Parse(row.GetString(5), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal),
        row.IsDBNull(6) ? null : row.GetString(6));

    private void MoveEvents(Statements statements)
    {
        using var command = Command("SELECT sequence, event_id, json FROM outbox_1 ORDER BY sequence");
        using var rows = command.ExecuteReader();
        while (rows.Read())
        {
            var json = rows.GetString(2);
            var told = EventJson.Read(json);
            EventRow.Bind(statements.InsertEvent, new OutboxEntry(rows.GetInt64(0), told.Date, told.Event, told.Path, rows.GetString(1), json)).Run();
        }
    }

    private SqliteCommand Command(string sql)
    {
        var command = connection.CreateCommand();
        command.CommandText = sql;
        return command;
    }

    private void Execute(string sql, string? value = null)
    {
        using var command = Command(sql);
        if (value is not null)
            command.Parameters.AddWithValue("$0", value);
        command.ExecuteNonQuery();
    }
}
