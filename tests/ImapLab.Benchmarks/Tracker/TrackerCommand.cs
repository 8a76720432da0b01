using System.CommandLine;

namespace ImapLab.Benchmarks.Tracker;

/// <summary><c>tracker</c>: what the tracking engine costs as mailboxes grow.</summary>
internal static class TrackerCommand
{
    public static Command Build(Func<TrackerBenchOptions, Task> run)
    {
        var sizes = new Option<int[]>("--sizes")
        {
            Description = "How many messages INBOX has, for one column each.",
            AllowMultipleArgumentsPerToken = true,
            DefaultValueFactory = _ => [10_000, 100_000, 1_000_000],
        };
        sizes.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<int[]>()?.Any(size => size < 100) == true)
                result.AddError("--sizes: expected 100 or more.");
        });
        var baseline = new Option<int>("--baseline")
        {
            Description = "How many messages the first look at a server finds, on Dovecot and on ImapLab; 0 leaves it out.",
            DefaultValueFactory = _ => 100_000,
        };
        var command = new Command("tracker", "Measures the tracking engine alone, and its first look at a mailbox on real servers, and prints Markdown tables.") { sizes, baseline };
        command.SetAction((parsed, _) => run(new TrackerBenchOptions(parsed.GetValue(sizes)!, parsed.GetValue(baseline))));
        return command;
    }
}

/// <summary>What a run of <see cref="TrackerCommand"/> was asked for.</summary>
internal sealed record TrackerBenchOptions(IReadOnlyList<int> Sizes, int Baseline);
