using ImapLab.Protocol.Replies;
using ImapLab.Server.Commands.Handlers.Folders;
using ImapLab.Server.Mailboxes;

namespace ImapLab.Server.Commands.Handlers.Notifying;

/// <summary>Mailboxes that are not open, in which something happened of which the client was not told (RFC 5465 sections 5.1 to 5.3).</summary>
internal sealed class StatusNews(Turn turn, Notifications wanted)
{
    private readonly Dictionary<Mailbox, MailChanges> _changes = [];
    private readonly List<Mailbox> _inOrder = [];

    public bool Any => _inOrder.Count > 0;

    public int Count => _inOrder.Count;

    private bool TellsUidValidity => turn.Plan.Semantics.Session.Notify.TellsUidValidity;

    /// <returns>Whether it is something that the client wants to know.</returns>
    public bool Add(MailChange change)
    {
        var mailbox = change.Mailbox;
        if (IsOpen(mailbox) || !Notifications.AreHeardOf(mailbox))
            return false;
        var news = Wanted(mailbox, change.What);
        if (news == MailChanges.None)
            return false;
        if (!_changes.TryAdd(mailbox, news))
            _changes[mailbox] |= news;
        else
            _inOrder.Add(mailbox);
        return true;
    }

    /// <summary>One STATUS a mailbox, however much happened there.</summary>
    public IReadOnlyList<Reply> Take()
    {
        Reply[] news =
        [
            .. _inOrder.Where(mailbox => !mailbox.IsDeleted && !IsOpen(mailbox) && Notifications.AreHeardOf(mailbox))
                .Select(mailbox => StatusHandler.Status(turn, mailbox, [.. Items(mailbox, _changes[mailbox])])),
        ];
        _inOrder.Clear();
        _changes.Clear();
        return news;
    }

    /// <summary>What happens in the open mailbox is told by other words, or not at all (RFC 5465 section 3.1).</summary>
    private bool IsOpen(Mailbox mailbox) => turn.Session.View?.Mailbox == mailbox;

    private bool TellsModSeq(Mailbox mailbox) => turn.Knows(ClientFeatures.Condstore) && mailbox.KeepsModSeqs;

    private MailChanges Wanted(Mailbox mailbox, MailChanges what)
    {
        var events = wanted.Of(mailbox.Name);
        var news = what & MailChanges.Renumbered;
        if (events.HasFlag(NotifyEvents.MessageNew))
            news |= what & MailChanges.Arrived;
        if (events.HasFlag(NotifyEvents.MessageExpunge))
            news |= what & MailChanges.Expunged;
        if (!events.HasFlag(NotifyEvents.FlagChange))
            return news;
        // RFC 5465 section 5.1: flags other than \Seen are seen by the mod-sequence alone.
        return what != MailChanges.Flagged || TellsModSeq(mailbox) ? what : MailChanges.None;
    }

    private IEnumerable<string> Items(Mailbox mailbox, MailChanges what)
    {
        var counts = (what & (MailChanges.Arrived | MailChanges.Expunged | MailChanges.Renumbered)) != 0;
        if (counts)
        {
            yield return "MESSAGES";
            yield return "UIDNEXT";
        }

        if (TellsUidValidity || what.HasFlag(MailChanges.Renumbered))
            yield return "UIDVALIDITY";
        if (counts || what.HasFlag(MailChanges.UnseenMoved))
            yield return "UNSEEN";
        if (TellsModSeq(mailbox))
            yield return "HIGHESTMODSEQ";
    }
}
