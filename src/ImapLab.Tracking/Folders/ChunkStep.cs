using ImapLab.Protocol.Numbers;
using ImapLab.Tracking.Ports;

namespace ImapLab.Tracking.Folders;

/// <summary>
/// The last resort: asks for the UID at every place, chunk by chunk. It costs most and proves most, since each place must
/// have its row; and no answer is longer than a chunk.
/// </summary>
internal static class ChunkStep
{
    private const int Size = 1_000;

    public static Look Begin(FolderState state, LookLimits limits) => Go(state.Unproven(state.Count) with { Chunks = new UidSequence() }, limits);

    public static Look Next(FolderState state, Observation.Placed seen, LookLimits limits)
    {
        if (Follow(state, seen.Changes) is not { } followed)
            return SyncStep.Reopen(state, "the folder's count could not be followed while it was listed", limits);

        // Rows that came with an EXPUNGE may be of before or of after it.
        if (seen.Changes.OfType<ViewChange.Expunged>().Any())
        {
            return followed.Churned < limits.ChurnAttempts
                ? Go(followed with { Churned = followed.Churned + 1 }, limits)
                : Look.GiveUp(followed, passing: true, "the folder moved each time it was listed");
        }

        var known = followed.Chunks!.Snapshot();
        var asked = ((Question.Probe)state.Asked!).Places;
        var rows = seen.Rows.Where(row => row.Place >= asked[0] && row.Place <= asked[^1]).Distinct().OrderBy(row => row.Place).ToList();
        if (!rows.Select(row => row.Place).SequenceEqual(asked))
            return Missing(followed, known.Count + rows.Count);
        foreach (var row in rows)
        {
            if (row.Uid <= known.Last)
                return Look.GiveUp(followed, passing: false, $"FETCH showed UID {row.Uid} at place {row.Place}, behind UID {known.Last}");
            known.Append(row.Uid);
        }

        return Go(followed with { Chunks = known }, limits);
    }

    /// <summary>Who stands behind the last place was asked. Until then it is the count alone that says that nobody does.</summary>
    public static Look Close(FolderState state, IReadOnlyList<Uid> rows, IReadOnlyList<ViewChange> changes, LookLimits limits)
    {
        if (Follow(state, changes) is not { } followed)
            return SyncStep.Reopen(state, "the folder's count could not be followed while it was listed", limits);
        if (rows.Any(state.Baseline.Contains))
            return Look.GiveUp(followed with { Doubted = null }, passing: false, $"FETCH showed messages behind the {state.Exists} that EXISTS counts");
        var arrived = followed.Exists - followed.Chunks!.Count;
        return arrived == 0 ? ListingStep.Take(followed, followed.Chunks, [], limits) : Go(followed, limits);
    }

    private static Look Go(FolderState state, LookLimits limits)
    {
        var known = state.Chunks!;
        if (known.Count < state.Exists)
            return Look.Ask(state, new Question.Probe([.. Enumerable.Range(known.Count + 1, Math.Min(Size, state.Exists - known.Count)).Select(place => new Msn(place))]));
        return known.Count == 0 || known.Last < state.Baseline.Last
            ? Look.Ask(state, new Question.ListFrom(known.Count == 0 ? new Uid(1) : known.Last.Next, null))
            : ListingStep.Take(state, known, [], limits);
    }

    private static Look Missing(FolderState state, int rows) =>
        state.Attempts == 0
            ? Look.Ask(state with { Attempts = 1, Chunks = null }, new Question.Sync())
            : Look.GiveUp(state, passing: false, $"FETCH showed {rows} messages where there are {state.Exists}");

    private static FolderState? Follow(FolderState state, IReadOnlyList<ViewChange> changes)
    {
        var known = state.Chunks!.Snapshot();
        foreach (var change in changes)
        {
            if (UncountedChanges.Follow(state.Exists, [change]) is not { } exists)
                return null;
            if (change is ViewChange.Expunged gone && gone.Place <= known.Count)
                known.RemoveAt((int)gone.Place - 1);
            state = state with { Exists = exists };
        }

        return state with { Chunks = known };
    }
}
