namespace ImapLab.Server.Mailboxes;

/// <summary>What a range such as <c>9:*</c> holds when every message is below 9.</summary>
public enum RangeAboveLast
{
    /// <summary>The last message, because <c>9:*</c> means <c>*:9</c> then (RFC 9051 section 9, seq-range).</summary>
    LastMessage,

    /// <summary>Nothing.</summary>
    Nothing,
}

/// <summary>In which order the EXPUNGEs of one announcement are told. The standard leaves it open (RFC 9051 section 7.5.1).</summary>
public enum ExpungeOrder
{
    /// <summary>The lowest number first, so that the ones after it have shifted.</summary>
    Ascending,

    /// <summary>The highest number first, so that none has shifted.</summary>
    Descending,
}

/// <summary>What commands do to mail, and what counters tell of it, where servers differ.</summary>
public sealed record MailboxSemantics
{
    public static readonly MailboxSemantics Standard = new();

    /// <summary>
    /// HIGHESTMODSEQ moves when a message is expunged. RFC 7162 section 3.1.2.1 has it move on every change; a server with
    /// CONDSTORE alone may keep it still.
    /// </summary>
    public bool ExpungeMovesHighestModSeq { get; init; } = true;

    public RangeAboveLast UidRangeAboveLast { get; init; } = RangeAboveLast.LastMessage;

    public ExpungeOrder ExpungeOrder { get; init; } = ExpungeOrder.Ascending;

    /// <summary>What commands do to mailboxes by name.</summary>
    public FolderSemantics Folders { get; init; } = FolderSemantics.Standard;

    /// <summary>What commands do to messages.</summary>
    public MessageSemantics Messages { get; init; } = MessageSemantics.Standard;

    /// <summary>How LIST and LSUB tell of them.</summary>
    public ListSemantics List { get; init; } = ListSemantics.Standard;

    public SearchSemantics Search { get; init; } = SearchSemantics.Standard;

    /// <summary>What a client with a mailbox open is told, and what it may do there.</summary>
    public SessionSemantics Session { get; init; } = SessionSemantics.Standard;

    /// <summary>What mailboxes do where they are labels; null where each keeps its own mail.</summary>
    public LabelSemantics? Labels { get; init; }

    /// <summary>Every n-th login finds INBOX in a new epoch; 0 for never. It truly happens, so the journal has it.</summary>
    public int NewEpochEveryLogins { get; init; }
}
