using ImapLab.Protocol.Commands;
using ImapLab.Protocol.Replies;
using ImapLab.Server.Mailboxes;

namespace ImapLab.Server.Commands.Handlers.Access;

/// <summary>GETACL (RFC 4314 section 3.3).</summary>
internal sealed class GetAclHandler : CommandHandler<AccessCommand>
{
    protected override IEnumerable<Reply> Handle(Turn turn, AccessCommand command)
    {
        if (turn.Find(command.Mailbox) is not { } mailbox)
            return [turn.NoSuchMailbox(command.Mailbox, ResponseCode.NonExistent)];
        if (turn.Refusal(mailbox, MailboxRights.Administer) is { } refusal)
            return [refusal];
        var entries = (mailbox.Access ?? new AccessList(turn.Store.Owner)).Entries.Select(entry => KeyValuePair.Create(entry.Identifier, RightsText.Of(entry.Rights & turn.Plan.Rights)));
        return [new AccessReply(turn.Spelled(mailbox.Name, command.Given), [.. entries]), turn.Ok()];
    }
}
