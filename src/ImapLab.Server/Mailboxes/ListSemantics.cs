namespace ImapLab.Server.Mailboxes;

/// <summary>In which order LIST tells names that have the same name above them. The standard leaves it open.</summary>
public enum ListOrder
{
    ByName,

    /// <summary>The newest first; among subscribed names those that were subscribed to first. So does a server that lists as its disk does.</summary>
    NewestFirst,

    OldestFirst,
}

/// <summary>How LIST and LSUB tell of mailboxes, where servers differ.</summary>
public sealed record ListSemantics
{
    public static readonly ListSemantics Standard = new();

    public ListOrder Order { get; init; }

    /// <summary>INBOX is told after all others, instead of first.</summary>
    public bool InboxLast { get; init; }

    /// <summary>
    /// LIST with options tells only the attributes that were asked for; RFC 5258 section 3 allows a server to tell any that it likes.
    /// </summary>
    public bool OnlyAskedAttributes { get; init; }

    /// <summary>The special-use attribute stands before \HasChildren and \HasNoChildren, instead of after them.</summary>
    public bool RolesFirst { get; init; }

    /// <summary>A name's attributes stand in the order of the alphabet.</summary>
    public bool SortsAttributes { get; init; }

    /// <summary>LSUB tells the special-use attributes too.</summary>
    public bool LsubTellsRoles { get; init; }
}
