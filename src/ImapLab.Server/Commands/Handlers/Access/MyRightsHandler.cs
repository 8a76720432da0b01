using ImapLab.Protocol.Commands;
using ImapLab.Protocol.Replies;
using ImapLab.Server.Mailboxes;

namespace ImapLab.Server.Commands.Handlers.Access;

/// <summary>MYRIGHTS (RFC 4314 section 3.5).</summary>
internal sealed class MyRightsHandler : CommandHandler<AccessCommand>
{
    /// <summary>Who has none of these is not to learn that there is such a mailbox (RFC 4314 section 4).</summary>
    public const MailboxRights Needed =
        MailboxRights.Lookup | MailboxRights.Read | MailboxRights.Insert | MailboxRights.Create | MailboxRights.Remove | MailboxRights.Administer;

    protected override IEnumerable<Reply> Handle(Turn turn, AccessCommand command)
    {
        if (turn.Find(command.Mailbox) is not { } mailbox)
            return [turn.NoSuchMailbox(command.Mailbox, ResponseCode.NonExistent)];
        if (turn.Refusal(mailbox, Needed) is { } refusal)
            return [refusal];
        return [new MyRightsReply(turn.Spelled(mailbox.Name, command.Given), RightsText.Of(mailbox.OwnersRights & turn.Plan.Rights)), turn.Ok()];
    }
}
