using ImapLab.Profiles.Yaml;
using ImapLab.Scenarios.Model;
using ImapLab.Scenarios.Runner;

namespace ImapLab.Scenarios.Steps;

/// <summary>Other clients of the account hold so many connections from now on: <c>occupy: 9</c>, or <c>occupy: 0</c> to end it.</summary>
internal sealed record OccupyStep(int Connections) : Step
{
    public override string Text => $"other clients hold {Connections} connections";

    public static Step? Read(YamlNode arguments, string actor) =>
        arguments.Whole("a number of connections", most: 1000) is { } connections ? new OccupyStep(connections) { Actor = actor, Place = arguments.Place } : null;

    internal override void Run(Lab lab) => lab.Occupy(Connections);
}
