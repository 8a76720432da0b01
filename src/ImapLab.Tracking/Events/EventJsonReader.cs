using System.Text.Json;

namespace ImapLab.Tracking.Events;

/// <summary>Reads an event's envelope.</summary>
internal static class EventJsonReader
{
    public static TrackerEvent Read(JsonElement root)
    {
        if (root.ValueKind != JsonValueKind.Object)
            throw new FormatException($"Expected an event as a JSON object, found {JsonParts.Kind(root)}.");
        var name = JsonParts.RequiredText(root, "event");
        var data = root.TryGetProperty("data", out var found)
            ? found
            : throw new FormatException("Expected \"data\" in the event.");
        return new TrackerEvent(
            JsonParts.Text(root, "account") ?? "",
            JsonParts.Date(root, "date") ?? default,
            JsonParts.Text(root, "path"),
            JsonParts.Text(root, "specialUse"),
            name,
            JsonParts.Text(root, "eventId") ?? "",
            EventDataReader.Read(name, data));
    }
}
