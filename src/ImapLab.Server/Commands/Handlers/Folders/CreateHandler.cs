using ImapLab.Protocol.Commands;
using ImapLab.Protocol.Mail;
using ImapLab.Protocol.Replies;
using ImapLab.Server.Mailboxes;

namespace ImapLab.Server.Commands.Handlers.Folders;

/// <summary>CREATE (RFC 9051 section 6.3.4), with a special use where the client asks for one (RFC 6154 section 3).</summary>
internal sealed class CreateHandler : CommandHandler<CreateCommand>
{
    protected override IEnumerable<Reply> Handle(Turn turn, CreateCommand command)
    {
        // A delimiter at the end only announces names below, and is not part of the name (RFC 9051 section 6.3.4).
        var text = command.Text.EndsWith(turn.Plan.Delimiter) ? command.Text[..^1] : command.Text;
        if (NewName.Refused(text, turn.Plan) is { } why)
            return [turn.No(why, ResponseCode.Cannot)];
        var asked = new MailboxName(text);
        var name = turn.Store.Canonical(asked);
        if (turn.Find(name) is not null)
            return [turn.No("Mailbox already exists", ResponseCode.AlreadyExists)];
        if ((FolderRules.Obstacle(turn, name) ?? FolderRules.Full(turn, name)) is { } obstacle)
            return [obstacle];
        if (command.Uses.Count > 0 && !turn.Offers("CREATE-SPECIAL-USE"))
            return [turn.Bad("CREATE takes no USE here")];
        if (!SpecialUse.TryParse(command.Uses, out var role))
            return [turn.No($"{string.Join(' ', command.Uses)} can't be given to a mailbox", new ResponseCode("USEATTR"))];
        var mailbox = turn.Store.Create(name, role == FolderRole.None ? turn.Plan.RoleMadeAt(name) : role, by: turn.Connection);
        return [.. FolderRules.Renamed(turn, asked.Text, name), turn.Ok(turn.Offers("OBJECTID") ? ResponseCode.MailboxId(ObjectIds.OfMailbox(mailbox)) : null)];
    }
}
