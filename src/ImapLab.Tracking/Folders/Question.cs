using ImapLab.Protocol.Numbers;
using ImapLab.Tracking.Ports;

namespace ImapLab.Tracking.Folders;

/// <summary>What a step wants to know of the open folder next.</summary>
internal abstract record Question
{
    /// <summary>Which UIDs are there from this one on?</summary>
    public sealed record ListFrom(Uid From, ModSeq? ChangedSince) : Question;

    /// <summary>Which UIDs are there? (UID SEARCH ALL)</summary>
    public sealed record Search : Question;

    /// <summary>Which UIDs stand at these places?</summary>
    public sealed record Probe(IReadOnlyList<Msn> Places) : Question
    {
        public bool Equals(Probe? other) => other is not null && Places.SequenceEqual(other.Places);

        public override int GetHashCode() => Places.Count;
    }

    /// <summary>Is there anything that you held back? (NOOP)</summary>
    public sealed record Sync : Question;

    /// <summary>What do you say when asked afresh? (EXAMINE)</summary>
    public sealed record Open : Question;

    /// <summary>What happened since? (EXAMINE with QRESYNC)</summary>
    public sealed record Resync(ResyncPoint Point) : Question;
}

/// <summary>The answer to a <see cref="Question"/>, and what was told unasked while it was answered.</summary>
internal abstract record Observation(IReadOnlyList<ViewChange> Changes)
{
    public sealed record Opened(Counters Counters) : Observation([]);

    public sealed record Resynced(Ports.Resynced Answer) : Observation([]);

    public sealed record Uids(IReadOnlyList<Uid> Ascending, IReadOnlyList<ViewChange> Changes) : Observation(Changes);

    public sealed record Placed(IReadOnlyList<PlacedUid> Rows, IReadOnlyList<ViewChange> Changes) : Observation(Changes);

    public sealed record Synced(IReadOnlyList<ViewChange> Changes) : Observation(Changes);

    /// <param name="Passing">Whether it was a NO of the moment.</param>
    /// <param name="Why">What the server said.</param>
    /// <param name="Changes">What was told meanwhile.</param>
    public sealed record Refused(bool Passing, string Why, IReadOnlyList<ViewChange> Changes) : Observation(Changes);
}
