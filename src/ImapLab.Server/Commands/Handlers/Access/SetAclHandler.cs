using System.Text;
using ImapLab.Protocol.Commands;
using ImapLab.Protocol.Replies;
using ImapLab.Server.Commands.Handlers.Selection;
using ImapLab.Server.Mailboxes;
using ImapLab.Server.Sasl;

namespace ImapLab.Server.Commands.Handlers.Access;

/// <summary>SETACL and DELETEACL (RFC 4314 sections 3.1 and 3.2).</summary>
internal sealed class SetAclHandler : CommandHandler<AccessCommand>
{
    protected override IEnumerable<Reply> Handle(Turn turn, AccessCommand command)
    {
        if (Identifier(command.Identifier) is not { } identifier)
            return [turn.Bad("Invalid identifier")];
        var sign = command.Rights is ['+' or '-', ..] ? command.Rights[0] : '=';
        if (RightsText.Parse(sign == '=' ? command.Rights : command.Rights[1..], turn.Plan.Rights, out var unknown) is not { } rights)
            return [turn.Bad($"Invalid right: {unknown}")];
        if (turn.Find(command.Mailbox) is not { } mailbox)
            return [turn.NoSuchMailbox(command.Mailbox, ResponseCode.NonExistent)];
        if (turn.Refusal(mailbox, MailboxRights.Administer) is { } refusal)
            return [refusal];
        var before = mailbox.OwnersRights;
        var access = mailbox.Access ??= new AccessList(turn.Store.Owner);
        var limit = turn.Plan.Limits.AclEntries;
        if (command.Name == "SETACL" && access.Count >= limit && !access.Has(identifier))
            return [turn.No($"There are {limit} identifiers in the list already", new ResponseCode("LIMIT"))];
        if (command.Name == "DELETEACL")
            access.Remove(identifier);
        else
            access.Set(identifier, Result(sign, access.EntryOf(identifier), rights));
        turn.Store.RightsChanged(turn.Connection, mailbox, before);
        return [.. News(turn, mailbox, before), turn.Ok()];
    }

    /// <summary>An identifier as it is kept: prepared as user names are, and never empty (RFC 4314 section 3).</summary>
    public static string? Identifier(string given)
    {
        try
        {
            return SaslText.Prepare(SaslText.Read(Encoding.Latin1.GetBytes(given))) is { Length: > 0 } prepared and not "-" ? prepared : null;
        }
        catch (SaslException)
        {
            return null;
        }
    }

    private static MailboxRights Result(char sign, MailboxRights before, MailboxRights rights) => sign switch
    {
        '+' => before | rights,
        '-' => before & ~rights,
        _ => rights,
    };

    /// <summary>A client whose rights to what it has open have changed learns what it may change there now (RFC 4314 section 5.1.1).</summary>
    private static IEnumerable<Reply> News(Turn turn, Mailbox mailbox, MailboxRights before) =>
        turn.Session.View is { } view && view.Mailbox == mailbox && mailbox.OwnersRights != before ? FlagsOfMailbox.Again(view, turn.Plan.Style.Select) : [];
}
