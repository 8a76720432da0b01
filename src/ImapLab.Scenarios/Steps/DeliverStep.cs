using ImapLab.Profiles.Yaml;
using ImapLab.Protocol.Mail;
using ImapLab.Scenarios.Model;
using ImapLab.Scenarios.Runner;

namespace ImapLab.Scenarios.Steps;

/// <summary>Mail arrives: <c>deliver: {folder: INBOX, messages: 2}</c>.</summary>
internal sealed record DeliverStep(string Folder, int Messages) : Step
{
    private const int Most = 100_000;

    public override string Text => $"{Messages} message{(Messages == 1 ? "" : "s")} delivered to {Folder}";

    public static Step? Read(YamlNode arguments, string actor) =>
        arguments.Map("a delivery", "folder", "messages") is { } map && map.Required("folder", "where the mail goes")?.Text() is { } folder
            ? new DeliverStep(folder, map.Optional("messages")?.Whole(least: 1, most: Most) ?? 1) { Actor = actor, Place = arguments.Place }
            : null;

    internal override void Run(Lab lab)
    {
        var folder = lab.Folder(Folder, Place);
        for (var made = 0; made < Messages; made++)
            folder.Add(0, lab.NewMessage(), FlagSet.Empty);
    }
}
