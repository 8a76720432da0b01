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
        if (command is not UidExpungeCommand named)
            Expunge(turn.Connection, view, null);
        else if (MessageSet.Ranges(turn, named.Messages, byUid: true) is { } places)
            Expunge(turn.Connection, view, places);
        else
            return [turn.Bad("Invalid messageset")];
        return [turn.Ok()];
    }

    /// <summary>Removes those messages of a view that are \Deleted.</summary>
    /// <param name="among">Their places in the view; null for any.</param>
    public static void Expunge(int by, SessionView view, IndexRanges? among)
    {
        var doomed = view.Mailbox.Deleted.Snapshot();
        view.Mailbox.AtOnce(() =>
        {
            foreach (var uid in doomed)
            {
                if (view.Uids.IndexOf(uid) is >= 0 and var place && (among is null || among.Contains(place)))
                    view.Mailbox.Expunge(by, uid);
            }
        });
    }
}
