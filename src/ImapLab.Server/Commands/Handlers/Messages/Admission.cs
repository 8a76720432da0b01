using ImapLab.Protocol.Mail;
using ImapLab.Protocol.Replies;
using ImapLab.Server.Mailboxes;

namespace ImapLab.Server.Commands.Handlers.Messages;

/// <summary>Whether a mailbox takes messages, and with which flags. All commands that put messages into one ask here before they do.</summary>
internal static class Admission
{
    /// <summary>Why a mailbox does not take messages from this client; null where it does.</summary>
    public static Reply? Refusal(Turn turn, Mailbox target) => turn.Refusal(target, MailboxRights.Insert);

    /// <summary>Why a message cannot be taken out of its mailbox, which is to mark and to expunge it (RFC 6851 section 4.1); null where it can.</summary>
    public static Reply? RefusalToLeave(Turn turn, Mailbox source) => turn.Refusal(source, MailboxRights.Mark) ?? turn.Refusal(source, MailboxRights.Expunge);

    /// <summary>What of a message's flags it gets: a flag that the client may not set is left out, and the message put in all the same (RFC 4314 section 4).</summary>
    public static FlagSet FlagsFor(Mailbox target, FlagSet flags) => target.OwnersRights.Settle(FlagSet.Empty, flags);

    /// <summary>Puts a copy of a message into a mailbox.</summary>
    public static StoredMessage Copy(Turn turn, Mailbox target, StoredMessage source) => target.AddCopy(turn.Connection, source, FlagsFor(target, source.Flags));
}
