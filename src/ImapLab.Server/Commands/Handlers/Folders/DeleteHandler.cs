using ImapLab.Protocol.Commands;
using ImapLab.Protocol.Mail;
using ImapLab.Protocol.Replies;
using ImapLab.Server.Mailboxes;

namespace ImapLab.Server.Commands.Handlers.Folders;

/// <summary>DELETE (RFC 9051 section 6.3.5). What is below a mailbox stays in any case.</summary>
internal sealed class DeleteHandler : CommandHandler<MailboxCommand>
{
    protected override IEnumerable<Reply> Handle(Turn turn, MailboxCommand command)
    {
        if (NewName.Impossible(command.Text, turn.Plan) is { } why)
            return [turn.No(why, ResponseCode.Cannot)];
        var name = turn.Store.Canonical(new MailboxName(command.Text));
        if (name.IsInbox)
            return [turn.No("INBOX can't be deleted")];
        var semantics = turn.Plan.Semantics.Folders;
        if (turn.Store.FolderOf(name) is not { IsListed: true } folder)
            return [turn.NoSuchMailbox(name, ResponseCode.NonExistent)];
        if (folder.Mailbox is not { } mailbox)
            return [DeleteName(turn, folder, name, semantics)];
        if (turn.Refusal(mailbox, MailboxRights.Remove) is { } refusal)
            return [refusal];
        // Where mailboxes are labels, those with a role are what the rules of all others rest on.
        if (turn.Store.Labels is not null && mailbox.Role != FolderRole.None)
            return [turn.No("This mailbox can't be deleted", ResponseCode.Cannot)];
        if (folder.ThereBelow > 0 && semantics.DeleteWithChildren == DeleteWithChildren.Refused)
            return [HasChildren(turn)];
        if (turn.Session.View?.Mailbox == mailbox)
        {
            switch (turn.Plan.Semantics.Session.OwnDelete)
            {
                case OwnDelete.Refused:
                    return [turn.No("The mailbox is open", ResponseCode.Cannot)];
                case OwnDelete.Unselects:
                    turn.Session.Unselect();
                    break;
                case OwnDelete.EndsSession:
                    turn.Session.EndsWithNextCommand = true;
                    break;
            }
        }

        turn.Store.Delete(turn.Connection, mailbox);
        return [.. Told(turn, command.Text, name), turn.Ok()];
    }

    /// <summary>A name that cannot be selected goes where nothing is below it, and else stays (RFC 9051 section 6.3.5).</summary>
    private static Reply DeleteName(Turn turn, Folder folder, MailboxName name, FolderSemantics semantics)
    {
        if (folder.ThereBelow > 0)
            return semantics.DeleteOfParent == DeleteOfParent.HasChildren ? HasChildren(turn) : turn.NoSuchMailbox(name, ResponseCode.NonExistent);
        turn.Store.DeleteName(turn.Connection, folder);
        return turn.Ok();
    }

    private static Reply HasChildren(Turn turn) => turn.No("Mailbox has mailboxes below it", new ResponseCode("HASCHILDREN"));

    /// <summary>RFC 9051 section 6.3.5: the client learns under what name the mailbox was that it deleted.</summary>
    private static IEnumerable<Reply> Told(Turn turn, string given, MailboxName name) =>
        turn.Knows(ClientFeatures.Rev2) && name.Text != given
            ? [new ListReply("LIST", ["\\NonExistent"], turn.Plan.Delimiter, name.Text, FolderRole.None) { OldName = given }]
            : [];
}
