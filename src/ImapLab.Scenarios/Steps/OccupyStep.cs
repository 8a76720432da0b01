using ImapLab.Profiles.Yaml;
using ImapLab.Scenarios.Model;
using ImapLab.Scenarios.Runner;

namespace ImapLab.Scenarios.Steps;

/// <summary>Other clients of the account hold connections for a while: <c>occupy: {connections: 9, for: 5m}</c>.</summary>
internal sealed record OccupyStep(int Connections, TimeSpan Duration) : Step
{
    public override string Text => $"other clients hold {Connections} connections for {Durations.Text(Duration)}";

    public override string? WhyNotOverTcp => $"other clients hold connections for {Durations.Text(Duration)} of virtual time";

    public static Step? Read(YamlNode arguments, string actor) =>
        arguments.Map("an occupation", "connections", "for") is { } map
        && map.Required("connections", "how many")?.Whole("a number of connections", least: 1, most: 1000) is { } connections
        && map.Required("for", "how long") is { } duration
        && Durations.Read(duration) is { } length
            ? new OccupyStep(connections, length) { Actor = actor, Place = arguments.Place }
            : null;

    internal override void Run(Lab lab) => lab.Occupy(Connections, Duration);
}
