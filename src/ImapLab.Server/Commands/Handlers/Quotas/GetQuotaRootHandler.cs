using ImapLab.Protocol.Commands;
using ImapLab.Protocol.Mail;
using ImapLab.Protocol.Replies;
using ImapLab.Server.Commands.Handlers.Folders;
using ImapLab.Server.Mailboxes;

namespace ImapLab.Server.Commands.Handlers.Quotas;

/// <summary>GETQUOTAROOT (RFC 9208 section 4.1.2). There need not be such a mailbox: a client may ask what one would be under.</summary>
internal sealed class GetQuotaRootHandler : CommandHandler<MailboxCommand>
{
    protected override IEnumerable<Reply> Handle(Turn turn, MailboxCommand command)
    {
        if (NewName.Impossible(command.Text, turn.Plan) is { } why)
            return [turn.No(why, ResponseCode.Cannot)];
        var name = turn.Store.Canonical(new MailboxName(command.Text));
        if (turn.Find(name) is { } mailbox && turn.Refusal(mailbox, MailboxRights.Read) is { } refusal)
            return [refusal];
        var roots = turn.Store.Quotas.Where(root => root.Covers(name)).ToList();
        return
        [
            new QuotaRootReply(turn.Spelled(name, command.Text), [.. roots.Select(root => root.Name)]),
            .. roots.Select(root => GetQuotaHandler.Told(turn, root)),
            turn.Ok(),
        ];
    }
}
