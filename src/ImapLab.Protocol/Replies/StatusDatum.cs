namespace ImapLab.Protocol.Replies;

/// <summary>One thing that STATUS tells of a mailbox (RFC 9051 section 7.3.4).</summary>
/// <param name="Name">The status item in upper case.</param>
public abstract record StatusDatum(string Name)
{
    public sealed record Number(string Name, ulong Value) : StatusDatum(Name);

    /// <summary>There is no value, as of a limit that does not exist (RFC 7889 section 3.1).</summary>
    public sealed record Nil(string Name) : StatusDatum(Name);

    /// <summary>An object's id, told in parentheses (RFC 8474 section 4.3).</summary>
    public sealed record ObjectId(string Name, string Id) : StatusDatum(Name);
}
