using System.Globalization;
using ImapLab.Tracking.Ports;
using Microsoft.Data.Sqlite;

namespace ImapLab.Tracking.Sqlite;

/// <summary>What recognises a message, as columns.</summary>
internal static class IdentityRow
{
    public const string Columns = "message_id, size, internal_date, email_id";

    public static MessageIdentity Read(SqliteDataReader row, int first) => new(
        row.IsDBNull(first) ? null : row.GetString(first),
        row.IsDBNull(first + 1) ? null : row.GetInt64(first + 1),
        row.IsDBNull(first + 2)
            ? null
            : DateTimeOffset.Parse(row.GetString(first + 2), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal),
        row.IsDBNull(first + 3) ? null : row.GetString(first + 3));

    public static Statement Bind(Statement statement, int folder, KnownMessage message) => statement.With(
        folder,
        (long)message.Uid.Value,
        message.Identity is not null,
        message.Identity?.MessageId,
        message.Identity?.Size,
        message.Identity?.InternalDate?.UtcDateTime.ToString("O", CultureInfo.InvariantCulture),
        message.Identity?.EmailId);
}
