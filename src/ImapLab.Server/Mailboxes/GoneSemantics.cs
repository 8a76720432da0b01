namespace ImapLab.Server.Mailboxes;

/// <summary>What FETCH tells of a message that another session expunged before the client was told. RFC 2180 section 4.1 lists the ways.</summary>
public enum GoneFetch
{
    /// <summary>Nothing (section 4.1.2).</summary>
    Skipped,

    /// <summary>All, as if it were there (section 4.1.1).</summary>
    Served,

    /// <summary>Its flags, and NIL for what stands in it (section 4.1.3).</summary>
    Emptied,

    /// <summary>Its flags without \Deleted, and the text of a message that says that it is gone.</summary>
    Replaced,
}

/// <summary>How a FETCH ends that could not tell all that was asked.</summary>
public enum GoneVerdict
{
    /// <summary>NO [EXPUNGEISSUED] (RFC 2180 section 4.1.2).</summary>
    No,

    /// <summary>NO where every message that was asked for is gone, else OK (RFC 2180 section 4.1.3).</summary>
    NoIfAllGone,

    /// <summary>OK [EXPUNGEISSUED].</summary>
    OkWithCode,

    /// <summary>OK.</summary>
    Ok,
}

/// <summary>What STORE does with such a message.</summary>
public enum GoneStore
{
    /// <summary>NO for sequence numbers, but OK where the client asked for silence (RFC 2180 sections 4.2.1 and 4.2.3).</summary>
    Refused,

    /// <summary>OK, and no FETCH.</summary>
    Ignored,

    /// <summary>OK, and the flags that it would have now.</summary>
    Told,
}

/// <summary>What COPY and MOVE do with such a message.</summary>
public enum GoneCopy
{
    /// <summary>NO [EXPUNGEISSUED], and nothing is copied (RFC 2180 section 4.4.1).</summary>
    Refused,

    /// <summary>The others are copied.</summary>
    Skipped,

    /// <summary>It is copied (RFC 2180 section 4.4.2).</summary>
    Copied,
}

/// <summary>What commands find of messages that others have expunged and of which the client was not told yet, where servers differ.</summary>
public sealed record GoneSemantics
{
    public static readonly GoneSemantics Standard = new();

    public GoneFetch Fetch { get; init; }

    public GoneVerdict Verdict { get; init; }

    /// <summary>What stands in the place of a message's text where it is <see cref="GoneFetch.Replaced"/>.</summary>
    public string Text { get; init; } = "This message is no longer available on the server.";

    public GoneStore Store { get; init; }

    public GoneCopy Copy { get; init; }

    /// <summary>SEARCH finds them. RFC 2180 section 4.3 lets it be silent of them.</summary>
    public bool SearchFinds { get; init; }

    /// <summary>
    /// SEARCH finds them by what stands in them, too, and by date and size. Without this it finds them by flags, numbers and mod-sequences alone,
    /// and says [EXPUNGEISSUED] where it would have had to look further.
    /// </summary>
    public bool SearchReads { get; init; } = true;

    /// <summary>Their last flags are told as those of any message, as long as it is not told that they are gone.</summary>
    public bool TellsFlags { get; init; }

    /// <summary>While an older expunge is held back, the arrival of messages is told that are gone by then. Else who was told of neither hears of neither.</summary>
    public bool Arrives { get; init; }

    /// <summary>Whether a mailbox must keep them for those who were not told.</summary>
    public bool KeepsMessages => Fetch != GoneFetch.Skipped || Store == GoneStore.Told || Copy == GoneCopy.Copied || SearchFinds || TellsFlags;
}
