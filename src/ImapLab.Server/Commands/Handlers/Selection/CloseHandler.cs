using ImapLab.Protocol.Commands;
using ImapLab.Protocol.Replies;
using ImapLab.Server.Commands.Handlers.Messages;
using ImapLab.Server.Mailboxes;

namespace ImapLab.Server.Commands.Handlers.Selection;

/// <summary>CLOSE: expunges without a word, unless the mailbox was opened with EXAMINE (RFC 9051 section 6.4.1).</summary>
internal sealed class CloseHandler : CommandHandler<BareCommand>
{
    protected override IEnumerable<Reply> Handle(Turn turn, BareCommand command)
    {
        var view = turn.View;
        turn.Session.Unselect();
        // Without the right to expunge it only closes (RFC 4314 section 4).
        if (!view.ReadOnly && !view.IsVoid && view.Mailbox.OwnersRights.HasFlag(MailboxRights.Expunge))
            ExpungeHandler.Expunge(turn.Connection, view, ExpungeHandler.Doomed(view, IndexRanges.All(view.Uids.Count)));
        return [turn.Ok()];
    }
}
