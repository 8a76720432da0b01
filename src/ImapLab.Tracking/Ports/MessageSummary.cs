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

    public ImmutableArray<string> Flags { get; init; } = [];

    public string? EmailId { get; init; }

    public string? ThreadId { get; init; }

    public MessageIdentity Identity => new(MessageId, Size, InternalDate, EmailId) { ThreadId = ThreadId };
}
