using ImapLab.Protocol.Mail;
using ImapLab.Protocol.Numbers;

namespace ImapLab.Server.Mailboxes;

/// <summary>
/// A message, whatever mailbox it is in: a copy of it shares this. It never changes; what changes is a mailbox's
/// <see cref="StoredMessage"/>.
/// </summary>
/// <param name="Number">The order in which the account got its messages, from 1: the name that scenarios and reports call it by.</param>
/// <param name="InternalDate">When the message arrived, or what APPEND said.</param>
public sealed record Message(int Number, DateTimeOffset InternalDate, IMessageContent Content);

/// <summary>A message in a mailbox: its UID and what may change about it.</summary>
public sealed class StoredMessage(Uid uid, Message message, FlagSet flags, ModSeq modSeq)
{
    public Uid Uid { get; } = uid;

    public Message Message { get; } = message;

    /// <summary>Without \Recent, which belongs to a session.</summary>
    public FlagSet Flags { get; internal set; } = flags;

    /// <summary>The moment of its last change.</summary>
    public ModSeq ModSeq { get; internal set; } = modSeq;
}
