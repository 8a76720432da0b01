using ImapLab.Profiles.Yaml;
using ImapLab.Scenarios.Model;
using ImapLab.Scenarios.Runner;

namespace ImapLab.Scenarios.Steps;

/// <summary>For a while nobody can connect: <c>refuse: 90s</c>. Connections that are open stay so.</summary>
internal sealed record RefuseStep(TimeSpan Duration) : Step
{
    public override string Text => $"connections are refused for {Durations.Text(Duration)}";

    public override string? WhyNotOverTcp => "a port cannot refuse connections for a while and then take them again";

    public static Step? Read(YamlNode arguments, string actor) =>
        Durations.Read(arguments) is { } duration ? new RefuseStep(duration) { Actor = actor, Place = arguments.Place } : null;

    internal override void Run(Lab lab) => lab.RefuseConnections(Duration);
}
