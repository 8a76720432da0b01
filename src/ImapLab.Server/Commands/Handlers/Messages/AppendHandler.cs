using ImapLab.Protocol.Commands;
using ImapLab.Protocol.Replies;
using ImapLab.Server.Commands.Handlers.Quotas;

namespace ImapLab.Server.Commands.Handlers.Messages;

/// <summary>
/// APPEND (RFC 9051 section 6.3.12), of several messages (RFC 3502), put together from parts (RFC 4469). Messages are kept byte for byte.
/// </summary>
internal sealed class AppendHandler : CommandHandler<AppendCommand>, ILiteralGate
{
    public Reply? Decline(Turn turn, ImapCommand command, int octets) =>
        new MessageIntake(turn).Refuse(((AppendCommand)command).Mailbox, octets);

    protected override IEnumerable<Reply> Handle(Turn turn, AppendCommand command)
    {
        var intake = new MessageIntake(turn);
        if (intake.Refuse(command.Mailbox, 0) is { } refusal)
            return [refusal];
        if (intake.Take(command.Messages, out var contents) is { } wrong)
            return [wrong];
        var mailbox = turn.Find(command.Mailbox)!;
        if (Admission.Refusal(turn, mailbox, contents.Count, Admission.Octets(contents)) is { } full)
            return [full];
        var uids = command.Messages
            .Zip(contents, (message, content) => mailbox.Add(turn.Connection, turn.Store.NewMessage(content, message.InternalDate), Admission.FlagsFor(mailbox, message.Flags)).Uid).ToList();
        return [.. QuotaRules.Warnings(turn, mailbox.Name), turn.Ok(turn.Offers("UIDPLUS") ? ResponseCode.AppendUid(mailbox.UidValidity, uids) : null)];
    }
}
