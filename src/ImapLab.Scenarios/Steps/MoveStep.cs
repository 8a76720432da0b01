using ImapLab.Profiles.Yaml;
using ImapLab.Scenarios.Model;
using ImapLab.Scenarios.Runner;

namespace ImapLab.Scenarios.Steps;

/// <summary>Messages go to another folder: <c>move: {from: INBOX, to: Archive, messages: [3]}</c>.</summary>
internal sealed record MoveStep(string From, string To, MessageNumbers Messages) : Step
{
    public override string Text => $"{Messages} moved from {From} to {To}";

    public static Step? Read(YamlNode arguments, string actor) =>
        arguments.Map("a move", "from", "to", "messages") is { } map
        && map.Required("from", "where the messages are")?.Text() is { } from
        && map.Required("to", "where they go")?.Text() is { } to
        && MessageNumbers.Read(map.Required("messages", "which messages")) is { } messages
            ? new MoveStep(from, to, messages) { Actor = actor, Place = arguments.Place }
            : null;

    internal override void Run(Lab lab)
    {
        var from = lab.Folder(From, Place);
        var to = lab.Folder(To, Place);
        foreach (var message in Lab.Messages(from, Messages))
        {
            to.Add(0, message.Message, message.Flags);
            from.Expunge(0, message.Uid);
        }
    }
}
