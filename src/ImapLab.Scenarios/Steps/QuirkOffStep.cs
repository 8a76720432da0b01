using ImapLab.Profiles.Yaml;
using ImapLab.Scenarios.Model;
using ImapLab.Scenarios.Runner;
using ImapLab.Server.Quirks;

namespace ImapLab.Scenarios.Steps;

/// <summary>The server gives a quirk up: <c>off: search.not-ignored</c>. It may be one of the profile's own.</summary>
internal sealed record QuirkOffStep(string Id) : Step
{
    public override string Text => $"quirk {Id} off";

    public static Step? Read(YamlNode arguments, string actor)
    {
        if (arguments.Text("a quirk's id") is not { } id)
            return null;
        if (QuirkCatalog.All.All(known => known.Id != id))
            arguments.Reject($"a quirk that there is{Words.Guess(id, QuirkCatalog.All.Select(known => known.Id))}");
        return new QuirkOffStep(id) { Actor = actor, Place = arguments.Place };
    }

    internal override void Run(Lab lab) => lab.Server.SwitchOff(Id);
}
