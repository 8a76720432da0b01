namespace ImapLab.Protocol.Commands;

/// <summary>What STATUS can tell (RFC 9051 section 6.3.11, RFC 3501 section 6.3.10, RFC 7162 section 3.1.7).</summary>
public enum StatusItem
{
    Messages,
    Recent,
    UidNext,
    UidValidity,
    Unseen,
    HighestModSeq,
}
