using ImapLab.Protocol.Commands;
using ImapLab.Protocol.Mail;
using ImapLab.Protocol.Replies;

namespace ImapLab.Server.Commands.Handlers.Folders;

/// <summary>SUBSCRIBE and UNSUBSCRIBE (RFC 9051 sections 6.3.7 and 6.3.8).</summary>
internal sealed class SubscribeHandler : CommandHandler<MailboxCommand>
{
    protected override IEnumerable<Reply> Handle(Turn turn, MailboxCommand command)
    {
        // A delimiter at the end is no part of the name: clients subscribe to what they have made with one.
        var needsMailbox = turn.Plan.Semantics.Folders.SubscribeNeedsMailbox;
        var text = command.Name == "SUBSCRIBE" && !needsMailbox && command.Text.EndsWith(turn.Plan.Delimiter) ? command.Text[..^1] : command.Text;
        var impossible = NewName.Impossible(text, turn.Plan);
        var there = impossible is null && turn.Find(new MailboxName(text)) is not null;
        if (command.Name == "SUBSCRIBE" && !there && needsMailbox)
            return [turn.No($"Mailbox doesn't exist: {ModifiedUtf7.Encode(text)}")];
        if ((impossible ?? (there || command.Name == "UNSUBSCRIBE" ? null : NewName.Refused(text, turn.Plan))) is { } why)
            return [turn.No(why, ResponseCode.Cannot)];
        var isHeld = turn.Store.FolderOf(new MailboxName(text)) is { IsHeld: true };
        if (command.Name == "SUBSCRIBE" && !isHeld && FolderRules.Full(turn, 1) is { } full)
            return [full];
        if (command.Name == "UNSUBSCRIBE")
            turn.Store.Unsubscribe(text, turn.Connection);
        else
            turn.Store.Subscribe(text, turn.Connection);
        return [turn.Ok()];
    }
}
