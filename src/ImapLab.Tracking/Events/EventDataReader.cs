using System.Text.Json;
using ImapLab.Protocol.Numbers;
using static ImapLab.Tracking.Events.JsonParts;

namespace ImapLab.Tracking.Events;

/// <summary>
/// Reads the data of the kinds that <see cref="EventNames"/> lists. What other trackers leave out of a move or an update
/// makes it <see cref="ForeignData"/>, not an error: the kinds are EmailEngine's, and so is what they must hold.
/// </summary>
internal static class EventDataReader
{
    /// <summary>A hundred years: longer waits are nonsense, and some cannot be held.</summary>
    private const long MostMilliseconds = 3_155_760_000_000;

    public static EventData Read(string name, JsonElement data)
    {
        if (data.ValueKind != JsonValueKind.Object)
            throw new FormatException($"Expected \"data\" to be an object, found {Kind(data)}.");
        return name switch
        {
            EventNames.AccountInitialized => new AccountInitializedData(),
            EventNames.MessageNew => ReadNew(data),
            EventNames.MessageDeleted => new MessageDeletedData(Text(data, "id") ?? "", RequiredUid(data))
            {
                EmailId = Text(data, "emailId"),
                MessageId = Text(data, "messageId"),
                Destroyed = Truth(data, "destroyed"),
            },
            EventNames.MessageMoved => ReadMoved(data),
            EventNames.MessageUpdated => ReadUpdated(data),
            EventNames.MailboxNew or EventNames.MailboxDeleted => ReadMailbox(data),
            EventNames.MailboxRenamed when Text(data, "path") is not null => ReadMailbox(data),
            EventNames.MailboxReset => new MailboxResetData(
                RequiredText(data, "path"),
                Text(data, "name") ?? "",
                Text(data, "specialUse"),
                Epoch(data, "uidValidity"),
                Epoch(data, "prevUidValidity"),
                Text(data, "reason") ?? ""),
            EventNames.MassDeletion when (Number(data, "count"), Number(data, "threshold"), Number(data, "window")) is (>= 0 and <= int.MaxValue and var count, >= 0 and <= int.MaxValue and var threshold, >= 0 and < MostMilliseconds and var window) =>
                new MassDeletionData((int)count, (int)threshold, TimeSpan.FromMilliseconds(window)),
            EventNames.ConnectError or EventNames.AuthenticationError or EventNames.SyncWarning => new ProblemData(
                Text(data, "reason") ?? "",
                Number(data, "retryIn") is { } wait ? TimeSpan.FromMilliseconds(wait) : null),
            _ => new ForeignData(data.GetRawText()),
        };
    }

    private static MessageNewData ReadNew(JsonElement data) => new(Text(data, "id") ?? "", RequiredUid(data))
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
        Flags = Names(data, "flags"),
        Labels = Names(data, "labels"),
    };

    private static EventData ReadMoved(JsonElement data) =>
        Uid(data, "uid") is { } uid && Uid(data, "previousUid") is { } previous && Text(data, "previousPath") is { } path
            ? new MessageMovedData(Text(data, "id") ?? "", uid, path, Text(data, "previousId") ?? "", previous, Text(data, "evidence") ?? "")
            {
                EmailId = Text(data, "emailId"),
                ThreadId = Text(data, "threadId"),
                MessageId = Text(data, "messageId"),
                Flags = Names(data, "flags"),
                Labels = Names(data, "labels"),
            }
            : new ForeignData(data.GetRawText());

    private static EventData ReadUpdated(JsonElement data) =>
        Uid(data, "uid") is { } uid && data.TryGetProperty("changes", out var changes) && changes.ValueKind == JsonValueKind.Object
            ? new MessageUpdatedData(Text(data, "id") ?? "", uid) { Flags = ReadChange(changes, "flags"), Labels = ReadChange(changes, "labels") }
            : new ForeignData(data.GetRawText());

    private static NameChange? ReadChange(JsonElement changes, string name) =>
        changes.TryGetProperty(name, out var change) && change.ValueKind == JsonValueKind.Object && Names(change, "value") is { } value
            ? new NameChange(Names(change, "added") ?? NameSet.Empty, Names(change, "deleted") ?? NameSet.Empty, value)
            : null;

    private static MailboxData ReadMailbox(JsonElement data) =>
        new(RequiredText(data, "path"), Text(data, "name") ?? "", Text(data, "specialUse")) { PreviousPath = Text(data, "previousPath") };

    private static Uid RequiredUid(JsonElement data) =>
        Uid(data, "uid") ?? throw new FormatException("Expected \"data.uid\" to be a UID: a whole number from 1 to 4294967295.");
}
