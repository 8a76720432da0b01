namespace ImapLab.Server.Mailboxes;

/// <summary>In which order a client is told of what happened in its mailbox. The standard leaves it open.</summary>
public enum NewsOrder
{
    /// <summary>EXPUNGE, EXISTS, then flags by the numbers that hold from then on.</summary>
    NumbersFirst,

    /// <summary>Flags by the numbers that the client knows, then EXPUNGE, then EXISTS.</summary>
    FlagsFirst,
}

/// <summary>What a command that would change mail does in a mailbox that was opened with EXAMINE.</summary>
public enum ReadOnlyChange
{
    /// <summary>NO.</summary>
    Refused,

    /// <summary>OK, and nothing is changed.</summary>
    Ignored,
}

/// <summary>Of which messages STORE tells the flags.</summary>
public enum StoreAnswer
{
    /// <summary>Of all that it named (RFC 9051 section 6.4.6).</summary>
    Named,

    /// <summary>Of those whose flags it changed.</summary>
    Changed,
}

/// <summary>What a client with a mailbox open is told, and what it may do there, where servers differ.</summary>
public sealed record SessionSemantics
{
    public static readonly SessionSemantics Standard = new();

    public NewsOrder NewsOrder { get; init; }

    public ReadOnlyChange ReadOnlyChange { get; init; }

    public StoreAnswer StoreAnswer { get; init; }

    /// <summary>
    /// A mailbox that nobody has ever asked for mod-sequences has none to tell: SELECT says no HIGHESTMODSEQ of it. RFC 7162 section 3.1.2.1 has
    /// SELECT always say it.
    /// </summary>
    public bool ModSeqsFromFirstUse { get; init; }
}
