using ImapLab.Scenarios.Model;

namespace ImapLab.Scenarios.Oracle;

/// <summary>
/// Compares what a scenario expects with what was told, and first with the truth: an expectation that is not true is the
/// scenario's error and says nothing of the tracker.
/// </summary>
internal static class ExpectationCheck
{
    /// <summary>What is wrong with the tracker; empty where nothing is.</summary>
    /// <exception cref="ScenarioException">What is expected did not happen, or is not all that did.</exception>
    public static IReadOnlyList<string> Check(RunFacts facts, Expectation expectation)
    {
        AgainstTruth(facts, expectation);
        var once = TruthOracle.ToldOnce(facts, []);
        var told = Named(facts, expectation, [.. TruthOracle.TalesOf(once, expectation.FromEvents, expectation.ToEvents).Where(tale => WindowJudge.IsAboutMail(tale.Kind))]);
        var expected = expectation.Expected.Select(tale => tale.ToString()).ToList();
        var wrong = new List<string>();
        foreach (var tale in told.Where(tale => !expected.Remove(tale)))
            wrong.Add($"told, but the scenario does not expect it: {tale}");
        wrong.AddRange(expected.Select(tale => $"expected by the scenario, but not told: {tale}"));
        return wrong;
    }

    private static void AgainstTruth(RunFacts facts, Expectation expectation)
    {
        var (claims, log) = Claims(facts, expectation, expectation.Expected);
        var untrue = WindowJudge.Judge(claims, log, expectation.Expected);
        if (untrue.Count > 0)
            throw new ScenarioException(expectation.Place, $"expected events that agree with what happens in the scenario: {string.Join("; ", untrue)}");
    }

    /// <summary>What was told in the words of a scenario: messages by their numbers.</summary>
    private static List<string> Named(RunFacts facts, Expectation expectation, IReadOnlyList<Tale> told)
    {
        var (claims, log) = Claims(facts, expectation, told);
        // The tales are matched with the truth; what matches nothing stays as it was told.
        WindowJudge.Judge(claims, log, told);
        return [.. told.Select(tale => claims.All.FirstOrDefault(claim => ReferenceEquals(claim.Told, tale)) is { Message: { } message } claim
            ? new Tale(claim.Kind, claim.Path) { Message = message.Number }.ToString()
            : (tale with { To = null, From = null }).ToString())];
    }

    private static (WindowClaims Claims, PlacementLog Log) Claims(RunFacts facts, Expectation expectation, IReadOnlyList<Tale> tales) =>
        TruthOracle.Claims(facts, expectation.FromOrdinal, expectation.ToOrdinal, tales, isBaseline: false);
}
