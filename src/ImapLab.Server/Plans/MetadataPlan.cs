namespace ImapLab.Server.Plans;

/// <summary>What a server takes by way of annotations (RFC 5464).</summary>
public sealed record MetadataPlan
{
    /// <summary>The largest value, in octets. At least 1024 (RFC 5464 section 4.1).</summary>
    public int MaxSize { get; init; } = 64 * 1024;

    /// <summary>How many entries one mailbox may have, and the server. At least 10 (RFC 5464 section 4.1).</summary>
    public int MaxEntries { get; init; } = 1000;

    /// <summary>Entries below <c>/private</c> are kept.</summary>
    public bool HasPrivate { get; init; } = true;

    /// <summary>Clients may write entries of the server below <c>/shared</c>.</summary>
    public bool ServerIsWritable { get; init; }

    /// <summary>Entries that the server has from the start, such as <c>/shared/admin</c>. That one no client can change.</summary>
    public IReadOnlyDictionary<string, string> Server { get; init; } = new Dictionary<string, string>();
}
