using ImapLab.Protocol.Numbers;
using ImapLab.Tracking.Ports;

namespace ImapLab.Tracking.Folders;

/// <summary>
/// Opens a folder by QRESYNC, and holds what the server says went against what is known, against its own count, and against
/// FETCH. Servers have named nearly everything, nothing, and messages of their imagination; then the folder is looked into as
/// if there were no QRESYNC.
/// </summary>
internal static class ResyncStep
{
    /// <summary>Opens the folder, by QRESYNC where that can be done.</summary>
    public static Look Open(FolderState state) => Look.Ask(state, PointOf(state) is { } point ? new Question.Resync(point) : new Question.Open());

    public static Look Next(FolderState state, Observation.Resynced seen, LookLimits limits)
    {
        var (known, opened) = (state.BaselineCounters, seen.Answer.Counters);
        // Without mod-sequences, or in another epoch, the server had nothing to compare with (RFC 7162 section 3.2.5.1).
        if (Gate.IsAnotherEpoch(known, opened) || opened.HighestModSeq is not { } last)
            return OpenStep.Next(state, opened, limits);
        if (last < known.HighestModSeq)
            return Distrust(state, $"HIGHESTMODSEQ went down from {known.HighestModSeq} to {last} in the same epoch", opened, limits);

        state = state with { Marked = seen.Answer.Changed, MarkedSince = known.HighestModSeq };
        var gone = Intersect(state.Baseline, seen.Answer.Vanished);
        var left = state.Baseline.Count - gone.Count;
        var arrived = (opened.Exists ?? 0) - left;
        if (gone.Count == 0 || ListingStep.IsMassDeletion(gone.Count, state.Baseline.Count, limits))
            return OpenStep.Next(state, opened, limits);
        if (arrived < 0 || (known.UidNext is { } before && opened.UidNext is { } now && arrived > (long)now.Value - before.Value))
            return Distrust(state, $"VANISHED named {gone.Count} of {state.Baseline.Count} known messages, and EXISTS says {opened.Exists}", opened, limits);

        var resynced = state.Unproven(left + arrived) with
        {
            Opened = opened,
            View = new FolderView(state.Baseline.Without(gone), arrived),
            Removed = gone,
            Proof = DeletionProof.Resynchronized,
            Rung = Rung.Counters,
        };
        return ProbeStep.Ask(resynced, gone, [], limits);
    }

    /// <summary>Looks into the folder, open as it is, without what QRESYNC said; and so from now on.</summary>
    public static Look Distrust(FolderState state, string why, Counters opened, LookLimits limits) =>
        OpenStep.Next(state.Warn(why) with { DistrustsResync = true }, opened, limits);

    private static ResyncPoint? PointOf(FolderState state) =>
        state is { Features.QuickResync: true, DistrustsResync: false, Doubted: null, Baseline.Count: > 0, BaselineCounters.HighestModSeq: { } since }
            && since > ModSeq.Zero && state.BaselineCounters.UidValidity != default
            ? new ResyncPoint(state.BaselineCounters.UidValidity, since, state.Baseline.Last, Samples(state.Baseline))
            : null;

    /// <summary>The last place, and those that halve what is left before it: n/2, 3n/4, 7n/8. Deletions are mostly of late.</summary>
    private static List<PlacedUid> Samples(UidSequence known)
    {
        var samples = new List<PlacedUid>();
        for (var rest = known.Count / 2; rest > 0; rest /= 2)
            samples.Add(Sample(known.Count - rest));
        samples.Add(Sample(known.Count));
        return samples;

        PlacedUid Sample(int place) => new(new Msn(place), known[place - 1]);
    }

    /// <summary>Goes through the UIDs known, not through the numbers named: VANISHED may name four billion.</summary>
    private static UidSequence Intersect(UidSequence known, IReadOnlyList<SequenceSet> named)
    {
        var both = new UidSequence();
        foreach (var (from, to) in named.SelectMany(set => set.Resolve(uint.MaxValue)))
        {
            foreach (var uid in known.Between(new Uid(from), new Uid(to)))
                both.Add(uid);
        }

        return both;
    }
}
