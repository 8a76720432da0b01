using ImapLab.Protocol.Commands;
using ImapLab.Protocol.Mail;
using ImapLab.Protocol.Replies;

namespace ImapLab.Server.Commands.Handlers.Folders;

/// <summary>RENAME (RFC 9051 section 6.3.6). Renaming INBOX moves its messages to a new mailbox and leaves it empty.</summary>
internal sealed class RenameHandler : CommandHandler<RenameCommand>
{
    protected override IEnumerable<Reply> Handle(Turn turn, RenameCommand command)
    {
        var from = new MailboxName(command.From);
        var text = command.To.TrimEnd(turn.Plan.Delimiter);
        if (CreateHandler.Invalid(text, turn.Plan.Delimiter) is { } why)
            return [turn.No(why, ResponseCode.Cannot)];
        var to = new MailboxName(text);
        if (turn.Find(from) is null && !turn.Store.HasChildren(from))
            return [turn.NoSuchMailbox(from, ResponseCode.NonExistent)];
        if (turn.Find(to) is not null)
            return [turn.No("Mailbox already exists", ResponseCode.AlreadyExists)];
        if (to.IsBelow(from, turn.Plan.Delimiter))
            return [turn.No("Can't rename a mailbox to a name below itself", ResponseCode.Cannot)];
        if (!from.IsInbox)
        {
            if (!turn.Store.CanRename(from, to))
                return [turn.No("A mailbox below the new name exists already", ResponseCode.AlreadyExists)];
            turn.Store.Rename(turn.Connection, from, to);
            return [turn.Ok()];
        }

        var mailbox = turn.Find(from)!;
        var created = turn.Store.Create(to);
        foreach (var message in mailbox.Messages.ToList())
        {
            created.Add(turn.Connection, message.Message, message.Flags);
            mailbox.Expunge(turn.Connection, message.Uid);
        }

        return [turn.Ok()];
    }
}
