using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace ImapLab.Tracking.Events;

/// <summary>Events as JSON, one line each. The one place where they are written and read.</summary>
public static class EventJson
{
    private const string DateFormat = "yyyy-MM-dd'T'HH:mm:ss.fff'Z'";

    /// <summary>The default encoder guards HTML pages; a line of JSON is none, and people read it.</summary>
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The event on one line, without a line end.</summary>
    public static string Write(TrackerEvent told)
    {
        ArgumentNullException.ThrowIfNull(told);
        var buffer = new ArrayBufferWriter<byte>(512);
        using (var json = new Utf8JsonWriter(buffer, Options))
        {
            json.WriteStartObject();
            json.WriteString("account", told.Account);
            json.WriteString("date", Format(told.Date));
            EventDataWriter.IfKnown(json, "path", told.Path);
            EventDataWriter.IfKnown(json, "specialUse", told.SpecialUse);
            json.WriteString("event", told.Event);
            json.WriteString("eventId", told.EventId);
            json.WritePropertyName("data");
            EventDataWriter.Write(json, told.Data);
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    /// <summary>Reads one event. Data of a kind that is not told here comes back as <see cref="ForeignData"/>.</summary>
    /// <exception cref="FormatException">The text is not JSON, or not an event; the message says what was expected.</exception>
    public static TrackerEvent Read(string line)
    {
        ArgumentNullException.ThrowIfNull(line);
        try
        {
            using var document = JsonDocument.Parse(line);
            return EventJsonReader.Read(document.RootElement);
        }
        catch (JsonException notJson)
        {
            throw new FormatException($"Expected an event as one JSON object: {notJson.Message}", notJson);
        }
    }

    /// <summary>The data of an event alone.</summary>
    internal static string WriteData(EventData data)
    {
        var buffer = new ArrayBufferWriter<byte>(512);
        using (var json = new Utf8JsonWriter(buffer, Options))
            EventDataWriter.Write(json, data);
        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    /// <summary>Reads what <see cref="WriteData"/> wrote of an event of this name.</summary>
    internal static EventData ReadData(string name, string json)
    {
        using var document = JsonDocument.Parse(json);
        return EventDataReader.Read(name, document.RootElement);
    }

    internal static string Format(DateTimeOffset date) => date.UtcDateTime.ToString(DateFormat, CultureInfo.InvariantCulture);
}
