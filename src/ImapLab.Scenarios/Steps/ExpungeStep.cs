using ImapLab.Profiles.Yaml;
using ImapLab.Scenarios.Model;
using ImapLab.Scenarios.Runner;

namespace ImapLab.Scenarios.Steps;

/// <summary>Messages are removed for good: <c>expunge: {folder: INBOX, messages: [4, 5, 6]}</c>.</summary>
internal sealed record ExpungeStep(string Folder, MessageNumbers Messages) : Step
{
    public override string Text => $"{Messages} expunged from {Folder}";

    public static Step? Read(YamlNode arguments, string actor) =>
        arguments.Map("an expunge", "folder", "messages") is { } map
        && map.Required("folder", "where the messages are")?.Text() is { } folder
        && MessageNumbers.Read(map.Required("messages", "which messages")) is { } messages
            ? new ExpungeStep(folder, messages) { Actor = actor, Place = arguments.Place }
            : null;

    internal override void Run(Lab lab)
    {
        var folder = lab.Folder(Folder, Place);
        foreach (var message in Lab.Messages(folder, Messages))
            folder.Expunge(0, message.Uid);
    }
}
