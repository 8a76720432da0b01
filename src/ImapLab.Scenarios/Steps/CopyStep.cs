using ImapLab.Profiles.Yaml;
using ImapLab.Scenarios.Model;
using ImapLab.Scenarios.Runner;

namespace ImapLab.Scenarios.Steps;

/// <summary>
/// Messages are put into another folder, and with <c>move</c> taken out of theirs: <c>copy: {from: INBOX, to: Archive, messages: [3]}</c>.
/// </summary>
internal sealed record CopyStep(string From, string To, MessageNumbers Messages, bool Move) : Step
{
    public override string Text => $"{Messages} {(Move ? "moved" : "copied")} from {From} to {To}";

    public static Step? Read(YamlNode arguments, string actor, bool move) =>
        arguments.Map(move ? "a move" : "a copy", "from", "to", "messages") is { } map
        && map.Required("from", "where the messages are")?.Text() is { } from
        && map.Required("to", "where they go")?.Text() is { } to
        && MessageNumbers.Read(map.Required("messages", "which messages")) is { } messages
            ? new CopyStep(from, to, messages, move) { Actor = actor, Place = arguments.Place }
            : null;

    internal override void Run(Lab lab)
    {
        var from = lab.Folder(From, Place);
        var to = lab.Folder(To, Place);
        foreach (var message in Lab.Messages(from, Messages))
        {
            to.Add(0, message.Message, message.Flags);
            if (Move)
                from.Expunge(0, message.Uid);
        }
    }
}
