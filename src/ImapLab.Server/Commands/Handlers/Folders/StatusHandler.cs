using ImapLab.Protocol.Commands;
using ImapLab.Protocol.Mail;
using ImapLab.Protocol.Numbers;
using ImapLab.Protocol.Replies;
using ImapLab.Server.Mailboxes;

namespace ImapLab.Server.Commands.Handlers.Folders;

internal sealed class StatusHandler : CommandHandler<StatusCommand>
{
    protected override IEnumerable<Reply> Handle(Turn turn, StatusCommand command)
    {
        if (command.Items.Contains(StatusItem.HighestModSeq))
        {
            if (!turn.Offers("CONDSTORE"))
                return [turn.Bad("Invalid status item HIGHESTMODSEQ")];
            // Asking for it is one of the ways to say that the client knows of CONDSTORE (RFC 7162 section 3.1).
            turn.Learn(ClientFeatures.Condstore);
        }

        return turn.Find(command.Mailbox) is { } mailbox
            ? [Status(turn, mailbox, command.Items), turn.Ok()]
            : [turn.NoSuchMailbox(command.Mailbox)];
    }

    public static Reply Status(Turn turn, Mailbox mailbox, IReadOnlyList<StatusItem> items) =>
        new StatusReply(mailbox.Name.Text, [.. items.Select(item => KeyValuePair.Create(item, Value(turn, mailbox, item)))]);

    public static ModSeq HighestModSeq(Turn turn, Mailbox mailbox) =>
        turn.Plan.Semantics.ExpungeMovesHighestModSeq ? mailbox.Journal.Highest : mailbox.Journal.HighestButExpunges;

    private static ulong Value(Turn turn, Mailbox mailbox, StatusItem item) => item switch
    {
        StatusItem.Messages => (ulong)mailbox.Count,
        StatusItem.Recent => (ulong)mailbox.Messages.Count(message => message.Uid >= mailbox.FirstRecent),
        StatusItem.UidNext => mailbox.UidNext.Value,
        StatusItem.UidValidity => mailbox.UidValidity.Value,
        StatusItem.Unseen => (ulong)mailbox.Messages.Count(message => !message.Flags.Has(SystemFlags.Seen)),
        StatusItem.HighestModSeq => HighestModSeq(turn, mailbox).Value,
        _ => throw new ArgumentOutOfRangeException(nameof(item), item, "Not a status item."),
    };
}
