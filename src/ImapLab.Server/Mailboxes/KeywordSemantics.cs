namespace ImapLab.Server.Mailboxes;

/// <summary>What becomes of a keyword that a mailbox does not take.</summary>
public enum UnwantedKeyword
{
    /// <summary>NO [CANNOT], and nothing is changed.</summary>
    Refused,

    /// <summary>It is left out, and the rest is done.</summary>
    LeftOut,
}

/// <summary>Which keywords clients may set. PERMANENTFLAGS tells of them (RFC 9051 section 7.1).</summary>
public sealed record KeywordSemantics
{
    /// <summary>Any, of any length.</summary>
    public static readonly KeywordSemantics Standard = new();

    /// <summary>The keywords that there are; null where clients may make more, which PERMANENTFLAGS says by <c>\*</c>.</summary>
    public IReadOnlyList<string>? Only { get; init; }

    /// <summary>The longest keyword, in characters.</summary>
    public int Longest { get; init; } = int.MaxValue;

    /// <summary>How many different keywords a mailbox can know.</summary>
    public int Most { get; init; } = int.MaxValue;

    public UnwantedKeyword Otherwise { get; init; } = UnwantedKeyword.Refused;
}
