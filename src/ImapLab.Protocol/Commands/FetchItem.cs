using ImapLab.Protocol.Mail;

namespace ImapLab.Protocol.Commands;

/// <summary>The data items of FETCH (RFC 9051 section 6.4.5, RFC 3501 section 6.4.5, RFC 7162 section 3.1.5).</summary>
public enum FetchAttribute
{
    Uid,
    Flags,
    InternalDate,
    Rfc822Size,
    Envelope,
    Body,
    BodyStructure,
    Rfc822,
    Rfc822Header,
    Rfc822Text,
    ModSeq,
    Section,
}

/// <param name="Section">What a <c>BODY[…]</c> asks for; null for the other items.</param>
/// <param name="Peek">Reading it does not set \Seen.</param>
/// <param name="Partial">First octet and how many, for <c>&lt;o.n&gt;</c>.</param>
public sealed record FetchItem(FetchAttribute Attribute, SectionSpec? Section = null, bool Peek = true, (uint Offset, uint Length)? Partial = null);
