namespace ImapLab.Server.Mailboxes;

/// <summary>What a client that does not want to wait for a preview gets (RFC 8970 section 4).</summary>
public enum LazyPreview
{
    /// <summary>The preview: it is made at once.</summary>
    Made,

    /// <summary>Nothing, until somebody has asked without being lazy; then what was made for that one.</summary>
    OnceMade,
}

/// <summary>What a client that has not said that it knows UTF-8 gets of a header that has some (RFC 6855 sections 7 and 8).</summary>
public enum Utf8Headers
{
    /// <summary>The octets as they are.</summary>
    AsTheyAre,

    /// <summary>A surrogate in ASCII (RFC 6858).</summary>
    Encoded,
}

/// <summary>What commands do to messages, and tell of them, where servers differ.</summary>
public sealed record MessageSemantics
{
    public static readonly MessageSemantics Standard = new();

    public LazyPreview LazyPreview { get; init; } = LazyPreview.Made;

    /// <summary>INTERNALDATE is told in the time zone in which APPEND gave it; else in the server's own, UTC.</summary>
    public bool KeepsZones { get; init; } = true;

    public Utf8Headers Utf8Headers { get; init; } = Utf8Headers.AsTheyAre;

    public KeywordSemantics Keywords { get; init; } = KeywordSemantics.Standard;

    /// <summary>
    /// UIDs last: a message keeps its UID as long as the mailbox its epoch. Without this a mailbox begins a new epoch whenever it is opened and nobody
    /// else has it open; SELECT says so with [UIDNOTSTICKY], and APPEND, COPY and MOVE name no UIDs (RFC 4315 section 3).
    /// </summary>
    public bool UidsLast { get; init; } = true;

    /// <summary>MOVE is done in a mailbox that was opened with EXAMINE, where RFC 6851 would have it refused.</summary>
    public bool MovesFromReadOnly { get; init; }
}
