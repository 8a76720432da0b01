namespace ImapLab.Server.Mailboxes;

/// <summary>What becomes of changes in the open mailbox of which a client does not want to be told.</summary>
public enum Unwanted
{
    /// <summary>They wait: the client's sequence numbers stand still (RFC 5465 section 5.3 lets those count on them who avoid the event).</summary>
    Held,

    /// <summary>They take effect without a word, what the client did itself among them: its sequence numbers are wrong from then on.</summary>
    Silent,
}

/// <summary>How NOTIFY (RFC 5465) works, where servers differ.</summary>
public sealed record NotifySemantics
{
    public static readonly NotifySemantics Standard = new();

    /// <summary>
    /// It takes what section 5 and 8 forbid: SET without a group, MessageNew without MessageExpunge and FlagChange without both for mailboxes that are not
    /// open, events of mailboxes in the group of the open one, anything after NONE.
    /// </summary>
    public bool IsLax { get; init; }

    /// <summary>[BADEVENT] names what was asked for in vain, and what no standard has is BAD. Section 3.1 has it list what there is, for both.</summary>
    public bool BadEventNamesRefused { get; init; }

    /// <summary>A client is told of what it did itself, too, which section 5 asks servers not to do.</summary>
    public bool TellsOwn { get; init; }

    public Unwanted Unwanted { get; init; }

    /// <summary>With a name that is made or goes, its parent is told (section 5.4); without this only where that one came or went with it.</summary>
    public bool TellsParents { get; init; } = true;

    /// <summary>RENAME is told of each name below, too, from the deepest up, which section 5.4 has servers not do.</summary>
    public bool TellsRenamedChildren { get; init; }

    /// <summary>STATUS always has UIDVALIDITY, as section 5.1 asks of changed flags; without this only where it is another one.</summary>
    public bool TellsUidValidity { get; init; } = true;
}
