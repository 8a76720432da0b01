using ImapLab.Protocol.Commands;
using ImapLab.Protocol.Replies;
using ImapLab.Server.Mailboxes;

namespace ImapLab.Server.Commands.Handlers.Access;

/// <summary>LISTRIGHTS (RFC 4314 section 3.4). No right is tied to another here.</summary>
internal sealed class ListRightsHandler : CommandHandler<AccessCommand>
{
    protected override IEnumerable<Reply> Handle(Turn turn, AccessCommand command)
    {
        if (SetAclHandler.Identifier(command.Identifier) is not { } identifier)
            return [turn.Bad("Invalid identifier")];
        if (turn.Find(command.Mailbox) is not { } mailbox)
            return [turn.NoSuchMailbox(command.Mailbox, ResponseCode.NonExistent)];
        if (turn.Refusal(mailbox, MailboxRights.Administer) is { } refusal)
            return [refusal];
        var always = identifier == turn.Store.Owner ? AccessList.OwnersAlways : MailboxRights.None;
        var optional = RightsText.LettersOf(turn.Plan.Rights & ~always).Select(letter => letter.ToString());
        // The identifier goes back as it came, so that the client knows what is answered (RFC 4314 section 3.4).
        return [new ListRightsReply(turn.Spelled(mailbox.Name, command.Given), command.Identifier, RightsText.Of(always), [.. optional]), turn.Ok()];
    }
}
