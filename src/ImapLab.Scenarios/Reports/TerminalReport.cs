using ImapLab.Scenarios.Runner;

namespace ImapLab.Scenarios.Reports;

/// <summary>The report that a person reads: what failed and why, the table of scenarios and profiles, the sums.</summary>
public static class TerminalReport
{
    /// <summary>A run that went round in circles says no more on its thousandth line than on its first.</summary>
    private const int LongestTimeLine = 60;

    private const int MostReasons = 20;

    public static IEnumerable<string> Lines(SuiteReport report)
    {
        ArgumentNullException.ThrowIfNull(report);
        foreach (var group in report.Results.Where(result => result.Status is RunStatus.Failed or RunStatus.Inconclusive or RunStatus.BadScenario).GroupBy(result => result.Group))
        {
            foreach (var line in group.SelectMany(Failure))
                yield return line;
        }

        foreach (var line in Table(report.Results))
            yield return line;
        yield return "";
        foreach (var left in report.Results.Where(result => result.Status == RunStatus.Skipped).GroupBy(result => (result.Profile, Reason: result.Reasons[0])))
            yield return $"left out on {left.Key.Profile}, because {left.Key.Reason}: {left.Count()}";
        foreach (var noted in report.Results.SelectMany(result => result.Notes.Select(note => $"note on {result.Scenario}, {result.Profile}: {note}")))
            yield return noted;
        yield return $"{report.Summary}; tracker {report.Tracker}, seed {report.Seed}{(report.IsComplete ? "" : "; not all were run")}";
    }

    private static IEnumerable<string> Failure(RunResult result)
    {
        var what = result.Status switch
        {
            RunStatus.Failed => "FAILED",
            RunStatus.BadScenario => "WRONG SCENARIO",
            _ => "INCONCLUSIVE",
        };
        var first = result.Reasons.Count > 0 ? result.Reasons[0] : "no reason was given";
        yield return $"{what} {result.Group}/{result.Scenario} on {result.Profile}: {first}";
        foreach (var reason in result.Reasons.Skip(1).Take(MostReasons))
            yield return $"    {reason}";
        if (result.Reasons.Count > MostReasons + 1)
            yield return $"    and {result.Reasons.Count - MostReasons - 1} more";
        if (result.Status == RunStatus.BadScenario)
            yield break;
        yield return "    what happened, and what was told of it:";
        foreach (var line in result.TimeLine.Take(LongestTimeLine))
            yield return $"      {line}";
        if (result.TimeLine.Count > LongestTimeLine)
            yield return $"      … {result.TimeLine.Count - LongestTimeLine} more lines";
        yield return "";
    }

    private static IEnumerable<string> Table(IReadOnlyList<RunResult> results)
    {
        var profiles = results.Select(result => result.Profile).Distinct().ToList();
        if (profiles.Count == 0)
            yield break;
        var width = results.Max(result => result.Group.Length + result.Scenario.Length + 1);
        yield return $"{"".PadRight(width)}  {string.Join("  ", profiles)}";
        foreach (var scenario in results.GroupBy(result => $"{result.Group}/{result.Scenario}"))
        {
            var cells = profiles.Select(profile => Cell(scenario.FirstOrDefault(result => result.Profile == profile)).PadRight(profile.Length));
            yield return $"{scenario.Key.PadRight(width)}  {string.Join("  ", cells)}".TrimEnd();
        }
    }

    private static string Cell(RunResult? result) => result?.Status switch
    {
        RunStatus.Passed => "ok",
        RunStatus.Failed => "FAIL",
        RunStatus.Inconclusive => "?",
        RunStatus.BadScenario => "bad",
        RunStatus.Skipped => "-",
        _ => "",
    };
}
