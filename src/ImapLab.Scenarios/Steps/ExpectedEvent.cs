using ImapLab.Profiles.Yaml;
using ImapLab.Protocol.Mail;
using ImapLab.Scenarios.Model;
using ImapLab.Scenarios.Oracle;
using ImapLab.Scenarios.Runner;
using ImapLab.Tracking.Events;

namespace ImapLab.Scenarios.Steps;

/// <summary>An event as a scenario writes it: <c>messageDeleted: {path: INBOX, message: 4}</c>.</summary>
/// <param name="From">Where a message or a folder was before it moved or was renamed.</param>
internal sealed record ExpectedEvent(string Kind, string Path, int? Message, string? From, FlagSet Added, FlagSet Deleted, YamlPlace Place)
{
    private static readonly string[] Messages = [EventNames.MessageNew, EventNames.MessageDeleted, EventNames.MessageMoved, EventNames.MessageUpdated];

    private static readonly string[] Folders = [EventNames.MailboxNew, EventNames.MailboxDeleted, EventNames.MailboxRenamed, EventNames.MailboxReset];

    private static readonly string[] Kinds = [.. Messages, .. Folders];

    public static ExpectedEvent? Read(YamlNode node)
    {
        if (node is not YamlMap { Entries: [var (kind, value)] })
        {
            node.Reject($"an event: one of {Words.Or(Kinds)}, and what it is about");
            return null;
        }

        if (!Kinds.Contains(kind.Value))
        {
            kind.Reject($"{Words.Or(Kinds)}{Words.Guess(kind.Value, Kinds)}");
            return null;
        }

        var isMessage = Messages.Contains(kind.Value);
        var isFrom = kind.Value is EventNames.MessageMoved or EventNames.MailboxRenamed;
        var isUpdate = kind.Value == EventNames.MessageUpdated;
        string[] keys = ["path", .. isMessage ? ["message"] : Array.Empty<string>(), .. isFrom ? ["from"] : Array.Empty<string>(), .. isUpdate ? ["added", "deleted"] : Array.Empty<string>()];
        if (value.Map(kind.Value, keys) is not { } map)
            return null;
        var path = map.Required("path", "the folder")?.Text();
        var message = isMessage ? map.Required("message", "the message's number")?.Whole(least: 1) : null;
        var from = isFrom ? map.Required("from", "the folder before")?.Text() : null;
        var (added, deleted) = isUpdate ? (FlagStep.ReadFlags(map.Optional("added")), FlagStep.ReadFlags(map.Optional("deleted"))) : default;
        return path is null || (isMessage && message is null) || (isFrom && from is null) ? null : new ExpectedEvent(kind.Value, path, message, from, added, deleted, node.Place);
    }

    /// <summary>The path is that of the server at hand, whatever its delimiter and the names of its roles.</summary>
    public IEnumerable<Tale> ToTales(Lab lab)
    {
        var tale = new Tale(Kind, PathOf(lab, Path)) { Message = Message };
        return Kind switch
        {
            EventNames.MessageMoved => Tale.Halves(tale, PathOf(lab, From!), null),
            EventNames.MailboxRenamed => [tale with { PreviousPath = PathOf(lab, From!) }],
            EventNames.MessageUpdated => [tale with { FlagChange = new NameChange([.. Added.ToNames()], [.. Deleted.ToNames()], NameSet.Empty) }],
            _ => [tale],
        };
    }

    /// <summary>A role may be that of a folder that is gone by now.</summary>
    private string PathOf(Lab lab, string written)
    {
        if (written[0] != '\\')
            return lab.Name(written).Text;
        return lab.Store.Everything.LastOrDefault(mailbox => mailbox.Role.ToString().Equals(written[1..], StringComparison.OrdinalIgnoreCase))?.Name.Text
            ?? throw new ScenarioException(Place, $"expected the role of a folder, found \"{written}\"");
    }
}
