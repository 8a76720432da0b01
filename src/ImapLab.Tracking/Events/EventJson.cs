using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using ImapLab.Protocol.Numbers;

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
            WriteIfKnown(json, "path", told.Path);
            WriteIfKnown(json, "specialUse", told.SpecialUse);
            json.WriteString("event", told.Event);
            json.WriteString("eventId", told.EventId);
            json.WritePropertyName("data");
            WriteData(json, told.Data);
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

    internal static string Format(DateTimeOffset date) => date.UtcDateTime.ToString(DateFormat, CultureInfo.InvariantCulture);

    private static void WriteData(Utf8JsonWriter json, EventData data)
    {
        if (data is ForeignData foreign)
        {
            json.WriteRawValue(foreign.Json);
            return;
        }

        json.WriteStartObject();
        switch (data)
        {
            case AccountInitializedData:
                json.WriteBoolean("initialized", true);
                break;
            case MessageNewData message:
                WriteMessage(json, message);
                break;
            case MessageDeletedData message:
                json.WriteString("id", message.Id);
                json.WriteNumber("uid", message.Uid.Value);
                WriteIfKnown(json, "emailId", message.EmailId);
                WriteIfKnown(json, "messageId", message.MessageId);
                break;
            case MailboxData mailbox:
                WriteMailbox(json, mailbox.Path, mailbox.Name, mailbox.SpecialUse);
                break;
            case MailboxResetData reset:
                WriteMailbox(json, reset.Path, reset.Name, reset.SpecialUse);
                WriteEpoch(json, "uidValidity", reset.UidValidity);
                WriteEpoch(json, "prevUidValidity", reset.PrevUidValidity);
                json.WriteString("reason", reset.Reason);
                break;
            case ProblemData problem:
                json.WriteString("reason", problem.Reason);
                if (problem.RetryIn is { } wait)
                    json.WriteNumber("retryIn", (long)wait.TotalMilliseconds);
                break;
            default:
                throw new ArgumentException($"No JSON is known for {data.GetType().Name}.", nameof(data));
        }

        json.WriteEndObject();
    }

    private static void WriteMessage(Utf8JsonWriter json, MessageNewData message)
    {
        json.WriteString("id", message.Id);
        json.WriteNumber("uid", message.Uid.Value);
        WriteIfKnown(json, "emailId", message.EmailId);
        WriteIfKnown(json, "threadId", message.ThreadId);
        WriteIfKnown(json, "messageId", message.MessageId);
        WriteIfKnown(json, "subject", message.Subject);
        if (message.From is { } from)
        {
            json.WriteStartObject("from");
            WriteIfKnown(json, "name", from.Name);
            WriteIfKnown(json, "address", from.Address);
            json.WriteEndObject();
        }

        if (message.Date is { } date)
            json.WriteString("date", Format(date));
        if (message.Size is { } size)
            json.WriteNumber("size", size);
        json.WriteStartArray("flags");
        foreach (var flag in message.Flags)
            json.WriteStringValue(flag);
        json.WriteEndArray();
    }

    private static void WriteMailbox(Utf8JsonWriter json, string path, string name, string? specialUse)
    {
        json.WriteString("path", path);
        json.WriteString("name", name);
        if (specialUse is null)
            json.WriteBoolean("specialUse", false);
        else
            json.WriteString("specialUse", specialUse);
    }

    private static void WriteEpoch(Utf8JsonWriter json, string name, UidValidity epoch)
    {
        if (epoch == default)
            json.WriteNull(name);
        else
            json.WriteNumber(name, epoch.Value);
    }

    private static void WriteIfKnown(Utf8JsonWriter json, string name, string? value)
    {
        if (value is not null)
            json.WriteString(name, value);
    }
}
