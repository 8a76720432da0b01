using System.CommandLine;
using ImapLab.Tracking.Accounts;

namespace ImapLab.Cli.Commands;

/// <summary>What <c>imaplab track</c> is asked to tell, and how.</summary>
internal sealed class TellingOptions
{
    public const string Examples = """


          Deletions and new messages at once, without waiting whether they are one move:
            imaplab track … --moves separate
          Mail programs here copy first and delete a minute later; flags are wanted on every server:
            imaplab track … --move-window 90 --flags always --flag-window 200
          Conversations also where answers do not name what they answer:
            imaplab track … --threads subject
        """;

    private static readonly (string Word, MoveTelling Value)[] MoveWords = [("pair", MoveTelling.Pair), ("separate", MoveTelling.Separate)];

    private static readonly (string Word, FlagTelling Value)[] FlagWords = [("cheap", FlagTelling.Cheap), ("always", FlagTelling.Always), ("never", FlagTelling.Never)];

    private static readonly (string Word, ThreadTelling Value)[] ThreadWords =
        [("references", ThreadTelling.References), ("subject", ThreadTelling.Subject), ("server", ThreadTelling.Server)];

    private readonly Option<string> _moves = Word("--moves", MoveWords, "How a move is told: pair, as one messageMoved where that is certain; or separate, as messageDeleted and messageNew, each at once.");

    private readonly Option<int> _window = Number("--move-window", "SECONDS", 0, "How long a deletion waits at least for the message to turn up in another folder. It always waits until all folders were looked at once.");

    private readonly Option<string> _flags = Word("--flags", FlagWords, "Where changed flags are told: cheap, on servers with CONDSTORE; always, elsewhere by reading those of the newest messages at each look; or never.");

    private readonly Option<int> _flagWindow = Number("--flag-window", "MESSAGES", 1000, "With --flags always and without CONDSTORE: of how many messages of each folder flags are read. Each costs about 40 bytes a look.");

    private readonly Option<string> _threads = Word("--threads", ThreadWords, "By what threadId goes where the server has no threads: references; subject, with people, where there are no references; or server, not at all.");

    public void AddTo(Command command)
    {
        command.Add(_moves);
        command.Add(_window);
        command.Add(_flags);
        command.Add(_flagWindow);
        command.Add(_threads);
    }

    /// <summary>The tracker's options with what was asked for.</summary>
    /// <exception cref="BadInputException">A value is none of those that there are.</exception>
    public TrackerOptions Apply(ParseResult parsed, TrackerOptions options) => options with
    {
        Moves = OneOf(parsed, _moves, MoveWords),
        MoveWindow = TimeSpan.FromSeconds(Between(parsed, _window, 0, 86_400, "seconds")),
        Flags = OneOf(parsed, _flags, FlagWords),
        FlagWindow = Between(parsed, _flagWindow, 1, 1_000_000, "messages"),
        Threads = OneOf(parsed, _threads, ThreadWords),
    };

    private static Option<string> Word<T>(string name, (string Word, T Value)[] words, string description) => new(name)
    {
        Description = description,
        HelpName = string.Join('|', words.Select(word => word.Word)),
        DefaultValueFactory = _ => words[0].Word,
    };

    private static Option<int> Number(string name, string unit, int standard, string description) => new(name)
    {
        Description = description,
        HelpName = unit,
        DefaultValueFactory = _ => standard,
    };

    private static T OneOf<T>(ParseResult parsed, Option<string> option, (string Word, T Value)[] words)
    {
        var given = parsed.GetValue(option);
        foreach (var (word, value) in words)
        {
            if (word == given)
                return value;
        }

        throw new BadInputException($"{option.Name} {given}: expected {string.Join(" or ", words.Select(word => $"\"{word.Word}\""))}.");
    }

    private static int Between(ParseResult parsed, Option<int> option, int least, int most, string unit) =>
        parsed.GetValue(option) is var value && value >= least && value <= most
            ? value
            : throw new BadInputException($"{option.Name} {parsed.GetValue(option)}: expected {least} to {most} {unit}.");
}
