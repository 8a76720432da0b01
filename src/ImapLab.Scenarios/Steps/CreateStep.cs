using ImapLab.Profiles.Yaml;
using ImapLab.Scenarios.Model;
using ImapLab.Scenarios.Runner;

namespace ImapLab.Scenarios.Steps;

/// <summary>A folder is made: <c>create: Projects/Completed</c>.</summary>
internal sealed record CreateStep(string Folder) : Step
{
    public override string Text => $"folder {Folder} created";

    public static Step? Read(YamlNode arguments, string actor) =>
        arguments.Text("the name of a folder") is { } folder ? new CreateStep(folder) { Actor = actor, Place = arguments.Place } : null;

    internal override void Run(Lab lab)
    {
        var name = lab.Name(Folder);
        if (lab.Store.Find(name) is not null)
            throw new ScenarioException(Place, $"expected the name of a folder that there is not yet, found \"{Folder}\"");
        lab.Store.Create(name);
    }
}
