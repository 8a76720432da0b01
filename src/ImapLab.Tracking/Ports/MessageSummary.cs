using System.Collections.Immutable;
using ImapLab.Protocol.Numbers;
using ImapLab.Tracking.Events;

namespace ImapLab.Tracking.Ports;

/// <summary>What a server says about one message.</summary>
public sealed record MessageSummary(Uid Uid)
{
    /// <summary>The Message-ID with its angle brackets.</summary>
    public string? MessageId { get; init; }

    /// <summary>RFC822.SIZE.</summary>
    public long? Size { get; init; }

    public DateTimeOffset? InternalDate { get; init; }

    public string? Subject { get; init; }

    public EventAddress? From { get; init; }

    /// <summary>The Date field, where it can be read.</summary>
    public DateTimeOffset? Date { get; init; }

    public NameSet Flags { get; init; } = NameSet.Empty;

    /// <summary>EMAILID (RFC 8474 section 5.1), or X-GM-MSGID, which says the same.</summary>
    public string? EmailId { get; init; }

    /// <summary>THREADID (RFC 8474 section 5.2), or X-GM-THRID.</summary>
    public string? ThreadId { get; init; }

    /// <summary>X-GM-LABELS; null where the server has no labels, or did not say.</summary>
    public NameSet? Labels { get; init; }

    /// <summary>The messages that it answers: References, then In-Reply-To (RFC 5322 section 3.6.4), with angle brackets.</summary>
    public ImmutableArray<string> References { get; init; } = [];

    /// <summary>The addresses from which and to which it was sent.</summary>
    public ImmutableArray<string> Participants { get; init; } = [];

    public MessageIdentity Identity => new(MessageId, Size, InternalDate, EmailId) { ThreadId = ThreadId };
}
