using ImapLab.Protocol.Numbers;
using ImapLab.Tracking.Ports;

namespace ImapLab.Tracking.Folders;

/// <summary>The folder was opened: decides from its counters how to go on.</summary>
internal static class OpenStep
{
    public static Look Next(FolderState state, Counters opened, LookLimits limits)
    {
        var exists = opened.Exists ?? 0;
        state = state.Unproven(exists) with { Opened = opened };
        if (Gate.IsAnotherEpoch(state.BaselineCounters, opened))
            return Look.End(state, new LookOutcome.AnotherEpoch());
        if (state.Doubted is not null)
            return ListingStep.Ask(state, Rung.Fetch, limits);

        state = state with { Rung = FirstRung(state.BaselineCounters, opened) };
        if (state.Baseline.Count == 0 || Gate.ProvesNothing(state.BaselineCounters, opened))
            return ArrivalsStep.Proceed(Align(state, exists), limits);
        return state.BaselineCounters.UidNext is { } before && opened.UidNext is { } now
            ? Compare(state, before, now, exists, limits)
            : ArrivalsStep.Ask(state);
    }

    private static Look Compare(FolderState state, Uid before, Uid now, int exists, LookLimits limits)
    {
        var grownBy = (long)now.Value - before.Value;
        if (grownBy < 0)
        {
            return ListingStep.Ask(
                state.Warn($"UIDNEXT went down from {before} to {now} in the same epoch") with { IdentityInDoubt = true },
                Rung.Search,
                limits);
        }

        // At most that many can have come. As many more are there, so none can have gone.
        if (grownBy == exists - state.Baseline.Count)
            return ArrivalsStep.Proceed(Align(state, exists), limits);
        return grownBy == 0 ? BisectStep.Begin(state, new UidSequence(), limits) : ArrivalsStep.Ask(state);
    }

    /// <summary>All messages known stand at the first places; what there is beyond them is new.</summary>
    private static FolderState Align(FolderState state, int exists) =>
        state with { View = new FolderView(state.Baseline, exists - state.Baseline.Count) };

    private static Rung FirstRung(Counters baseline, Counters opened) =>
        baseline.HighestModSeq is { } then && then > ModSeq.Zero && opened.HighestModSeq >= then ? Rung.CondStore : Rung.Counters;
}
