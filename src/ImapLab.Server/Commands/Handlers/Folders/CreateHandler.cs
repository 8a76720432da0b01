using ImapLab.Protocol.Commands;
using ImapLab.Protocol.Mail;
using ImapLab.Protocol.Replies;

namespace ImapLab.Server.Commands.Handlers.Folders;

/// <summary>CREATE (RFC 9051 section 6.3.4). A delimiter at the end only announces names below and is taken off.</summary>
internal sealed class CreateHandler : CommandHandler<MailboxCommand>
{
    protected override IEnumerable<Reply> Handle(Turn turn, MailboxCommand command)
    {
        var text = command.Text.TrimEnd(turn.Plan.Delimiter);
        if (Invalid(text, turn.Plan.Delimiter) is { } why)
            return [turn.No(why, ResponseCode.Cannot)];
        var name = new MailboxName(text);
        if (turn.Find(name) is not null)
            return [turn.No("Mailbox already exists", ResponseCode.AlreadyExists)];
        turn.Store.Create(name);
        return [turn.Ok()];
    }

    /// <summary>Why a text cannot be the name of a new mailbox; null where it can.</summary>
    public static string? Invalid(string text, char delimiter)
    {
        if (text.Length == 0)
            return "Mailbox name is empty";
        if (text.Any(char.IsControl))
            return "Mailbox name has control characters";
        return text.Split(delimiter).Any(level => level.Length == 0) ? "Mailbox name has an empty level" : null;
    }
}
