namespace ImapLab.Tracking.Folders;

/// <summary>The server said no: asks in another way where there is one.</summary>
internal static class RefusalStep
{
    public static Look Next(FolderState state, Observation.Refused refused, LookLimits limits)
    {
        if (refused.Passing)
            return Look.GiveUp(state, passing: true, refused.Why);
        return state.Asked switch
        {
            // EXAMINE says whether a folder can be opened at all; there is no second way.
            Question.Open => Look.GiveUp(state, passing: false, refused.Why),
            // Whether it is QRESYNC that is refused, or the folder, shows when it is left out.
            Question.Resync => Look.Ask(state with { DistrustsResync = true }, new Question.Open()),
            // Where nothing is there to be shown, some servers say no.
            Question.ListFrom when state.Chunks is { Count: 0 } => ChunkStep.Close(state, [], refused.Changes, limits),
            Question.ListFrom when state.Chunks is not null => Look.GiveUp(state, passing: false, refused.Why),
            Question.ListFrom when state.Bisection is not null => SyncStep.Next(state.Unproven(state.Count) with { Rung = Rung.Search }, refused.Changes, limits),
            Question.ListFrom { ChangedSince: not null } => SyncStep.Next(state with { Rung = Rung.Counters }, refused.Changes, limits),
            Question.ListFrom => SyncStep.Next(state with { Rung = Rung.Search }, refused.Changes, limits),
            Question.Search => SyncStep.Next(state with { Rung = Rung.Fetch, Attempts = 0 }, refused.Changes, limits),
            Question.Probe when state.Chunks is null => SyncStep.Next(
                state.Unproven(state.Count) with { Rung = state.Bisection is null ? Rung.Fetch : Rung.Search },
                refused.Changes,
                limits),
            Question.Sync => SyncStep.Next(state, refused.Changes, limits),
            _ => Look.GiveUp(state, passing: false, refused.Why),
        };
    }
}
