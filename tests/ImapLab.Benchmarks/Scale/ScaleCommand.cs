using System.CommandLine;

namespace ImapLab.Benchmarks.Scale;

/// <summary><c>scale</c>: how ImapLab's figures grow with the mailbox and with the sessions.</summary>
internal static class ScaleCommand
{
    public static Command Build(Func<ScaleOptions, Task> run)
    {
        var sizes = new Option<int[]>("--sizes")
        {
            Description = "How many messages INBOX has, for one column each.",
            AllowMultipleArgumentsPerToken = true,
            DefaultValueFactory = _ => [10_000, 100_000, 1_000_000],
        };
        var sessions = new Option<int>("--sessions") { Description = "How many sessions are idle at the same time.", DefaultValueFactory = _ => 10_000 };
        var command = new Command("scale", "Measures how memory, SELECT, expunges and delays grow with the mailbox, and prints a Markdown table.") { sizes, sessions };
        command.SetAction((parsed, _) => run(new ScaleOptions(parsed.GetValue(sizes)!, parsed.GetValue(sessions))));
        return command;
    }
}

/// <summary>What a run of <see cref="ScaleCommand"/> was asked for.</summary>
internal sealed record ScaleOptions(IReadOnlyList<int> Sizes, int Sessions);
