using ImapLab.Tracking.Ports;
using Microsoft.Data.Sqlite;

namespace ImapLab.Tracking.Sqlite;

/// <summary>A message that is gone, as a row.</summary>
internal static class GoneRow
{
    public const string Columns =
        $"key, path, at, last_seen, proof, identified, {MessageRow.IdentityColumns}, {MessageRow.MarkColumns}, subject, sender";

    public static GoneMessage Read(SqliteDataReader row, Words words) => new(
        Keys.ToPlace(row.GetInt64(0)),
        row.GetString(1),
        Keys.ToTime(row.GetInt64(2)),
        row.IsDBNull(3) ? null : Keys.ToTime(row.GetInt64(3)),
        Enum.Parse<DeletionProof>(row.GetString(4)),
        row.GetBoolean(5) ? MessageRow.ReadIdentity(row, 6) : null,
        new MessageMarks(words.Read(row, 11), words.Read(row, 12)))
    {
        Subject = row.IsDBNull(13) ? null : row.GetString(13),
        From = row.IsDBNull(14) ? null : row.GetString(14),
    };
}
