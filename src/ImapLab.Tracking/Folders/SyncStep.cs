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
            return move.Contradiction is { } why ? Reopen(state, why, limits) : ArrivalsStep.Proceed(state, limits);
        }

        if (UncountedChanges.Follow(state.Exists, changes) is not { } exists)
            return Reopen(state, "the folder's count could not be followed", limits);
        state = state with { Exists = exists };
        return state.Rung <= Rung.Counters ? ArrivalsStep.Ask(state) : ListingStep.Ask(state, state.Rung, limits);
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
