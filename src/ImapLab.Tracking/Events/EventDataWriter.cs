using System.Text.Json;
using ImapLab.Protocol.Numbers;

namespace ImapLab.Tracking.Events;

/// <summary>Writes the data of each kind of event.</summary>
internal static class EventDataWriter
{
    public static void Write(Utf8JsonWriter json, EventData data)
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
                WriteNew(json, message);
                break;
            case MessageDeletedData message:
                WriteDeleted(json, message);
                break;
            case MessageMovedData message:
                WriteMoved(json, message);
                break;
            case MessageUpdatedData message:
                WriteUpdated(json, message);
                break;
            case MailboxData mailbox:
                WriteMailbox(json, mailbox.Path, mailbox.Name, mailbox.SpecialUse);
                IfKnown(json, "previousPath", mailbox.PreviousPath);
                break;
            case MailboxResetData reset:
                WriteMailbox(json, reset.Path, reset.Name, reset.SpecialUse);
                WriteEpoch(json, "uidValidity", reset.UidValidity);
                WriteEpoch(json, "prevUidValidity", reset.PrevUidValidity);
                json.WriteString("reason", reset.Reason);
                break;
            case MassDeletionData mass:
                json.WriteNumber("count", mass.Count);
                json.WriteNumber("threshold", mass.Threshold);
                json.WriteNumber("window", (long)mass.Window.TotalMilliseconds);
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

    public static void IfKnown(Utf8JsonWriter json, string name, string? value)
    {
        if (value is not null)
            json.WriteString(name, value);
    }

    private static void WriteNew(Utf8JsonWriter json, MessageNewData message)
    {
        WritePlace(json, message.Id, message.Uid);
        IfKnown(json, "emailId", message.EmailId);
        IfKnown(json, "threadId", message.ThreadId);
        IfKnown(json, "messageId", message.MessageId);
        IfKnown(json, "subject", message.Subject);
        if (message.From is { } from)
        {
            json.WriteStartObject("from");
            IfKnown(json, "name", from.Name);
            IfKnown(json, "address", from.Address);
            json.WriteEndObject();
        }

        if (message.Date is { } date)
            json.WriteString("date", EventJson.Format(date));
        if (message.Size is { } size)
            json.WriteNumber("size", size);
        WriteNames(json, "flags", message.Flags);
        WriteNames(json, "labels", message.Labels);
    }

    private static void WriteDeleted(Utf8JsonWriter json, MessageDeletedData message)
    {
        WritePlace(json, message.Id, message.Uid);
        IfKnown(json, "emailId", message.EmailId);
        IfKnown(json, "messageId", message.MessageId);
        if (message.Destroyed is { } destroyed)
            json.WriteBoolean("destroyed", destroyed);
    }

    private static void WriteMoved(Utf8JsonWriter json, MessageMovedData message)
    {
        WritePlace(json, message.Id, message.Uid);
        json.WriteString("previousPath", message.PreviousPath);
        json.WriteString("previousId", message.PreviousId);
        json.WriteNumber("previousUid", message.PreviousUid.Value);
        json.WriteString("evidence", message.Evidence);
        IfKnown(json, "emailId", message.EmailId);
        IfKnown(json, "threadId", message.ThreadId);
        IfKnown(json, "messageId", message.MessageId);
        WriteNames(json, "flags", message.Flags);
        WriteNames(json, "labels", message.Labels);
    }

    private static void WriteUpdated(Utf8JsonWriter json, MessageUpdatedData message)
    {
        WritePlace(json, message.Id, message.Uid);
        json.WriteStartObject("changes");
        WriteChange(json, "flags", message.Flags);
        WriteChange(json, "labels", message.Labels);
        json.WriteEndObject();
    }

    private static void WritePlace(Utf8JsonWriter json, string id, Uid uid)
    {
        json.WriteString("id", id);
        json.WriteNumber("uid", uid.Value);
    }

    private static void WriteChange(Utf8JsonWriter json, string name, NameChange? change)
    {
        if (change is null)
            return;
        json.WriteStartObject(name);
        WriteNames(json, "added", change.Added);
        WriteNames(json, "deleted", change.Deleted);
        WriteNames(json, "value", change.Value);
        json.WriteEndObject();
    }

    private static void WriteNames(Utf8JsonWriter json, string name, NameSet? names)
    {
        if (names is null)
            return;
        json.WriteStartArray(name);
        foreach (var one in names)
            json.WriteStringValue(one);
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
}
