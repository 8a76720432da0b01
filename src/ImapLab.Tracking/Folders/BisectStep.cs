using ImapLab.Protocol.Numbers;
using ImapLab.Tracking.Ports;

namespace ImapLab.Tracking.Folders;

/// <summary>
/// Finds out which messages went by asking which UIDs stand at a few places, then at a few places where that left the
/// question open, and so on. How many went is known before the first question, so the end is known when it comes.
/// </summary>
/// <remarks>
/// It asks by plain FETCH alone: while that runs no EXPUNGE may be told (RFC 9051 section 7.5.1), so places mean the same from
/// the first question to the last, except on servers that break the rule; what they tell is followed.
/// </remarks>
internal static class BisectStep
{
    /// <summary>Looks for deletions in the way that is expected to cost least.</summary>
    /// <param name="state">A folder whose view is not proven.</param>
    /// <param name="arrived">All messages that came since.</param>
    /// <param name="limits">What a look may cost.</param>
    public static Look Begin(FolderState state, UidSequence arrived, LookLimits limits)
    {
        var known = state.Baseline.Count;
        var deleted = known + arrived.Count - state.Exists;
        // What would remove most of the folder needs two witnesses.
        if (deleted <= 0 || deleted >= known || ListingStep.IsMassDeletion(deleted, known, limits))
            return ListingStep.Ask(state, Rung.Search, limits);
        var listing = WireCost.Listing(state.Baseline, deleted, state.Features.RangedSearch);
        return Go(state with { Rung = Rung.Bisect, Attempts = 0, Bisection = Bisection.Of(known, deleted, arrived, listing) }, limits);
    }

    public static Look Next(FolderState state, Observation.Placed seen, LookLimits limits)
    {
        var asked = ((Question.Probe)state.Asked!).Places;
        if (state.Bisection!.Follow(seen.Changes, state.Epoch) is not { } bisection)
            return SyncStep.Reopen(state, "the folder's places could not be followed while they were asked for", limits);

        state = state with { Bisection = bisection, Exists = bisection.Count };
        // Rows that came with an EXPUNGE may be of before or of after it.
        if (seen.Changes.OfType<ViewChange.Expunged>().Any())
            return Again(state, limits);
        if (!TryRead(state.Baseline, bisection.Arrived, asked, seen.Rows, out var points))
            return Contradiction(state, "FETCH showed UIDs that are not among those known", limits);
        if (bisection.With(points) is not { } refined)
            return Contradiction(state, "FETCH showed UIDs at places where they cannot stand", limits);

        state = state with { Bisection = refined };
        if (points.Count == asked.Count)
            return Go(state with { Attempts = 0 }, limits);
        return state.Attempts == 0
            ? Go(state with { Attempts = 1 }, limits)
            : Contradiction(state, "FETCH left out rows", limits);
    }

    /// <summary>Who stands behind the last survivor was asked.</summary>
    public static Look Close(FolderState state, Observation.Uids seen, LookLimits limits)
    {
        if (state.Bisection!.Follow(seen.Changes, state.Epoch) is not { } bisection)
            return SyncStep.Reopen(state, "the folder's places could not be followed while they were asked for", limits);
        state = state with { Bisection = bisection with { IsClosed = true }, Exists = bisection.Count };
        return seen.Ascending.Any(state.Baseline.Contains)
            ? Contradiction(state, "FETCH showed messages behind the last one that EXISTS counts", limits)
            : Go(state, limits);
    }

    private static Look Go(FolderState state, LookLimits limits)
    {
        var bisection = state.Bisection!;
        var plan = new BisectPlan(bisection, state.Baseline.Last, limits);
        if (plan.Places.Count == 0)
        {
            // That the last known messages are gone only the count has said so far.
            return bisection.IsClosed || bisection.LastSurvivor.Rank == state.Baseline.Count
                ? Finish(state, bisection, limits)
                : Look.Ask(state, new Question.ListFrom(state.Baseline[bisection.LastSurvivor.Rank - 1].Next, null));
        }

        return plan.IsWorthIt
            ? Look.Ask(state with { Bisection = bisection with { Spent = bisection.Spent + plan.Cost } }, new Question.Probe(plan.Places))
            : List(state, limits);
    }

    private static Look Finish(FolderState state, Bisection bisection, LookLimits limits)
    {
        var gone = bisection.FindGone(state.Baseline);
        var known = state.Baseline.Without(gone).With(bisection.Arrived);
        if (gone.Count != bisection.Deleted || known.Count + bisection.Tail != state.Exists)
            return Contradiction(state, "the messages that are gone are not as many as the counts say", limits);
        var found = state with
        {
            View = new FolderView(known, bisection.Tail),
            Arrived = bisection.Arrived,
            Removed = gone,
            Proof = DeletionProof.Probed,
            Bisection = null,
            Rung = Rung.Counters,
            Attempts = 0,
        };
        return ArrivalsStep.Proceed(found, limits);
    }

    private static Look Again(FolderState state, LookLimits limits) =>
        state.Churned < limits.ChurnAttempts ? Go(state with { Churned = state.Churned + 1 }, limits) : List(state, limits);

    private static Look Contradiction(FolderState state, string why, LookLimits limits) => List(state.Warn(why), limits);

    private static Look List(FolderState state, LookLimits limits) => ListingStep.Ask(state with { Bisection = null }, Rung.Search, limits);

    /// <summary>The rows that answer, as points; a row for a place that was not asked for is another one.</summary>
    private static bool TryRead(UidSequence known, UidSequence arrived, IReadOnlyList<Msn> asked, IReadOnlyList<PlacedUid> rows, out IReadOnlyList<FixedPoint> points)
    {
        var places = asked.ToHashSet();
        var read = new SortedDictionary<int, int>();
        points = [];
        foreach (var row in rows.Where(row => places.Contains(row.Place)))
        {
            var rank = RankOf(known, arrived, row.Uid);
            if (rank is null || (read.TryGetValue(row.Place.Value, out var other) && other != rank))
                return false;
            read[row.Place.Value] = rank.Value;
        }

        points = [.. read.Select(point => new FixedPoint(point.Key, point.Value))];
        return true;
    }

    /// <summary>Those who arrived rank behind all others.</summary>
    private static int? RankOf(UidSequence known, UidSequence arrived, Uid uid) =>
        known.MsnOf(uid)?.Value ?? (arrived.MsnOf(uid) is { } place ? known.Count + place.Value : null);
}
