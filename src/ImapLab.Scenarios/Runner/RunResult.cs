using ImapLab.Scenarios.Oracle;

namespace ImapLab.Scenarios.Runner;

/// <summary>How a run ended.</summary>
public enum RunStatus
{
    Passed,

    /// <summary>The tracker is wrong.</summary>
    Failed,

    /// <summary>Nothing is proven.</summary>
    Inconclusive,

    /// <summary>The scenario itself is wrong.</summary>
    BadScenario,

    /// <summary>It was not run; the reason says why.</summary>
    Skipped,
}

/// <summary>One scenario on one profile, and what came of it.</summary>
public sealed record RunResult
{
    public required string Scenario { get; init; }

    public required string Group { get; init; }

    public required string Profile { get; init; }

    public required RunStatus Status { get; init; }

    /// <summary>One sentence for each thing that is wrong, or why the run was left out.</summary>
    public IReadOnlyList<string> Reasons { get; init; } = [];

    public IReadOnlyList<string> Notes { get; init; } = [];

    /// <summary>What truly happened and what was told, in order: one line each.</summary>
    public IReadOnlyList<string> TimeLine { get; init; } = [];

    /// <summary>What was told, in order.</summary>
    public IReadOnlyList<ObservedEvent> Events { get; init; } = [];

    /// <summary>What was said on the wire, tags scrubbed.</summary>
    public IReadOnlyList<string> Transcript { get; init; } = [];

    /// <summary>The lab's time from start to end.</summary>
    public TimeSpan LabTime { get; init; }
}
