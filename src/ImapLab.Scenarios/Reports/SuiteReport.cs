using ImapLab.Scenarios.Runner;

namespace ImapLab.Scenarios.Reports;

/// <summary>All that a suite of runs came to.</summary>
/// <param name="Tracker">The tracker's name.</param>
/// <param name="Results">In the order of the suite.</param>
/// <param name="IsComplete">False where runs were left out because one had failed, or somebody interrupted.</param>
public sealed record SuiteReport(string Tracker, ulong Seed, IReadOnlyList<RunResult> Results, bool IsComplete)
{
    public int Count(RunStatus status) => Results.Count(result => result.Status == status);

    /// <summary>The counts in one line.</summary>
    public string Summary
    {
        get
        {
            string?[] parts =
            [
                $"{Count(RunStatus.Passed)} passed",
                $"{Count(RunStatus.Failed)} failed",
                Count(RunStatus.Inconclusive) is > 0 and var unknown ? $"{unknown} inconclusive" : null,
                Count(RunStatus.BadScenario) is > 0 and var bad ? $"{bad} with a wrong scenario" : null,
                Count(RunStatus.Skipped) is > 0 and var skipped ? $"{skipped} left out" : null,
            ];
            return string.Join(", ", parts.OfType<string>());
        }
    }
}
