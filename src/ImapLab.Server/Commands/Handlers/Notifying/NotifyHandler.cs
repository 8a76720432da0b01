using ImapLab.Protocol.Commands;
using ImapLab.Protocol.Replies;
using ImapLab.Server.Commands.Handlers.Folders;
using ImapLab.Server.Mailboxes;

namespace ImapLab.Server.Commands.Handlers.Notifying;

/// <summary>NOTIFY (RFC 5465 section 3.1). The news that it ends with are those of a NOOP.</summary>
internal sealed class NotifyHandler : CommandHandler<NotifyCommand>
{
    protected override IEnumerable<Reply> Handle(Turn turn, NotifyCommand command)
    {
        if (NotifyRules.Refuse(turn, command) is { } refusal)
            return [refusal];
        var notifications = command.Groups is { } groups ? new Notifications(turn, groups) : Notifications.None;
        var watched = Watched(turn, notifications);
        if (watched.Count > turn.Plan.Limits.Notifications)
            return [turn.No("Too many mailboxes", ResponseCode.NotificationOverflow)];
        if (notifications.NewItems.Any(item => item.Attribute == FetchAttribute.ModSeq))
            turn.Learn(ClientFeatures.Condstore);
        var before = turn.Session.Notify(notifications, turn);
        var barred = watched.Where(one => !Notifications.AreHeardOf(one.Mailbox)).Select(one => NameNews.Row(turn, notifications, one.Mailbox.Name));
        return [.. before, .. barred, .. command.Status ? Status(turn, watched) : [], turn.Ok()];
    }

    /// <summary>The mailboxes of whose messages the client is told, but for the open one; those that it cannot see are as if they were not there.</summary>
    private static List<(Mailbox Mailbox, NotifyEvents Events)> Watched(Turn turn, Notifications notifications) =>
        (notifications.Elsewhere & NotifyEvents.Messages) == 0 ? []
        : [.. turn.Store.Mailboxes.Where(mailbox => !mailbox.IsHidden && mailbox != turn.Session.View?.Mailbox)
            .Select(mailbox => (mailbox, notifications.Of(mailbox.Name) & NotifyEvents.Messages)).Where(one => one.Item2 != NotifyEvents.None)];

    /// <summary>
    /// The state from which what is told later goes on; for changes of flags that is a mod-sequence, of which the client shows to know by asking (RFC 7162
    /// section 3.1).
    /// </summary>
    private static IEnumerable<Reply> Status(Turn turn, List<(Mailbox Mailbox, NotifyEvents Events)> watched)
    {
        foreach (var (mailbox, events) in watched.Where(one => Notifications.AreHeardOf(one.Mailbox)))
        {
            string[] items = ["MESSAGES", "UIDNEXT", "UIDVALIDITY", "UNSEEN", .. events.HasFlag(NotifyEvents.FlagChange) ? ["HIGHESTMODSEQ"] : Array.Empty<string>()];
            StatusHandler.Learn(turn, items);
            yield return StatusHandler.Status(turn, mailbox, items);
        }
    }
}
