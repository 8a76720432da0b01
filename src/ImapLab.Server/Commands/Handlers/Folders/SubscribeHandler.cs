using ImapLab.Protocol.Commands;
using ImapLab.Protocol.Mail;
using ImapLab.Protocol.Replies;

namespace ImapLab.Server.Commands.Handlers.Folders;

/// <summary>SUBSCRIBE and UNSUBSCRIBE (RFC 9051 sections 6.3.7 and 6.3.8).</summary>
internal sealed class SubscribeHandler : CommandHandler<MailboxCommand>
{
    protected override IEnumerable<Reply> Handle(Turn turn, MailboxCommand command)
    {
        var name = new MailboxName(command.Text);
        if (command.Name == "UNSUBSCRIBE")
            turn.Store.Unsubscribe(name.Text);
        else if (turn.Plan.Semantics.Folders.SubscribeNeedsMailbox && turn.Find(name) is null)
            return [turn.NoSuchMailbox(name, ResponseCode.NonExistent)];
        else
            turn.Store.Subscribe(name.Text);
        return [turn.Ok()];
    }
}
