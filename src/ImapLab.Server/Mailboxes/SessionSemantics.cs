namespace ImapLab.Server.Mailboxes;

/// <summary>What a client is told, with one command's answer, of changes that others made.</summary>
public enum NewsRule
{
    /// <summary>Nothing: it waits for another command.</summary>
    Nothing,

    /// <summary>All but expunges: these wait, because sequence numbers must not move now (RFC 9051 section 7.5.1).</summary>
    ButExpunges,

    /// <summary>All, after the command's own data.</summary>
    After,

    /// <summary>All, before the command looks at the mailbox.</summary>
    Before,
}

/// <summary>Whose FETCH replies name the UID when they tell of flags and the client did not ask for it.</summary>
public enum UidInNews
{
    /// <summary>All clients that know of mod-sequences, as RFC 7162 section 3.2.4 asks of servers with QRESYNC.</summary>
    Condstore,

    /// <summary>Those alone that enabled QRESYNC.</summary>
    Qresync,
}

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

    /// <summary>OK, and STORE tells the flags as they are.</summary>
    Told,
}

/// <summary>Of which messages STORE tells the flags.</summary>
public enum StoreAnswer
{
    /// <summary>Of all that it named (RFC 9051 section 6.4.6).</summary>
    Named,

    /// <summary>Of those whose flags it changed.</summary>
    Changed,
}

/// <summary>What a client hears whose mailbox was deleted by another one. RFC 2180 section 3 lists the ways.</summary>
public enum MailboxGone
{
    /// <summary>BYE (section 3.3).</summary>
    Bye,

    /// <summary>NO to every command that needs the mailbox, until the client leaves it.</summary>
    No,

    /// <summary>EXPUNGE of every message, as if somebody had expunged them all, then NO.</summary>
    Expunges,
}

/// <summary>What DELETE of the mailbox does that its own client has open.</summary>
public enum OwnDelete
{
    /// <summary>It is closed and deleted.</summary>
    Unselects,

    /// <summary>It is deleted, and its client hears what others hear that have it open.</summary>
    StaysOpen,

    /// <summary>NO.</summary>
    Refused,

    /// <summary>It is deleted, and whatever its client says next is answered with BYE.</summary>
    EndsSession,
}

/// <summary>What a client with a mailbox open is told, and what it may do there, where servers differ.</summary>
public sealed record SessionSemantics
{
    public static readonly SessionSemantics Standard = new();

    /// <summary>
    /// What is told with which command, by its name as <c>NOOP</c> or <c>UID FETCH</c>; <c>*</c> for those not named. Where neither is
    /// there: all, after the data; but no expunges with FETCH, STORE and SEARCH by sequence number (RFC 9051 section 7.5.1).
    /// </summary>
    public IReadOnlyDictionary<string, NewsRule> News { get; init; } = new Dictionary<string, NewsRule>();

    /// <summary>News are told with NO and BAD, too.</summary>
    public bool NewsWithRefusals { get; init; } = true;

    /// <summary>A UID SEARCH by a set of UIDs tells no expunges, as one by sequence numbers.</summary>
    public bool UidSetsHoldExpunges { get; init; }

    public NewsOrder NewsOrder { get; init; }

    public UidInNews UidInNews { get; init; }

    public ReadOnlyChange ReadOnlyStore { get; init; }

    public ReadOnlyChange ReadOnlyExpunge { get; init; }

    public StoreAnswer StoreAnswer { get; init; }

    /// <summary>STORE (UNCHANGEDSINCE 0) of keywords passes for messages that have none of them (RFC 7162 section 3.1.3, example 8); else it fails always.</summary>
    public bool UnchangedSinceZeroAsks { get; init; } = true;

    /// <summary>Numbers of messages name nothing where there is no message: even <c>1:*</c> is BAD then.</summary>
    public bool RefusesAllOfNone { get; init; }

    /// <summary>
    /// A mailbox that nobody has ever asked for mod-sequences has none to tell: SELECT says no HIGHESTMODSEQ of it. RFC 7162 section 3.1.2.1 has
    /// SELECT always say it.
    /// </summary>
    public bool ModSeqsFromFirstUse { get; init; }

    public NotifySemantics Notify { get; init; } = NotifySemantics.Standard;

    /// <summary>What commands find of messages that are gone and of which the client was not told.</summary>
    public GoneSemantics Gone { get; init; } = GoneSemantics.Standard;

    public MailboxGone MailboxGone { get; init; }

    /// <summary>The text of that BYE or NO.</summary>
    public string MailboxGoneText { get; init; } = "Mailbox is gone, please log in again";

    public OwnDelete OwnDelete { get; init; }

    /// <summary>The OK of a command that held an expunge back says so by [EXPUNGEISSUED] (RFC 5530 section 3).</summary>
    public bool MarksHeldExpunges { get; init; }

    /// <summary>EXPUNGE ends with [HIGHESTMODSEQ] for clients without QRESYNC, too: RFC 7162 section 3.2.7 leaves it open.</summary>
    public bool ExpungeTellsHighestModSeq { get; init; }

    /// <summary>COPYUID comes with the OK of a MOVE, after the EXPUNGEs. RFC 6851 section 4.3 has it come before them.</summary>
    public bool MoveTellsUidsLast { get; init; }

    /// <summary>After EXPUNGEs how many messages there are is told by EXISTS, too, though nothing came (RFC 9051 section 7.5.1 needs none).</summary>
    public bool ExistsAfterExpunges { get; init; }

    /// <summary>SELECT says HIGHESTMODSEQ although the server does not offer CONDSTORE.</summary>
    public bool HighestModSeqWithoutCondstore { get; init; }

    /// <summary>ENABLE says what it enabled, as RFC 5161 section 3.1 has it.</summary>
    public bool TellsEnabled { get; init; } = true;

    /// <summary>An ENABLE of nothing that the server knows is answered by an ENABLED without names. RFC 5161 section 3.2 allows it.</summary>
    public bool TellsEnabledNothing { get; init; } = true;
}
