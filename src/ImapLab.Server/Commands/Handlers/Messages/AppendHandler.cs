using ImapLab.Protocol.Commands;
using ImapLab.Protocol.Replies;
using ImapLab.Server.Mailboxes;

namespace ImapLab.Server.Commands.Handlers.Messages;

/// <summary>APPEND (RFC 9051 section 6.3.12). The message is kept byte for byte.</summary>
internal sealed class AppendHandler : CommandHandler<AppendCommand>
{
    protected override IEnumerable<Reply> Handle(Turn turn, AppendCommand command)
    {
        if (turn.Find(command.Mailbox) is not { } mailbox)
            return [turn.NoSuchMailbox(command.Mailbox, ResponseCode.TryCreate)];
        if (command.Message.IsEmpty)
            return [turn.No("Can't save a message of no octets")];
        if (command.Message.Length > turn.Plan.Limits.Message)
            return [turn.No($"Message of {command.Message.Length} octets is larger than the {turn.Plan.Limits.Message} that are taken", new ResponseCode("TOOBIG"))];
        var message = turn.Store.NewMessage(new HeldContent(command.Message), command.InternalDate);
        var stored = mailbox.Add(turn.Connection, message, command.Flags);
        return [turn.Ok(turn.Offers("UIDPLUS") ? ResponseCode.AppendUid(mailbox.UidValidity, stored.Uid) : null)];
    }
}
