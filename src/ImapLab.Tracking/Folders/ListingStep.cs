using ImapLab.Protocol.Numbers;
using ImapLab.Tracking.Ports;

namespace ImapLab.Tracking.Folders;

/// <summary>
/// Takes a listing of all UIDs for what the folder holds, if it is as long as the server says the folder is.
/// </summary>
internal static class ListingStep
{
    public static Look Ask(FolderState state, Rung rung, LookLimits limits)
    {
        if (rung != state.Rung)
            state = state with { Rung = rung, Attempts = 0 };

        // An empty folder needs no listing: its count is the evidence.
        if (state.Count == 0)
            return Take(state, new UidSequence(), [], limits);
        return Look.Ask(state, new Question.ListAll(rung == Rung.Fetch ? ListingMethod.Fetch : ListingMethod.Search));
    }

    public static Look Next(FolderState state, Observation.Uids seen, LookLimits limits)
    {
        if (UncountedChanges.Path(state.Count, seen.Changes) is not { } path)
            return SyncStep.Reopen(state, "the folder's count could not be followed while it was listed", limits);

        // While the server listed, the folder may have moved. The listing is of the one moment at which the folder had
        // as many messages; where there are several such moments, nobody can say of which.
        var length = seen.Ascending.Count;
        var moment = MomentOf(path, length);
        if (moment is { } at)
            return Take(state, UidSequence.From(seen.Ascending), [.. seen.Changes.Skip(at)], limits);
        state = state with { View = null, Exists = path[^1] };
        if (seen.Changes.Count > 0)
        {
            return state.Churned < limits.ChurnAttempts
                ? Ask(state with { Churned = state.Churned + 1 }, state.Rung, limits)
                : Look.GiveUp(state, passing: true, "the folder moved each time it was listed");
        }

        return Mismatch(state, length, limits);
    }

    /// <summary>Whether a listing lacks so much of what was known that one witness is not enough.</summary>
    public static bool IsMassDeletion(int removed, int known, LookLimits limits) =>
        removed >= limits.MassDeletion && removed * 2L >= known;

    private static Look Mismatch(FolderState state, int length, LookLimits limits)
    {
        if (state.Rung == Rung.Search)
            return Ask(state.Warn($"SEARCH listed {length} messages where there are {state.Exists}"), Rung.Fetch, limits);
        if (state.Attempts == 0)
            return Look.Ask(state with { Attempts = 1 }, new Question.Sync());
        return Look.GiveUp(state, passing: false, $"FETCH listed {length} messages where there are {state.Exists}");
    }

    private static Look Take(FolderState state, UidSequence listed, IReadOnlyList<ViewChange> later, LookLimits limits)
    {
        var (arrived, removed) = Compare(state.Baseline, listed);
        if (state.Doubted is { } doubted)
        {
            // What a first listing left out and a second one holds was never gone; then one of the two is wrong.
            var disagree = listed.Any(uid => state.Baseline.Contains(uid) && !doubted.Contains(uid));
            if (disagree)
                state = state.Warn("a listing left out messages that are there");
            if (disagree && IsMassDeletion(removed.Count, state.Baseline.Count, limits))
            {
                return state.Attempts == 0
                    ? Look.Ask(state with { Doubted = listed, Attempts = 1 }, new Question.Open())
                    : Look.GiveUp(state with { Doubted = null }, passing: false, "no two listings agree on which messages are gone");
            }
        }
        else if (IsMassDeletion(removed.Count, state.Baseline.Count, limits))
        {
            return Look.Ask(state with { Doubted = listed }, new Question.Open());
        }

        var listing = state with
        {
            View = new FolderView(listed, 0),
            Arrived = UidSequence.From(arrived),
            Removed = UidSequence.From(removed),
            Proof = DeletionProof.Listed,
            Doubted = null,
            // The places of all UIDs are known now, so what comes later can be asked for in the cheap way again.
            Rung = Rung.Counters,
            Attempts = 0,
        };
        return state.Rung == Rung.Search
            ? ProbeStep.Ask(listing, removed, later, limits)
            : SyncStep.Next(listing, later, limits);
    }

    /// <summary>How many of the changes came before the moment of a listing, or null where that cannot be told.</summary>
    private static int? MomentOf(IReadOnlyList<int> path, int length)
    {
        int? moment = null;
        for (var at = 0; at < path.Count; at++)
        {
            if (path[at] != length)
                continue;
            // The same count twice in a row is an EXISTS that repeats itself.
            if (moment is { } earlier && earlier != at - 1)
                return null;
            moment = at;
        }

        return moment;
    }

    private static (List<Uid> Arrived, List<Uid> Removed) Compare(UidSequence known, UidSequence listed)
    {
        var arrived = new List<Uid>();
        var removed = new List<Uid>();
        using var olds = known.GetEnumerator();
        using var news = listed.GetEnumerator();
        var old = olds.MoveNext();
        var @new = news.MoveNext();
        while (old || @new)
        {
            var order = !old ? 1 : !@new ? -1 : olds.Current.CompareTo(news.Current);
            if (order < 0)
                removed.Add(olds.Current);
            else if (order > 0)
                arrived.Add(news.Current);
            if (order <= 0)
                old = olds.MoveNext();
            if (order >= 0)
                @new = news.MoveNext();
        }

        return (arrived, removed);
    }
}
