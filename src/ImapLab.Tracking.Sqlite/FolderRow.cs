using ImapLab.Protocol.Mail;
using ImapLab.Protocol.Numbers;
using ImapLab.Tracking.Ports;
using Microsoft.Data.Sqlite;

namespace ImapLab.Tracking.Sqlite;

/// <summary>A folder's record as a row.</summary>
internal static class FolderRow
{
    public const string Columns =
        "number, name, delimiter, role, baselined, uid_validity, uid_next, message_count, highest_modseq, cursor, mailbox_id, flags_at";

    public static FolderRecord Read(SqliteDataReader row) => new(
        row.GetInt32(0),
        new MailboxName(row.GetString(1)),
        row.IsDBNull(2) ? null : row.GetString(2)[0],
        Enum.Parse<FolderRole>(row.GetString(3)),
        row.GetBoolean(4),
        new Counters(
            row.IsDBNull(5) ? default : new UidValidity((uint)row.GetInt64(5)),
            row.IsDBNull(6) ? null : new Uid((uint)row.GetInt64(6)),
            row.IsDBNull(7) ? null : row.GetInt32(7),
            row.IsDBNull(8) ? null : new ModSeq((ulong)row.GetInt64(8))),
        new Uid((uint)row.GetInt64(9)))
    {
        MailboxId = row.IsDBNull(10) ? null : row.GetString(10),
        FlagsAt = row.IsDBNull(11) ? null : new ModSeq((ulong)row.GetInt64(11)),
    };

    public static Statement Bind(Statement statement, FolderRecord folder, DateTimeOffset lookedAt) => statement.With(
        folder.Number,
        folder.Name.Text,
        folder.Delimiter?.ToString(),
        folder.Role.ToString(),
        folder.Baselined,
        folder.Counters.UidValidity == default ? null : (long)folder.Counters.UidValidity.Value,
        (long?)folder.Counters.UidNext?.Value,
        folder.Counters.Exists,
        (long?)folder.Counters.HighestModSeq?.Value,
        (long)folder.Cursor.Value,
        folder.MailboxId,
        (long?)folder.FlagsAt?.Value,
        Keys.Of(lookedAt));
}
