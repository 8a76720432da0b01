using System.Globalization;
using System.Text.Json;
using ImapLab.Protocol.Numbers;

namespace ImapLab.Tracking.Events;

/// <summary>Reads an event's envelope and the data of the kinds that <see cref="EventNames"/> lists.</summary>
internal static class EventJsonReader
{
    public static TrackerEvent Read(JsonElement root)
    {
        if (root.ValueKind != JsonValueKind.Object)
            throw new FormatException($"Expected an event as a JSON object, found {Kind(root)}.");
        var name = RequiredText(root, "event");
        var data = root.TryGetProperty("data", out var found)
            ? found
            : throw new FormatException("Expected \"data\" in the event.");
        return new TrackerEvent(
            Text(root, "account") ?? "",
            Date(root, "date") ?? default,
            Text(root, "path"),
            Text(root, "specialUse"),
            name,
            Text(root, "eventId") ?? "",
            ReadData(name, data));
    }

    private static EventData ReadData(string name, JsonElement data)
    {
        if (data.ValueKind != JsonValueKind.Object)
            throw new FormatException($"Expected \"data\" to be an object, found {Kind(data)}.");
        return name switch
        {
            EventNames.AccountInitialized => new AccountInitializedData(),
            EventNames.MessageNew => ReadMessage(data),
            EventNames.MessageDeleted => new MessageDeletedData(Text(data, "id") ?? "", UidOf(data))
            {
                EmailId = Text(data, "emailId"),
                MessageId = Text(data, "messageId"),
            },
            EventNames.MailboxNew or EventNames.MailboxDeleted =>
                new MailboxData(RequiredText(data, "path"), Text(data, "name") ?? "", Text(data, "specialUse")),
            EventNames.MailboxReset => new MailboxResetData(
                RequiredText(data, "path"),
                Text(data, "name") ?? "",
                Text(data, "specialUse"),
                EpochOf(data, "uidValidity"),
                EpochOf(data, "prevUidValidity"),
                Text(data, "reason") ?? ""),
            EventNames.ConnectError or EventNames.AuthenticationError or EventNames.SyncWarning => new ProblemData(
                Text(data, "reason") ?? "",
                Number(data, "retryIn") is { } wait ? TimeSpan.FromMilliseconds(wait) : null),
            _ => new ForeignData(data.GetRawText()),
        };
    }

    private static MessageNewData ReadMessage(JsonElement data) => new(Text(data, "id") ?? "", UidOf(data))
    {
        EmailId = Text(data, "emailId"),
        ThreadId = Text(data, "threadId"),
        MessageId = Text(data, "messageId"),
        Subject = Text(data, "subject"),
        From = data.TryGetProperty("from", out var from) && from.ValueKind == JsonValueKind.Object
            ? new EventAddress(Text(from, "name"), Text(from, "address"))
            : null,
        Date = Date(data, "date"),
        Size = Number(data, "size"),
        Flags = data.TryGetProperty("flags", out var flags) && flags.ValueKind == JsonValueKind.Array
            ? [.. flags.EnumerateArray().Where(flag => flag.ValueKind == JsonValueKind.String).Select(flag => flag.GetString()!)]
            : [],
    };

    private static Uid UidOf(JsonElement data) =>
        Number(data, "uid") is >= 1 and <= uint.MaxValue and var uid
            ? new Uid((uint)uid)
            : throw new FormatException("Expected \"data.uid\" to be a UID: a whole number from 1 to 4294967295.");

    private static UidValidity EpochOf(JsonElement data, string name) =>
        Number(data, name) is >= 1 and <= uint.MaxValue and var epoch ? new UidValidity((uint)epoch) : default;

    private static string RequiredText(JsonElement element, string name) =>
        Text(element, name) ?? throw new FormatException($"Expected \"{name}\" to be a text.");

    private static string? Text(JsonElement element, string name) =>
        element.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    private static long? Number(JsonElement element, string name) =>
        element.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.Number && value.TryGetInt64(out var number)
            ? number
            : null;

    private static DateTimeOffset? Date(JsonElement element, string name)
    {
        if (Text(element, name) is not { } text)
            return null;
        return DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var date)
            ? date
            : throw new FormatException($"Expected \"{name}\" to be a date in ISO 8601, found \"{text}\".");
    }

    private static string Kind(JsonElement element) => element.ValueKind.ToString().ToLowerInvariant();
}
