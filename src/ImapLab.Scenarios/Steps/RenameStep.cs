using ImapLab.Profiles.Yaml;
using ImapLab.Scenarios.Model;
using ImapLab.Scenarios.Runner;

namespace ImapLab.Scenarios.Steps;

/// <summary>A folder gets another name: <c>rename: {from: Old, to: New}</c>.</summary>
internal sealed record RenameStep(string From, string To) : Step
{
    public override string Text => $"folder {From} renamed to {To}";

    public static Step? Read(YamlNode arguments, string actor) =>
        arguments.Map("a rename", "from", "to") is { } map && map.Required("from", "its name")?.Text() is { } from && map.Required("to", "its new name")?.Text() is { } to
            ? new RenameStep(from, to) { Actor = actor, Place = arguments.Place }
            : null;

    internal override void Run(Lab lab)
    {
        var folder = lab.Folder(From, Place);
        if (folder.Name.IsInbox || lab.Store.Find(lab.Name(To)) is not null)
            throw new ScenarioException(Place, $"expected a folder other than INBOX, and a name that is free; found \"{From}\" and \"{To}\"");
        lab.Store.Rename(0, folder.Name, lab.Name(To));
    }
}
