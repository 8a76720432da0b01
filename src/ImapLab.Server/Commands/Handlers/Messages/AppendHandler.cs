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
        var mailbox = turn.Find(command.Mailbox)!;
        if (intake.Take(mailbox, command.Messages, out var messages) is { } wrong)
            return [wrong];
        if (turn.OverLimit(messages.Count) is { } tooMany)
            return [tooMany];
        if (Admission.Refusal(turn, mailbox, messages.Count, Admission.Octets(messages.Select(message => message.Content))) is { } full)
            return [full];
        var code = intake.Store(mailbox, messages);
        return [.. QuotaRules.Warnings(turn, mailbox.Name), turn.Ok(code)];
    }
}
