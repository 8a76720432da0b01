using System.Text.Json;
using ImapLab.Protocol.Mail;
using ImapLab.Protocol.Numbers;
using ImapLab.Tracking.Events;

namespace ImapLab.Scenarios.Oracle;

/// <summary>Events that the built-in tracker does not tell, but others may.</summary>
internal static class ForeignTales
{
    public const string MessageMoved = "messageMoved";
    public const string MessageUpdated = "messageUpdated";
    public const string MailboxRenamed = "mailboxRenamed";
    public const string MassDeletion = "massDeletion";

    public static IEnumerable<Tale> Read(Tale tale, ForeignData foreign)
    {
        using var document = JsonDocument.Parse(foreign.Json);
        var data = document.RootElement;
        var uid = UidOf(data, "uid");
        var previous = data.ValueKind == JsonValueKind.Object && data.TryGetProperty("previousPath", out var path) && path.GetString() is { Length: > 0 } text
            ? new MailboxName(text).Text
            : null;
        return tale.Kind switch
        {
            // New first: the order in which a move keeps its message in sight.
            MessageMoved =>
            [
                tale with { Kind = EventNames.MessageNew, Uid = uid },
                tale with { Kind = EventNames.MessageDeleted, Path = previous, Uid = UidOf(data, "previousUid") },
            ],
            MailboxRenamed => [tale with { PreviousPath = previous }],
            _ => [tale with { Uid = uid }],
        };
    }

    private static Uid? UidOf(JsonElement data, string name) =>
        data.ValueKind == JsonValueKind.Object && data.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.Number && value.TryGetUInt32(out var uid) && uid > 0
            ? new Uid(uid)
            : null;
}
