using ImapLab.Profiles.Yaml;
using ImapLab.Scenarios.Runner;

namespace ImapLab.Scenarios.Model;

/// <summary>One thing that happens in a scenario. One actor moves at a time; after each step everything goes quiet.</summary>
public abstract record Step
{
    /// <summary>Who moves: <c>server</c>, <c>network</c>, <c>time</c>, <c>tracker</c>, <c>quirk</c> or <c>expect</c>.</summary>
    public required string Actor { get; init; }

    public required YamlPlace Place { get; init; }

    /// <summary>What happens, in words for a report.</summary>
    public abstract string Text { get; }

    /// <summary>Why the step cannot be played in real time against a process; null where it can.</summary>
    public virtual string? WhyNotOverTcp => null;

    /// <exception cref="ScenarioException">It cannot be done as things stand.</exception>
    internal abstract void Run(Lab lab);
}
