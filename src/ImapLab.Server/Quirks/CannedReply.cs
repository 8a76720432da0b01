using ImapLab.Protocol.Commands;
using ImapLab.Protocol.Replies;
using ImapLab.Server.Seams;

namespace ImapLab.Server.Quirks;

/// <summary>One command gets the same answer every time, whatever it asks.</summary>
public sealed class CannedReply(string on, IReadOnlyList<string> lines) : Quirk, IDescribedQuirk, ICommandBehavior
{
    private const string Tag = "{tag}";

    public static QuirkDescription Description { get; } = new(
        "command.canned-reply",
        "A command is answered with fixed lines, and nothing else comes of it.",
        "Nothing in the standard: a means to play a reply that no other quirk plays.",
        "What a provider was seen to say is written into its profile as a stub.",
        "As the reply has it.")
    {
        Parameters =
        [
            new QuirkParameter("on", "the command, with UID where it has it", null),
            new QuirkParameter("reply", "the lines of the answer; {tag} stands for the command's tag", null),
        ],
    };

    public static Quirk Create(QuirkArguments arguments)
    {
        ArgumentNullException.ThrowIfNull(arguments);
        string[] lines = arguments.Text("reply").Split('\n', StringSplitOptions.TrimEntries);
        // An answer without a completion would leave the client waiting for ever.
        return lines.Any(line => line.StartsWith(Tag, StringComparison.Ordinal))
            ? new CannedReply(arguments.Text("on").ToUpperInvariant(), lines)
            : throw new QuirkArgumentException(Description.Id, "reply", $"expects a line that begins with {Tag}: the completion");
    }

    public CommandDecision Decide(SeamContext context, ImapCommand command)
    {
        ArgumentNullException.ThrowIfNull(command);
        return command.Name == on
            ? new CommandDecision.Answer([.. lines.Select(line => new RawReply(line.Replace(Tag, command.Tag, StringComparison.Ordinal)))])
            : CommandDecision.Proceed;
    }
}
