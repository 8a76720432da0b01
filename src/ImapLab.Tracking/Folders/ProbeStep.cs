using ImapLab.Protocol.Numbers;
using ImapLab.Tracking.Ports;

namespace ImapLab.Tracking.Folders;

/// <summary>
/// Holds a SEARCH against FETCH before it is believed. Servers have answered SEARCH with sequence
/// numbers in place of UIDs, and with the right number of wrong ones.
/// </summary>
internal static class ProbeStep
{
    private const int MostPlaces = 16;

    public static Look Ask(FolderState listing, IReadOnlyList<Uid> removed, IReadOnlyList<ViewChange> later, LookLimits limits)
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
        var agrees = seen.Rows.Count > 0
            && seen.Rows.All(row => row.Place.Value <= view.Known.Count && view.Known[row.Place] == row.Uid);
        if (agrees)
            return SyncStep.Next(state, seen.Changes, limits);

        // An EXPUNGE in between explains a row out of place; then neither is proven.
        var exists = UncountedChanges.Follow(view.Count, seen.Changes);
        if (exists is null)
            return SyncStep.Reopen(state, "the folder's count could not be followed while it was probed", limits);
        state = state.Unproven(exists.Value);
        return ListingStep.Ask(
            seen.Changes.Count > 0 ? state : state.Warn("SEARCH and FETCH disagree on UIDs"),
            Rung.Fetch,
            limits);
    }
}
