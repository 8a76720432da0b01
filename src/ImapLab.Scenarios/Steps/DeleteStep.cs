using ImapLab.Profiles.Yaml;
using ImapLab.Scenarios.Model;
using ImapLab.Scenarios.Runner;

namespace ImapLab.Scenarios.Steps;

/// <summary>A folder is removed with all that is in it: <c>delete: Archive/2024</c>.</summary>
internal sealed record DeleteStep(string Folder) : Step
{
    public override string Text => $"folder {Folder} deleted";

    public static Step? Read(YamlNode arguments, string actor) =>
        arguments.Text("the name of a folder") is { } folder ? new DeleteStep(folder) { Actor = actor, Place = arguments.Place } : null;

    internal override void Run(Lab lab)
    {
        var folder = lab.Folder(Folder, Place);
        if (folder.Name.IsInbox)
            throw new ScenarioException(Place, "expected a folder other than INBOX, which cannot be deleted (RFC 9051 section 6.3.5)");
        lab.Store.Delete(0, folder);
    }
}
