using System.CommandLine;
using System.Globalization;
using ImapLab.Cli.Running;

namespace ImapLab.Cli.Commands;

/// <summary><c>imaplab run</c>: plays scenarios to a tracker and judges what it tells.</summary>
internal static class RunCommand
{
    private const string Example = """


        Examples:
          imaplab run
          imaplab run scenarios/deletions --profile yahoo --profile my-server.yaml
          imaplab run --tracker 'exec:node my-tracker.js' --filter expunge --junit results.xml

        Without PATH: the folder scenarios, or those that the program carries. Ends with 0 where everything conforms, 1 on
        a deviation, 2 on a file that is not right, 3 where nothing could be proven.
        """;

    public static Command Build()
    {
        var paths = new Argument<string[]>("PATH") { Description = "Scenario files, or folders of them.", Arity = ArgumentArity.ZeroOrMore };
        var profiles = new Option<string[]>("--profile") { Description = "A profile's name, or a file; may be repeated. Default: all.", HelpName = "NAME|FILE" };
        var tracker = new Option<string>("--tracker") { Description = "The tracker under test: built-in, or a program that speaks JSON lines.", HelpName = "built-in|exec:CMD", DefaultValueFactory = _ => "built-in" };
        var faults = new Option<string>("--faults") { Description = "Faults beside those of the scenarios.", HelpName = "none", DefaultValueFactory = _ => "none" };
        var filter = new Option<string?>("--filter") { Description = "Run only scenarios with this text in group/name.", HelpName = "TEXT" };
        var shard = new Option<string?>("--shard") { Description = "Run the I-th of N parts, from 1.", HelpName = "I/N" };
        var seed = new Option<ulong>("--seed") { Description = "The seed of all randomness.", HelpName = "N", DefaultValueFactory = _ => 1 };
        var jobs = new Option<int>("--jobs") { Description = "How many runs at a time. Default: one for each processor.", HelpName = "N", DefaultValueFactory = _ => Environment.ProcessorCount };
        var list = new Option<bool>("--list") { Description = "Say what would be run, and why not, and run nothing." };
        var failFast = new Option<bool>("--fail-fast") { Description = "Begin no more runs once one has failed." };
        var junit = new Option<string?>("--junit") { Description = "Write a report that CI servers read.", HelpName = "FILE" };
        var json = new Option<string?>("--json") { Description = "Write a report that programs read.", HelpName = "FILE" };
        faults.AcceptOnlyFromAmong("none");
        var command = new Command("run", "Play scenarios to a tracker and judge what it tells." + Example)
        {
            paths, profiles, tracker, faults, filter, shard, seed, jobs, list, failFast, junit, json,
        };
        command.SetAction((parsed, cancellationToken) => Task.FromResult(SuiteRun.Run(
            new RunOptions
            {
                Paths = parsed.GetValue(paths) ?? [],
                Profiles = parsed.GetValue(profiles) ?? [],
                Tracker = parsed.GetValue(tracker)!,
                Filter = parsed.GetValue(filter),
                Shard = Shard(parsed.GetValue(shard)),
                Seed = parsed.GetValue(seed),
                Jobs = Jobs(parsed.GetValue(jobs)),
                List = parsed.GetValue(list),
                FailFast = parsed.GetValue(failFast),
                JUnit = parsed.GetValue(junit),
                Json = parsed.GetValue(json),
            },
            Console.Out,
            Console.Error,
            cancellationToken)));
        return command;
    }

    private static (int Index, int Count) Shard(string? text)
    {
        if (text is null)
            return (1, 1);
        return text.Split('/') is [var index, var count]
            && int.TryParse(index, NumberStyles.None, CultureInfo.InvariantCulture, out var part)
            && int.TryParse(count, NumberStyles.None, CultureInfo.InvariantCulture, out var parts)
            && part >= 1 && part <= parts
            ? (part, parts)
            : throw new BadInputException($"--shard {text}: expected I/N with I from 1 to N, as 2/3.");
    }

    private static int Jobs(int jobs) => jobs is >= 1 and <= 256 ? jobs : throw new BadInputException($"--jobs {jobs}: expected 1 to 256.");
}
