namespace ImapLab.Protocol.Commands;

/// <summary>LIST, LSUB or XLIST.</summary>
/// <param name="Patterns">Without those that no name can match, for they are not encoded as names are: RFC 5258 section 3 has servers pass over them.</param>
public sealed record ListCommand(string Tag, string Name, string Reference, IReadOnlyList<string> Patterns, ListOptions Options) : ImapCommand(Tag, Name);

/// <summary>The options of LIST (RFC 5258, RFC 9051 section 6.3.9).</summary>
public sealed record ListOptions
{
    public static readonly ListOptions None = new();

    /// <summary>Whether any option or a list of patterns was written: the command then is that of RFC 5258 and not that of RFC 3501.</summary>
    public bool Extended { get; init; }

    /// <summary>Only mailboxes that have a role (RFC 6154 section 2).</summary>
    public bool OnlySpecialUse { get; init; }

    /// <summary>The subscribed names, whether or not there are such mailboxes.</summary>
    public bool OnlySubscribed { get; init; }

    /// <summary>Names too below which something is that the other selection options choose (RFC 5258 section 3.1).</summary>
    public bool Recursive { get; init; }

    /// <summary>Mailboxes of other servers too.</summary>
    public bool Remote { get; init; }

    public bool ReturnSpecialUse { get; init; }

    public bool ReturnSubscribed { get; init; }

    public bool ReturnChildren { get; init; }

    /// <summary>What the client may do with each mailbox (RFC 8440).</summary>
    public bool ReturnMyRights { get; init; }

    /// <summary>The annotations to add about each mailbox (RFC 9590); empty where it was not asked.</summary>
    public IReadOnlyList<string> ReturnMetadata { get; init; } = [];

    /// <summary>What to add about each mailbox as a STATUS reply (RFC 5819); empty where it was not asked.</summary>
    public IReadOnlyList<string> ReturnStatus { get; init; } = [];
}
