namespace ImapLab.Tracking.Ports;

/// <summary>What recognises a message when its UID no longer does.</summary>
public sealed record MessageIdentity(string? MessageId, long? Size, DateTimeOffset? InternalDate, string? EmailId)
{
    /// <summary>Asked for, and nothing learnt.</summary>
    public static readonly MessageIdentity None = new(null, null, null, null);

    /// <summary>The thread it belongs to, as the server says (RFC 8474 section 5.2). It does not recognise a message.</summary>
    public string? ThreadId { get; init; }

    /// <summary>Whether another identity is that of the same message: by EMAILID where there is one, else by all the rest.</summary>
    public bool IsSameAs(MessageIdentity other)
    {
        ArgumentNullException.ThrowIfNull(other);
        return EmailId is not null || other.EmailId is not null
            ? EmailId == other.EmailId
            : IsComplete && MessageId == other.MessageId && Size == other.Size && InternalDate == other.InternalDate;
    }

    /// <summary>Whether two messages with this identity may be taken for the same.</summary>
    public bool IsComplete => MessageId is not null && Size is not null && InternalDate is not null;
}
