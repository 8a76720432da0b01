using ImapLab.Tracking.Ports;

namespace ImapLab.Tracking.Folders;

/// <summary>Follows what the server told unasked, and goes on from there.</summary>
internal static class SyncStep
{
    public static Look Next(FolderState state, IReadOnlyList<ViewChange> changes, LookLimits limits)
    {
        if (state.View is { } view)
        {
            var move = view.Apply(changes, state.Epoch);
            state = (state with { View = move.View }).Without(move.Removed);
            if (move.Contradiction is { } why)
                return Reopen(state, why, limits);
            return IsMass(move, limits) || (move.Removed.Count > 0 && changes.Any(change => change is ViewChange.Vanished))
                ? Doubt(state, move, limits)
                : ArrivalsStep.Proceed(state, limits);
        }

        if (UncountedChanges.Follow(state.Exists, changes) is not { } exists)
            return Reopen(state, "the folder's count could not be followed", limits);
        state = state with { Exists = exists };
        return state.Rung <= Rung.Counters ? ArrivalsStep.Ask(state) : ListingStep.Ask(state, state.Rung, limits);
    }

    /// <summary>Whether most of the folder went at once.</summary>
    public static bool IsMass(FolderMove move, LookLimits limits) =>
        ListingStep.IsMassDeletion(move.Removed.Count, move.View.Known.Count + move.Removed.Count, limits);

    /// <summary>
    /// VANISHED names UIDs as the server has them written down somewhere; EXPUNGE it can only say of what it shows. So the
    /// one is held against the other, and where nothing is left to hold it against, the folder is opened afresh. So it is
    /// where most of the folder went at once, whatever said so: a view that went wrong looks the same.
    /// </summary>
    public static Look Doubt(FolderState state, FolderMove move, LookLimits limits)
    {
        if (!IsMass(move, limits) && move.View.Known.Count > 0)
            return ProbeStep.Ask(state, move.Removed, [], limits);
        return state.Churned < limits.ChurnAttempts
            ? Look.Ask(state.Unproven(state.Count) with { Churned = state.Churned + 1 }, new Question.Open())
            : Look.GiveUp(state, passing: true, "the folder lost most of its messages each time that it was looked into");
    }

    /// <summary>
    /// What was told cannot be. The session's view is no longer the one we follow, so a new one is begun; what the old
    /// one proved until then is found again by comparing with the baseline.
    /// </summary>
    public static Look Reopen(FolderState state, string why, LookLimits limits)
    {
        state = state.Warn(why);
        return state.Churned < limits.ChurnAttempts
            ? Look.Ask(state.Unproven(state.Count) with { Churned = state.Churned + 1 }, new Question.Open())
            : Look.GiveUp(state, passing: false, why);
    }
}
