using ImapLab.Profiles.Yaml;
using ImapLab.Scenarios.Model;
using ImapLab.Scenarios.Runner;

namespace ImapLab.Scenarios.Steps;

/// <summary>Time passes: <c>advance: 20m</c>.</summary>
internal sealed record AdvanceStep(TimeSpan Duration) : Step
{
    private static readonly TimeSpan LongestInRealTime = TimeSpan.FromSeconds(5);

    public override string Text => $"{Durations.Text(Duration)} pass";

    public override string? WhyNotOverTcp => Duration > LongestInRealTime ? $"it needs {Durations.Text(Duration)} of virtual time" : null;

    public static Step? Read(YamlNode arguments, string actor) =>
        Durations.Read(arguments) is { } duration ? new AdvanceStep(duration) { Actor = actor, Place = arguments.Place } : null;

    internal override void Run(Lab lab) => lab.Advance(Duration);
}
