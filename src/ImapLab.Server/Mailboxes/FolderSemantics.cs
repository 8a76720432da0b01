namespace ImapLab.Server.Mailboxes;

/// <summary>What becomes of a mailbox that has others below it when it is deleted. RFC 9051 section 6.3.5 allows both.</summary>
public enum DeleteWithChildren
{
    /// <summary>Its mail goes, its name stays with \Noselect as long as there is something below it.</summary>
    KeepsName,

    /// <summary>It cannot be deleted: NO [HASCHILDREN].</summary>
    Refused,
}

/// <summary>What DELETE says of a name that is no mailbox but has some below it. An error in any case (RFC 9051 section 6.3.5).</summary>
public enum DeleteOfParent
{
    /// <summary>It has something below it: NO [HASCHILDREN].</summary>
    HasChildren,

    /// <summary>There is no such mailbox: NO [NONEXISTENT].</summary>
    NonExistent,
}

/// <summary>What RENAME INBOX does. RFC 9051 section 6.3.6 allows both.</summary>
public enum RenameInbox
{
    /// <summary>Its messages move to a new mailbox; it stays, empty, with what is below it.</summary>
    MovesMessages,

    /// <summary>NO [CANNOT].</summary>
    Refused,
}

/// <summary>What a status item that the server does not have does to its command.</summary>
public enum UnknownStatusItems
{
    /// <summary>BAD.</summary>
    Refused,

    /// <summary>It is left out of the answer.</summary>
    LeftOut,
}

/// <summary>What commands do to mailboxes by name, where servers differ.</summary>
public sealed record FolderSemantics
{
    public static readonly FolderSemantics Standard = new();

    public DeleteWithChildren DeleteWithChildren { get; init; }

    public DeleteOfParent DeleteOfParent { get; init; }

    public RenameInbox RenameInbox { get; init; }

    /// <summary>A new name that RENAME ends with a delimiter is refused; else the delimiter is taken off as CREATE does.</summary>
    public bool RenameNeedsWholeName { get; init; }

    /// <summary>To those who have a mailbox open its RENAME, or that of one above it, is as its DELETE. RFC 9051 section 6.3.6 asks for nothing of the kind.</summary>
    public bool RenameEndsSessions { get; init; }

    /// <summary>A name that is only a parent can be renamed to that of a mailbox, which then is the parent of what was below it.</summary>
    public bool ParentsJoin { get; init; }

    /// <summary>The names above a mailbox stay when it goes, as names that cannot be selected.</summary>
    public bool KeepsParents { get; init; }

    /// <summary>Names are one that differ only in how Unicode composes their characters (RFC 9051 section 5.1: form NFC).</summary>
    public bool NormalizesNames { get; init; } = true;

    /// <summary>Characters that no name may hold.</summary>
    public string ForbiddenCharacters { get; init; } = "";

    /// <summary>Characters with which no name may begin.</summary>
    public string ForbiddenBeginnings { get; init; } = "";

    /// <summary>
    /// A role belongs to a name: who makes a mailbox of that name has one with the role, and loses the role by renaming it. Else it belongs to a mailbox.
    /// </summary>
    public bool RolesByName { get; init; }

    /// <summary>SUBSCRIBE takes names of mailboxes that there are, and no others. RFC 9051 section 6.3.7 leaves it open.</summary>
    public bool SubscribeNeedsMailbox { get; init; }

    public UnknownStatusItems UnknownStatusItems { get; init; }

    /// <summary>Replies that answer for one mailbox tell its name as the client spelt it, and not as the server does.</summary>
    public bool EchoesNames { get; init; }

    /// <summary>STATUS tells items in an order of the server's own, instead of that in which they were asked for.</summary>
    public bool StatusInOwnOrder { get; init; }

    /// <summary>The OK to a STATUS of the mailbox that the client has open tells it off, with [CLIENTBUG] (RFC 5530 section 3).</summary>
    public bool MarksStatusOfSelected { get; init; }
}
