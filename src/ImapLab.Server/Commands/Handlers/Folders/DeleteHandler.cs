using ImapLab.Protocol.Commands;
using ImapLab.Protocol.Mail;
using ImapLab.Protocol.Replies;

namespace ImapLab.Server.Commands.Handlers.Folders;

/// <summary>DELETE (RFC 9051 section 6.3.5). With mailboxes below it the name stays, with \Noselect.</summary>
internal sealed class DeleteHandler : CommandHandler<MailboxCommand>
{
    protected override IEnumerable<Reply> Handle(Turn turn, MailboxCommand command)
    {
        var name = new MailboxName(command.Text);
        if (name.IsInbox)
            return [turn.No("INBOX can't be deleted", ResponseCode.Cannot)];
        if (turn.Find(name) is not { } mailbox)
        {
            return turn.Store.HasChildren(name)
                ? [turn.No("Mailbox has mailboxes below it", new ResponseCode("HASCHILDREN"))]
                : [turn.NoSuchMailbox(name, ResponseCode.NonExistent)];
        }

        if (turn.Session.View?.Mailbox == mailbox)
            turn.Session.Unselect();
        turn.Store.Delete(turn.Connection, mailbox);
        return [turn.Ok()];
    }
}
