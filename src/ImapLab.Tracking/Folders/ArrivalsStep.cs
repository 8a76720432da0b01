using ImapLab.Protocol.Numbers;

namespace ImapLab.Tracking.Folders;

/// <summary>Finds what arrived, and whether the number of arrivals alone explains the server's count.</summary>
internal static class ArrivalsStep
{
    /// <summary>A folder where more than that is new, and nothing known, is listed.</summary>
    private const int MostRows = 500;

    public static Look Ask(FolderState state)
    {
        var from = state.View is { Known: { Count: > 0 } known } && known.Last >= state.Cursor ? known.Last.Next : state.Cursor;
        var since = state.Rung == Rung.CondStore ? state.BaselineCounters.HighestModSeq : null;
        return Look.Ask(state, new Question.ListFrom(from, since));
    }

    /// <summary>With the places of all known UIDs proven: asks for those behind them, if there are any.</summary>
    public static Look Proceed(FolderState state, LookLimits limits)
    {
        if (state.View is not { } view)
            return Ask(state);
        if (view.Tail == 0)
            return Look.End(state, new LookOutcome.Settled());
        // SEARCH names a UID in a fifth of the bytes that FETCH needs.
        if (view.Known.Count == 0 && view.Tail >= MostRows && state.Attempts == 0)
            return ListingStep.Ask(state, Rung.Search, limits);
        return state.Rung <= Rung.Counters ? Ask(state) : ListingStep.Ask(state, state.Rung, limits);
    }

    public static Look Next(FolderState state, Observation.Uids seen, LookLimits limits) =>
        state.View is { } view ? Aligned(state, view, seen, limits) : Unaligned(state, seen, limits);

    private static Look Aligned(FolderState state, FolderView view, Observation.Uids seen, LookLimits limits)
    {
        var announced = view.Tail;
        var move = view.Apply(seen.Changes, state.Epoch);
        state = (state with { View = move.View }).Without(move.Removed);
        if (move.Contradiction is { } why)
            return SyncStep.Reopen(state, why, limits);
        if (SyncStep.IsMass(move, limits))
            return SyncStep.Doubt(state, move, limits);

        var rows = seen.Ascending.Where(uid => uid > view.Known.Last && uid >= state.Cursor).ToList();
        // Which of the unknown messages went cannot be told, so neither can whether these rows hold it still.
        if (move.TailLost > 0)
            return Again(state, limits);
        if (rows.Count < announced || rows.Count > move.View.Tail)
            return Missing(state, rows.Count, limits);
        return Proceed(state.Append(move.View, rows), limits);
    }

    private static Look Unaligned(FolderState state, Observation.Uids seen, LookLimits limits)
    {
        if (seen.Changes.Count > 0)
        {
            return UncountedChanges.Follow(state.Exists, seen.Changes) is { } exists
                ? Again(state with { Exists = exists }, limits)
                : SyncStep.Reopen(state, "the folder's count could not be followed", limits);
        }

        var arrived = seen.Ascending.Where(uid => uid >= state.Cursor && !state.Baseline.Contains(uid)).ToList();
        var expected = state.Baseline.Count + arrived.Count;
        if (expected > state.Exists && IsBehindAll(state, arrived))
            return BisectStep.Begin(state, UidSequence.From(arrived), limits);
        if (expected > state.Exists)
            return ListingStep.Ask(state, Rung.Search, limits);
        if (expected < state.Exists)
            return Missing(state, arrived.Count, limits);

        // Those known and those arrived are exactly as many as there are: none of them is gone.
        if (!IsBehindAll(state, arrived))
            return ListingStep.Ask(state, Rung.Search, limits);
        return Proceed(state.Append(new FolderView(state.Baseline, arrived.Count), arrived), limits);
    }

    private static bool IsBehindAll(FolderState state, List<Uid> arrived) => arrived.Count == 0 || arrived[0] > state.Baseline.Last;

    private static Look Again(FolderState state, LookLimits limits)
    {
        if (state.View is { Tail: 0 })
            return Proceed(state, limits);
        return state.Churned < limits.ChurnAttempts
            ? Ask(state with { Churned = state.Churned + 1 })
            : ListingStep.Ask(state, Rung.Search, limits);
    }

    /// <summary>
    /// Fewer rows than announced, or more. A server that replicates may announce what it cannot show yet, so it is
    /// asked for what it holds back, once, before everything is listed.
    /// </summary>
    private static Look Missing(FolderState state, int rows, LookLimits limits)
    {
        if (state.Rung == Rung.CondStore)
            return Ask(state with { Rung = Rung.Counters });
        if (state.Attempts == 0)
            return Look.Ask(state with { Attempts = 1 }, new Question.Sync());
        return ListingStep.Ask(state.Warn($"{rows} new messages were shown where EXISTS announced another number"), Rung.Search, limits);
    }
}
