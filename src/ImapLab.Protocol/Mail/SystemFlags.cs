namespace ImapLab.Protocol.Mail;

/// <summary>The flags that RFC 9051 section 2.3.2 defines, and RFC 3501's \Recent, which a server alone may set.</summary>
[Flags]
public enum SystemFlags
{
    None = 0,
    Answered = 1,
    Flagged = 2,
    Deleted = 4,
    Seen = 8,
    Draft = 16,
    Recent = 32,
}
