using ImapLab.Protocol.Commands;
using ImapLab.Protocol.Mail;
using ImapLab.Protocol.Replies;
using ImapLab.Server.Mailboxes;

namespace ImapLab.Server.Commands.Handlers.Folders;

/// <summary>RENAME (RFC 9051 section 6.3.6).</summary>
internal sealed class RenameHandler : CommandHandler<RenameCommand>
{
    protected override IEnumerable<Reply> Handle(Turn turn, RenameCommand command)
    {
        if (NewName.Impossible(command.From, turn.Plan) is { } impossible)
            return [turn.No(impossible, ResponseCode.Cannot)];
        var movesOut = new MailboxName(command.From).IsInbox && turn.Plan.Semantics.Folders.RenameInbox == RenameInbox.MovesMessages;
        if (!movesOut && command.To.StartsWith(command.From + turn.Plan.Delimiter, StringComparison.Ordinal))
            return [BelowItself(turn)];
        var text = command.To;
        // As with CREATE, a delimiter at the end can only be an announcement, where a server puts up with it.
        if (!turn.Plan.Semantics.Folders.RenameNeedsWholeName && text.EndsWith(turn.Plan.Delimiter))
            text = text[..^1];
        if (NewName.Refused(text, turn.Plan) is { } why)
            return [turn.No(why, ResponseCode.Cannot)];
        var (from, to) = (turn.Store.Canonical(new MailboxName(command.From)), turn.Store.Canonical(new MailboxName(text)));
        if (Refusal(turn, from, to) is { } refusal)
            return [refusal];
        if (from.IsInbox)
            MoveOut(turn, to);
        else
            turn.Store.Rename(turn.Connection, from, to);
        var given = command.From == from.Text ? text : command.From;
        return [.. FolderRules.Renamed(turn, given, to), turn.Ok()];
    }

    private static Reply BelowItself(Turn turn) => turn.No("Can't rename a mailbox to a name below itself");

    private static Reply? Refusal(Turn turn, MailboxName from, MailboxName to)
    {
        if (from == to)
            return turn.No("Can't rename a mailbox to itself", ResponseCode.AlreadyExists);
        if (turn.Store.FolderOf(from) is not { IsListed: true } folder)
            return turn.NoSuchMailbox(from, ResponseCode.NonExistent);
        if (folder.Mailbox is { } mailbox && turn.Refusal(mailbox, MailboxRights.Remove) is { } refusal)
            return refusal;
        if (from.IsInbox && turn.Plan.Semantics.Folders.RenameInbox == RenameInbox.Refused)
            return turn.No("INBOX can't be renamed", ResponseCode.Cannot);
        if (!from.IsInbox && to.Text.StartsWith(from.Text + turn.Plan.Delimiter, StringComparison.Ordinal))
            return BelowItself(turn);
        if (turn.Find(to) is not null && !JoinsParent(turn, folder))
            return turn.No("Mailbox already exists", ResponseCode.AlreadyExists);
        if (from.IsInbox)
            return FolderRules.Obstacle(turn, to) ?? FolderRules.Full(turn, to);
        if (!turn.Store.CanRename(from, to))
            return turn.No("A mailbox below the new name exists already", ResponseCode.AlreadyExists);
        return FolderRules.Obstacle(turn, to) ?? FolderRules.Full(turn, turn.Store.NamesMadeByRename(from, to));
    }

    /// <summary>A name that is only a parent takes nothing from a mailbox when it becomes that one's parent too.</summary>
    private static bool JoinsParent(Turn turn, Folder from) => turn.Plan.Semantics.Folders.ParentsJoin && !from.IsThere;

    /// <summary>Renaming INBOX moves its messages and leaves it, with what is below it (RFC 9051 section 6.3.6).</summary>
    private static void MoveOut(Turn turn, MailboxName to)
    {
        var inbox = turn.Find(MailboxName.Inbox)!;
        var created = turn.Store.Create(to, by: turn.Connection);
        // Annotations go with it and stay with INBOX (RFC 5464 section 4.1).
        turn.Store.FolderOf(to)!.Annotations = turn.Store.FolderOf(MailboxName.Inbox)!.Annotations.Copy();
        turn.Store.AtOnce(() =>
        {
            foreach (var message in inbox.Messages)
            {
                created.AddCopy(turn.Connection, message);
                inbox.Expunge(turn.Connection, message.Uid);
            }
        });
    }
}
