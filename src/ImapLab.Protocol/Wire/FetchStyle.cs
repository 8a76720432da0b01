namespace ImapLab.Protocol.Wire;

/// <summary>In which order the items of a FETCH reply stand. The standard leaves it open (RFC 9051 section 7.5.2).</summary>
public enum FetchOrder
{
    /// <summary>As the client asked for them.</summary>
    AsAsked,

    /// <summary>First what a server knows without opening the message, then what it reads in it; each as asked.</summary>
    ContentLast,
}

/// <summary>Where a client learns of the \Seen that its own FETCH has set (RFC 9051 section 6.4.5).</summary>
public enum SeenNotice
{
    /// <summary>At the end of the FETCH reply.</summary>
    AtEnd,

    /// <summary>In the FETCH reply, before what was read in the message.</summary>
    BeforeContent,

    /// <summary>In a FETCH reply of its own that comes after.</summary>
    InOwnReply,
}

/// <summary>How a server answers for a part that a message does not have.</summary>
public enum MissingPart
{
    /// <summary><c>NIL</c>: there is none (RFC 9051 section 4.5).</summary>
    Nil,

    /// <summary>A literal of no octets, as if there were one with nothing in it.</summary>
    Empty,
}

/// <summary>How a server spells its FETCH replies.</summary>
public sealed record FetchStyle
{
    public static readonly FetchStyle Plain = new();

    public FetchOrder Order { get; init; } = FetchOrder.AsAsked;

    public SeenNotice SeenNotice { get; init; } = SeenNotice.AtEnd;

    public MissingPart MissingPart { get; init; } = MissingPart.Nil;

    /// <summary>The names in <c>HEADER.FIELDS</c> come back in upper case, whatever case the client wrote.</summary>
    public bool UpperCaseFieldNames { get; init; }

    /// <summary>A day of one digit has a zero before it in dates, where the grammar has a space (RFC 9051 section 9, date-day-fixed).</summary>
    public bool ZeroPaddedDays { get; init; }
}
