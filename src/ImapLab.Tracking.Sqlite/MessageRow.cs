using ImapLab.Tracking.Ports;
using Microsoft.Data.Sqlite;

namespace ImapLab.Tracking.Sqlite;

/// <summary>What is known of a message as columns.</summary>
internal static class MessageRow
{
    public const string IdentityColumns = "message_id, size, internal_date, email_id, thread_id";

    public const string MarkColumns = "flags, labels";

    public static MessageIdentity ReadIdentity(SqliteDataReader row, int first) => new(
        row.IsDBNull(first) ? null : row.GetString(first),
        row.IsDBNull(first + 1) ? null : row.GetInt64(first + 1),
        row.IsDBNull(first + 2) ? null : Keys.ToTime(row.GetInt64(first + 2)),
        row.IsDBNull(first + 3) ? null : row.GetString(first + 3))
    {
        ThreadId = row.IsDBNull(first + 4) ? null : row.GetString(first + 4),
    };

    public static Statement BindIdentity(Statement statement, long key, MessageIdentity identity) => statement.With(
        key,
        identity.MessageId,
        identity.Size,
        identity.InternalDate is { } date ? Keys.Of(date) : null,
        identity.EmailId,
        identity.ThreadId);
}
