using ImapLab.Tracking.Ports;

namespace ImapLab.Tracking.Folders;

/// <summary>
/// One step of a look into a folder: what is known and an answer make what is known now, and the next question. No
/// server, no clock, no store: a look is the same for the same answers.
/// </summary>
/// <remarks>
/// A message is held to be gone only where something positive says so: EXPUNGE or VANISHED in a view whose places are
/// proven, or a complete listing whose length is the server's own count. That a row is missing says nothing.
/// </remarks>
internal static class FolderStep
{
    public static Look Next(FolderState state, Observation seen, LookLimits limits)
    {
        if (seen is Observation.Refused refused)
            return RefusalStep.Next(state, refused, limits);
        return (state.Asked, seen) switch
        {
            (Question.Open, Observation.Opened opened) => OpenStep.Next(state, opened.Counters, limits),
            (Question.Resync, Observation.Resynced resynced) => ResyncStep.Next(state, resynced, limits),
            (Question.ListFrom, Observation.Uids uids) when state.Chunks is not null => ChunkStep.Close(state, uids.Ascending, uids.Changes, limits),
            (Question.ListFrom, Observation.Uids uids) when state.Bisection is not null => BisectStep.Close(state, uids, limits),
            (Question.ListFrom, Observation.Uids uids) => ArrivalsStep.Next(state, uids, limits),
            (Question.Search, Observation.Uids uids) => SearchStep.Next(state, uids, limits),
            (Question.Probe, Observation.Placed rows) when state.Bisection is not null => BisectStep.Next(state, rows, limits),
            (Question.Probe, Observation.Placed rows) when state.Chunks is not null => ChunkStep.Next(state, rows, limits),
            (Question.Probe, Observation.Placed rows) => ProbeStep.Next(state, rows, limits),
            (Question.Sync, Observation.Synced) => SyncStep.Next(state, seen.Changes, limits),
            _ => throw new InvalidOperationException($"{seen.GetType().Name} does not answer {state.Asked?.GetType().Name ?? "no question"}."),
        };
    }

    /// <summary>Starts a look.</summary>
    public static Look Begin(FolderState state) => ResyncStep.Open(state);

    /// <summary>Goes on from an open folder after the server told something unasked.</summary>
    public static Look Continue(FolderState state, IReadOnlyList<ViewChange> changes, LookLimits limits)
    {
        var rested = state with { Attempts = 0, Churned = 0, Rung = Rung.Counters };
        return SyncStep.Next(rested, changes, limits);
    }
}

/// <summary>Where a look stands after a step.</summary>
/// <param name="State">What is known.</param>
/// <param name="Question">What to ask next; null where the look is over.</param>
/// <param name="Outcome">How it ended; null where it goes on.</param>
internal sealed record Look(FolderState State, Question? Question, LookOutcome? Outcome)
{
    public static Look Ask(FolderState state, Question question) => new(state with { Asked = question }, question, null);

    public static Look End(FolderState state, LookOutcome outcome) => new(state with { Asked = null }, null, outcome);

    public static Look GiveUp(FolderState state, bool passing, string why) => End(state, new LookOutcome.Unresolved(passing, why));
}

internal abstract record LookOutcome
{
    /// <summary>The view is complete and proven.</summary>
    public sealed record Settled : LookOutcome;

    /// <summary>The UIDs known are void.</summary>
    public sealed record AnotherEpoch : LookOutcome;

    /// <summary>The server refuses or contradicts itself; what was known stays as it is.</summary>
    public sealed record Unresolved(bool Passing, string Why) : LookOutcome;
}

/// <summary>The limits of one look.</summary>
/// <param name="ChurnAttempts">How often a question is asked again because the folder moved.</param>
/// <param name="MassDeletion">So many messages gone, and half of the folder, need a second witness.</param>
internal sealed record LookLimits(int ChurnAttempts, int MassDeletion)
{
    /// <summary>What one round trip is worth, in bytes.</summary>
    public int RoundTripCost { get; init; } = 600;
}
