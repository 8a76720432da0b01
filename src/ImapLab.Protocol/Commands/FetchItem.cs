using ImapLab.Protocol.Mail;

namespace ImapLab.Protocol.Commands;

/// <summary>
/// The data items of FETCH (RFC 9051 section 6.4.5, RFC 3501 section 6.4.5) and of its extensions.
/// </summary>
public enum FetchAttribute
{
    Uid,
    Flags,
    InternalDate,
    Rfc822Size,

    /// <summary>RFC 7162 section 3.1.5.</summary>
    ModSeq,

    /// <summary>RFC 8970.</summary>
    Preview,

    /// <summary>What PREVIEW was called before it was a standard.</summary>
    Snippet,

    /// <summary>RFC 8514.</summary>
    SaveDate,

    /// <summary>RFC 8474.</summary>
    EmailId,

    /// <summary>RFC 8474.</summary>
    ThreadId,

    /// <summary>X-GM-MSGID.</summary>
    XGmMsgId,

    /// <summary>X-GM-THRID.</summary>
    XGmThrId,

    /// <summary>X-GM-LABELS.</summary>
    XGmLabels,

    Envelope,
    Body,
    BodyStructure,
    Rfc822,
    Rfc822Header,
    Rfc822Text,

    /// <summary><c>BODY[…]</c>.</summary>
    Section,

    /// <summary><c>BINARY[…]</c> (RFC 3516).</summary>
    Binary,

    /// <summary><c>BINARY.SIZE[…]</c> (RFC 3516).</summary>
    BinarySize,
}

/// <param name="Section">What of the message is asked for; null for the items that name no bytes.</param>
/// <param name="Peek">Reading it does not set \Seen.</param>
/// <param name="Partial">First octet and how many, for <c>&lt;o.n&gt;</c>.</param>
public sealed record FetchItem(FetchAttribute Attribute, SectionSpec? Section = null, bool Peek = true, (uint Offset, uint Length)? Partial = null)
{
    /// <summary>PREVIEW: only if it costs nothing now (RFC 8970 section 4).</summary>
    public bool Lazy { get; init; }

    /// <summary>PREVIEW and SNIPPET: by the algorithm of this name, which the answer names too; before RFC 8970 a client chose one.</summary>
    public bool Fuzzy { get; init; }
}
