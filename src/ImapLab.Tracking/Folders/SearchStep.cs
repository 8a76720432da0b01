namespace ImapLab.Tracking.Folders;

/// <summary>Takes the UIDs that SEARCH names for a listing if they are as many as the server says there are messages.</summary>
internal static class SearchStep
{
    public static Look Next(FolderState state, Observation.Uids seen, LookLimits limits)
    {
        if (UncountedChanges.Path(state.Count, seen.Changes) is not { } path)
            return SyncStep.Reopen(state, "the folder's count could not be followed while it was listed", limits);

        // While the server listed, the folder may have moved. The listing is of the one moment at which the folder had
        // as many messages; where there are several such moments, nobody can say of which.
        var length = seen.Ascending.Count;
        var moment = MomentOf(path, length);
        if (moment is { } at)
            return ListingStep.Take(state, seen.Ascending.AsSequence(), [.. seen.Changes.Skip(at)], limits);
        state = state with { View = null, Exists = path[^1] };
        if (seen.Changes.Count > 0)
        {
            return state.Churned < limits.ChurnAttempts
                ? ListingStep.Ask(state with { Churned = state.Churned + 1 }, Rung.Search, limits)
                : Look.GiveUp(state, passing: true, "the folder moved each time it was listed");
        }

        return ListingStep.Ask(state.Warn($"SEARCH listed {length} messages where there are {state.Exists}"), Rung.Fetch, limits);
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
}
