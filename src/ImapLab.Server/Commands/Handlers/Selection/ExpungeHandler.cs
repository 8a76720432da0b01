using ImapLab.Protocol.Commands;
using ImapLab.Protocol.Replies;
using ImapLab.Server.Commands.Handlers.Messages;
using ImapLab.Server.Mailboxes;

namespace ImapLab.Server.Commands.Handlers.Selection;

/// <summary>
/// EXPUNGE (RFC 9051 section 6.4.3) and UID EXPUNGE (RFC 4315 section 2.1): removes the messages that this client knows of
/// and that are \Deleted. The EXPUNGE replies are the news that the command ends with, like anybody's.
/// </summary>
internal sealed class ExpungeHandler : ICommandHandler
{
    public IEnumerable<Reply> Handle(Turn turn, ImapCommand command)
    {
        var view = turn.View;
        if (view.ReadOnly)
            return [turn.ReadOnly(turn.Plan.Semantics.Session.ReadOnlyExpunge)];
        if (turn.Refusal(view.Mailbox, MailboxRights.Expunge) is { } refusal)
            return [refusal];
        var named = command is UidExpungeCommand uids ? MessageSet.Ranges(turn, uids.Messages, byUid: true) : IndexRanges.All(view.Uids.Count);
        if (named is null)
            return [turn.Bad("Invalid messageset")];
        Expunge(turn.Connection, view, turn.Limited(Doomed(view, named)));
        return [turn.Ok()];
    }

    /// <summary>Those of some messages that are \Deleted.</summary>
    public static IndexRanges Doomed(SessionView view, IndexRanges among) => IndexRanges.Of(
        view.Mailbox.Deleted.Select(uid => view.Uids.IndexOf(uid)).Where(place => place >= 0 && among.Contains(place)));

    /// <summary>Removes messages.</summary>
    public static void Expunge(int by, SessionView view, IndexRanges doomed)
    {
        var uids = doomed.Of(view.Uids).Select(message => message.Uid).ToList();
        view.Mailbox.AtOnce(() => uids.ForEach(uid => view.Mailbox.Expunge(by, uid)));
    }
}
