using ImapLab.Tracking.Ports;
using Microsoft.Data.Sqlite;

namespace ImapLab.Tracking.Sqlite;

/// <summary>An event as a row.</summary>
internal static class EventRow
{
    public const string Columns = "sequence, at, event, path, message, event_id, json";

    public const string Qualified = "event.sequence, event.at, event.event, event.path, event.message, event.event_id, event.json";

    public static OutboxEntry Read(SqliteDataReader row) => new(
        row.GetInt64(0),
        Keys.ToTime(row.GetInt64(1)),
        row.GetString(2),
        row.IsDBNull(3) ? null : row.GetString(3),
        row.GetString(5),
        row.GetString(6))
    {
        Message = row.IsDBNull(4) ? null : Keys.ToPlace(row.GetInt64(4)),
    };

    public static Statement Bind(Statement statement, OutboxEntry told) => statement.With(
        told.Sequence,
        Keys.Of(told.At),
        told.Event,
        told.Path,
        told.Message is { } place ? Keys.Of(place) : null,
        told.EventId,
        told.Json);
}
