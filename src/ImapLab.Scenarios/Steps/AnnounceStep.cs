using ImapLab.Profiles.Yaml;
using ImapLab.Protocol.Replies;
using ImapLab.Scenarios.Model;
using ImapLab.Scenarios.Runner;

namespace ImapLab.Scenarios.Steps;

/// <summary>The server says a line to everybody, unasked: <c>announce: "* OK Still here"</c>.</summary>
internal sealed record AnnounceStep(string Line) : Step
{
    public override string Text => $"the server says \"{Line}\"";

    public static Step? Read(YamlNode arguments, string actor)
    {
        var line = arguments.Text("a line");
        if (line is null || line.StartsWith("* ", StringComparison.Ordinal) && line.All(character => character is >= ' ' and <= '~'))
            return line is null ? null : new AnnounceStep(line) { Actor = actor, Place = arguments.Place };
        arguments.Reject("an untagged reply: one line of ASCII that begins with \"* \"");
        return null;
    }

    internal override void Run(Lab lab) => lab.Server.Announce(new RawReply(Line));
}
