using ImapLab.Protocol.Commands;
using ImapLab.Protocol.Replies;
using ImapLab.Server.Commands.Handlers.Messages;
using ImapLab.Server.Mailboxes;

namespace ImapLab.Server.Commands.Handlers.Notifying;

/// <summary>What is wrong with a NOTIFY whose grammar is right (RFC 5465 sections 3.1 and 5).</summary>
internal static class NotifyRules
{
    public static Reply? Refuse(Turn turn, NotifyCommand command)
    {
        var semantics = turn.Plan.Semantics.Session.Notify;
        if (command.HasMore && !semantics.IsLax)
            return turn.Bad("Nothing may follow NONE");
        if (command.Groups is { Count: 0 } && !semantics.IsLax)
            return turn.Bad("SET without a group of events");
        var groups = command.Groups ?? [];
        if (groups.Select(group => Unpaired(NotifyEventNames.Of(group), group.IsSelected, semantics.IsLax)).FirstOrDefault(why => why is not null) is { } unpaired)
            return turn.Bad(unpaired);
        if (Unserved(turn, [.. groups.SelectMany(group => group.Events).Select(one => one.Name)], semantics) is { } unserved)
            return unserved;
        var items = command.Groups?.SelectMany(group => group.Events).SelectMany(one => one.Items) ?? [];
        return items.FirstOrDefault(item => !FetchCapabilities.IsServed(turn, item)) is { } unknown ? turn.Bad($"{unknown.Attribute} is not supported here") : null;
    }

    /// <summary>An event that the server does not have is refused with NO, not with BAD, and with a list of those that it has (section 3.1).</summary>
    private static Reply? Unserved(Turn turn, IReadOnlyList<string> asked, NotifySemantics semantics)
    {
        var served = NotifyEventNames.Served(turn).ToList();
        var refused = asked.Where(name => !served.Contains(NotifyEventNames.Find(name))).ToList();
        if (refused.Count == 0)
            return null;
        if (!semantics.BadEventNamesRefused)
            return turn.No($"{refused[0]} is not supported here", ResponseCode.BadEvent($"({string.Join(' ', served)})"));
        return refused.Find(name => NotifyEventNames.Find(name) == NotifyEvents.None) is { } unknown
            ? turn.Bad($"Unknown event {unknown}")
            : turn.No("Unsupported events", ResponseCode.BadEvent(string.Join(' ', refused.Select(NotifyEventNames.Find).Distinct())));
    }

    private static string? Unpaired(NotifyEvents events, bool selected, bool lax)
    {
        if (selected && !lax && (events & ~NotifyEvents.Messages) != 0)
            return "Only events of messages are told of the selected mailbox";
        var numbers = events & NotifyEvents.Numbers;
        if (numbers == NotifyEvents.Numbers || (lax && !selected))
            return null;
        if (numbers != NotifyEvents.None)
            return "MessageNew and MessageExpunge need each other";
        return (events & NotifyEvents.Messages) != 0 ? "FlagChange and AnnotationChange need MessageNew and MessageExpunge" : null;
    }
}
