using ImapLab.Scenarios.Model;
using ImapLab.Scenarios.Reports;
using ImapLab.Scenarios.Runner;
using ImapLab.Scenarios.Trackers;

namespace ImapLab.Cli.Running;

/// <summary>Loads what is asked for, runs it, reports it.</summary>
internal static class SuiteRun
{
    public static int Run(RunOptions options, TextWriter results, TextWriter progress, CancellationToken cancellationToken)
    {
        var tracker = Tracker(options.Tracker);
        var scenarios = Files.Scenarios(options.Paths).Where(scenario => IsWanted(scenario, options.Filter)).ToList();
        if (scenarios.Count == 0)
            throw new BadInputException(options.Filter is null ? "There are no scenarios there." : $"--filter {options.Filter}: no scenario has this in its name.");
        var suite = new Suite(scenarios, Files.Profiles(options.Profiles), tracker, options.Seed)
        {
            Jobs = options.Jobs,
            FailFast = options.FailFast,
            Shard = options.Shard,
        };
        if (options.List)
            return List(suite, tracker, results);
        CheckWritable(options.JUnit);
        CheckWritable(options.Json);
        progress.WriteLine($"Running {suite.Runs.Count} runs of {scenarios.Count} scenarios with tracker {tracker.Name}, {options.Jobs} at a time, seed {options.Seed} …");
        var done = suite.Run(new Progress(progress, suite.Runs.Count).Tell, cancellationToken);
        var report = new SuiteReport(tracker.Name, options.Seed, done, done.Count == suite.Runs.Count);
        foreach (var line in TerminalReport.Lines(report))
            results.WriteLine(line);
        if (options.JUnit is { } junit)
            Write(junit, stream => JUnitReport.Write(report, stream));
        if (options.Json is { } json)
            Write(json, stream => JsonReport.Write(report, stream));
        return ExitCode(report, cancellationToken.IsCancellationRequested);
    }

    private static int ExitCode(SuiteReport report, bool isInterrupted)
    {
        if (report.Count(RunStatus.BadScenario) > 0)
            return ExitCodes.BadInput;
        if (report.Count(RunStatus.Failed) > 0)
            return ExitCodes.Deviation;
        // Where everything was left out, nothing is proven either.
        return isInterrupted || report.Count(RunStatus.Inconclusive) > 0 || report.Count(RunStatus.Passed) == 0 ? ExitCodes.Inconclusive : ExitCodes.Success;
    }

    private static ITrackerKind Tracker(string text)
    {
        try
        {
            return TrackerKinds.Parse(text);
        }
        catch (FormatException wrong)
        {
            throw new BadInputException($"--tracker: {wrong.Message}.", wrong);
        }
    }

    private static bool IsWanted(Scenario scenario, string? filter) =>
        filter is null || $"{scenario.Group}/{scenario.Name}".Contains(filter, StringComparison.OrdinalIgnoreCase);

    private static int List(Suite suite, ITrackerKind tracker, TextWriter results)
    {
        foreach (var (scenario, profile) in suite.Runs)
        {
            var why = ScenarioRunner.WhyNot(scenario, profile, tracker);
            results.WriteLine($"{scenario.Group}/{scenario.Name} on {profile.Name}{(why is null ? "" : $": left out, because {why}")}");
        }

        return ExitCodes.Success;
    }

    /// <summary>A folder that is not there is found out before the runs, not after them.</summary>
    private static void CheckWritable(string? file)
    {
        if (file is not null && (Directory.Exists(file) || !Directory.Exists(Path.GetDirectoryName(Path.GetFullPath(file)))))
            throw new BadInputException($"{file}: expected a file in a folder that there is.");
    }

    private static void Write(string file, Action<Stream> write)
    {
        try
        {
            WholeFile.Write(file, write);
        }
        catch (Exception wrong) when (wrong is IOException or UnauthorizedAccessException)
        {
            throw new BadInputException($"{file}: {wrong.Message}", wrong);
        }
    }
}
