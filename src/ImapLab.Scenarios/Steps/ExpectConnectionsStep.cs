using ImapLab.Profiles.Yaml;
using ImapLab.Scenarios.Model;
using ImapLab.Scenarios.Runner;

namespace ImapLab.Scenarios.Steps;

/// <summary>
/// How the tracker dealt with connections since the start: <c>connections: {at-once: 1, made: 40}</c>, both at most.
/// </summary>
internal sealed record ExpectConnectionsStep(int? AtOnce, int? Made) : Step
{
    public override string Text => $"at most {(AtOnce is { } open ? $"{open} connections at once" : $"{Made} connections made")} expected";

    public static Step? Read(YamlNode arguments, string actor)
    {
        if (arguments.Map("bounds of connections", "at-once", "made") is not { } map)
            return null;
        var (atOnce, made) = (map.Optional("at-once")?.Whole(), map.Optional("made")?.Whole());
        if (atOnce is null && made is null)
            arguments.Reject("at-once, made, or both");
        return new ExpectConnectionsStep(atOnce, made) { Actor = actor, Place = arguments.Place };
    }

    internal override void Run(Lab lab)
    {
        if (AtOnce is { } open && lab.MostConnections > open)
            lab.Complaints.Add($"{lab.MostConnections} connections at once, where the scenario allows {open}");
        if (Made is { } made && lab.Server.ConnectionsSoFar > made)
            lab.Complaints.Add($"{lab.Server.ConnectionsSoFar} connections made, where the scenario allows {made}");
    }
}
