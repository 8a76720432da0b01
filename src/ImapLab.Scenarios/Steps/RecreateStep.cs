using ImapLab.Profiles.Yaml;
using ImapLab.Protocol.Mail;
using ImapLab.Scenarios.Model;
using ImapLab.Scenarios.Runner;

namespace ImapLab.Scenarios.Steps;

/// <summary>
/// A folder is removed and made again under its name before anybody looks, with so many new messages:
/// <c>recreate: {folder: Drafts, messages: 2}</c>.
/// </summary>
internal sealed record RecreateStep(string Folder, int Messages) : Step
{
    public override string Text => $"folder {Folder} deleted and created again with {Messages} new messages";

    public static Step? Read(YamlNode arguments, string actor) =>
        arguments.Map("a folder made again", "folder", "messages") is { } map && map.Required("folder", "its name")?.Text() is { } folder
            ? new RecreateStep(folder, map.Optional("messages")?.Whole(most: 10_000) ?? 0) { Actor = actor, Place = arguments.Place }
            : null;

    internal override void Run(Lab lab)
    {
        var folder = lab.Folder(Folder, Place);
        if (folder.Name.IsInbox)
            throw new ScenarioException(Place, "expected a folder other than INBOX, which cannot be deleted (RFC 9051 section 6.3.5)");
        lab.Store.Delete(0, folder);
        var made = lab.Store.Create(folder.Name, folder.Role);
        for (var number = 0; number < Messages; number++)
            made.Add(0, lab.NewMessage(), FlagSet.Empty);
    }
}
