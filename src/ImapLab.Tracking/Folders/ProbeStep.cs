using ImapLab.Protocol.Numbers;
using ImapLab.Tracking.Ports;

namespace ImapLab.Tracking.Folders;

/// <summary>
/// Holds a SEARCH, or a VANISHED, against FETCH before it is believed. Servers have answered SEARCH with sequence
/// numbers in place of UIDs, and with the right number of wrong ones.
/// </summary>
internal static class ProbeStep
{
    private const int MostPlaces = 16;

    public static Look Ask(FolderState listing, IEnumerable<Uid> removed, IReadOnlyList<ViewChange> later, LookLimits limits)
    {
        var move = listing.View!.Apply(later, listing.Epoch);
        listing = (listing with { View = move.View }).Without(move.Removed);
        if (move.Contradiction is { } why)
            return SyncStep.Reopen(listing, why, limits);
        var known = listing.View!.Known;
        if (known.Count == 0)
            return ArrivalsStep.Proceed(listing, limits);

        // The places on both sides of each gap stand where they stand only if the gap is real; the last place tells
        // whether the whole is shifted.
        var places = new SortedSet<int> { known.Count };
        foreach (var uid in removed)
        {
            if (places.Count >= MostPlaces)
                break;
            var gap = known.IndexOf(uid);
            if (gap >= 0)
                continue;
            if (~gap >= 1)
                places.Add(~gap);
            if (~gap < known.Count)
                places.Add(~gap + 1);
        }

        return Look.Ask(listing, new Question.Probe([.. places.Select(place => new Msn(place))]));
    }

    public static Look Next(FolderState state, Observation.Placed seen, LookLimits limits)
    {
        var view = state.View!;
        var asked = ((Question.Probe)state.Asked!).Places;
        var agrees = seen.Rows.All(row => row.Place.Value <= view.Known.Count && view.Known[row.Place] == row.Uid)
            && seen.Rows.Select(row => row.Place).ToHashSet().IsSupersetOf(asked);
        if (agrees)
            return SyncStep.Next(state, seen.Changes, limits);

        if (UncountedChanges.Follow(view.Count, seen.Changes) is not { } exists)
            return SyncStep.Reopen(state, "the folder's count could not be followed while it was probed", limits);
        // An EXPUNGE in between explains a row out of place; then neither is proven.
        return Disagree(state, exists, isExplained: seen.Changes.Count > 0, limits);
    }

    private static Look Disagree(FolderState state, int exists, bool isExplained, LookLimits limits)
    {
        const string Vanished = "VANISHED and FETCH disagree on UIDs";
        var opened = state.Opened with { Exists = exists };
        return state.Proof switch
        {
            DeletionProof.Announced => SyncStep.Reopen(state, Vanished, limits),
            DeletionProof.Resynchronized when isExplained => OpenStep.Next(state, opened, limits),
            DeletionProof.Resynchronized => ResyncStep.Distrust(state, Vanished, opened, limits),
            _ => ListingStep.Ask(
                isExplained ? state.Unproven(exists) : state.Unproven(exists).Warn("SEARCH and FETCH disagree on UIDs"),
                Rung.Fetch,
                limits),
        };
    }
}
