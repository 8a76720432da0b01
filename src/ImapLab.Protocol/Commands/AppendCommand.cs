using ImapLab.Protocol.Mail;
using ImapLab.Protocol.Numbers;

namespace ImapLab.Protocol.Commands;

/// <summary>APPEND: one message, or several in one step (RFC 3502).</summary>
/// <param name="Messages">In their order; empty while the first is still on its way.</param>
public sealed record AppendCommand(string Tag, MailboxName Mailbox, IReadOnlyList<AppendMessage> Messages) : ImapCommand(Tag, "APPEND");

/// <summary>REPLACE and UID REPLACE (RFC 8508): APPEND and the removal of another message in one step.</summary>
/// <param name="Old">The one message that goes.</param>
/// <param name="New">Null while it is still on its way.</param>
public sealed record ReplaceCommand(string Tag, bool ByUid, SequenceSet Old, MailboxName Mailbox, AppendMessage? New)
    : ImapCommand(Tag, ByUid ? "UID REPLACE" : "REPLACE")
{
    public override bool SaysNumbers => !ByUid;
}

/// <summary>A message as APPEND brings it.</summary>
/// <param name="Flags">Flags to set; \Recent is never among them.</param>
/// <param name="InternalDate">Null: the time of arrival.</param>
/// <param name="Parts">What it is put together from (RFC 4469); one literal where it comes whole.</param>
public sealed record AppendMessage(FlagSet Flags, DateTimeOffset? InternalDate, IReadOnlyList<AppendPart> Parts)
{
    /// <summary>The client used CATENATE.</summary>
    public bool IsCatenated { get; init; }
}

/// <summary>What the octets of a message, or of a part of it, came as.</summary>
public enum AppendForm
{
    Literal,

    /// <summary>May hold NUL (RFC 3516).</summary>
    Literal8,

    /// <summary>Has UTF-8 in its header (RFC 6855 section 4).</summary>
    Utf8,
}

/// <summary>A piece of a message that is appended.</summary>
public abstract record AppendPart
{
    public sealed record Text(ReadOnlyMemory<byte> Bytes, AppendForm Form) : AppendPart;

    /// <summary>Octets of a message that the server has already, named by an IMAP URL (RFC 4469 section 3).</summary>
    public sealed record Url(string Value) : AppendPart;
}
