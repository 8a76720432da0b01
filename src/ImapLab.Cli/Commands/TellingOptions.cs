using System.CommandLine;
using ImapLab.Tracking.Accounts;

namespace ImapLab.Cli.Commands;

/// <summary>What <c>imaplab track</c> is asked to tell, and how.</summary>
internal sealed class TellingOptions
{
    private readonly Option<string> _moves = new("--moves")
    {
        Description = "How a move is told: pair, as one messageMoved where that is certain; or separate, as messageDeleted and messageNew, each at once.",
        HelpName = "pair|separate",
        DefaultValueFactory = _ => "pair",
    };

    private readonly Option<int> _window = new("--move-window")
    {
        Description = "How long a deletion waits at least for the message to turn up in another folder, in seconds. It always waits until all folders were looked at once.",
        HelpName = "SECONDS",
        DefaultValueFactory = _ => 0,
    };

    public void AddTo(Command command)
    {
        command.Add(_moves);
        command.Add(_window);
    }

    /// <summary>The tracker's options with what was asked for.</summary>
    /// <exception cref="BadInputException">A value is none of those that there are.</exception>
    public TrackerOptions Apply(ParseResult parsed, TrackerOptions options)
    {
        if (parsed.GetValue(_window) is var window and (< 0 or > 86_400))
            throw new BadInputException($"--move-window {window}: expected 0 to 86400 seconds.");
        return options with
        {
            Moves = parsed.GetValue(_moves) switch
            {
                "pair" => MoveTelling.Pair,
                "separate" => MoveTelling.Separate,
                var other => throw new BadInputException($"--moves {other}: expected \"pair\" or \"separate\"."),
            },
            MoveWindow = TimeSpan.FromSeconds(parsed.GetValue(_window)),
        };
    }
}
