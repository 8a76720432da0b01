namespace ImapLab.Server.Mailboxes;

/// <summary>What becomes of a keyword that a mailbox does not take.</summary>
public enum UnwantedKeyword
{
    /// <summary>NO, and nothing is changed: [CANNOT] where it can never be set, [LIMIT] where there are too many (RFC 5530 section 3).</summary>
    Refused,

    /// <summary>It is left out, and the rest is done.</summary>
    LeftOut,
}

/// <summary>Which keywords clients may set. PERMANENTFLAGS tells of them (RFC 9051 section 7.1).</summary>
public sealed record KeywordSemantics
{
    /// <summary>Any, within the bounds that keep a client from filling the server with names of its own.</summary>
    public static readonly KeywordSemantics Standard = new();

    /// <summary>The keywords that there are; null where clients may make more, which PERMANENTFLAGS says by <c>\*</c>.</summary>
    public IReadOnlyList<string>? Only { get; init; }

    /// <summary>The longest keyword, in characters.</summary>
    public int Longest { get; init; } = 255;

    /// <summary>How many different keywords a mailbox can know. PERMANENTFLAGS has no <c>\*</c> when it knows as many.</summary>
    public int Most { get; init; } = 1024;

    public UnwantedKeyword Otherwise { get; init; } = UnwantedKeyword.Refused;
}
