using ImapLab.Differential.Tests.Comparing;

namespace ImapLab.Differential.Tests.Accepting;

/// <summary>A difference between the two servers that is as it should be.</summary>
/// <param name="Name">Its name in docs/differential.md and in the profile's deviations.</param>
/// <param name="Reason">Why the fake server does not do what the real one does.</param>
/// <param name="Explains">Whether a step's difference is a case of it.</param>
internal sealed record AcceptedDifference(string Name, string Reason, Func<StepRecord, bool> Explains)
{
    /// <summary>Whether the servers' states are different from then on, so that the sequence ends there.</summary>
    public Func<StepRecord, bool> PartsWays { get; init; } = _ => false;

    /// <summary>Whether it is met hangs on time, or on several things at once, so that a full run may be without it.</summary>
    public bool IsRare { get; init; }
}
