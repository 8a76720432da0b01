using ImapLab.Scenarios.Model;
using ImapLab.Scenarios.Trackers;
using ImapLab.Tracking.Events;

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
        var asked = expectation.Expected.Aggregate(TrackerTells.Plain, (all, tale) => all | AbilityOf(tale));
        if ((facts.Tells & asked) != asked)
            return [];
        var once = TruthOracle.ToldOnce(facts, []);
        var told = Named(facts, expectation, [.. TruthOracle.TalesOf(once, expectation.FromEvents, expectation.ToEvents).Where(tale => IsCompared(tale, expectation))]);
        var expected = expectation.Expected.Select(tale => tale.ToString()).ToList();
        var wrong = new List<string>();
        foreach (var tale in told.Where(tale => !expected.Remove(tale)))
            wrong.Add($"told, but the scenario does not expect it: {tale}");
        wrong.AddRange(expected.Select(tale => $"expected by the scenario, but not told: {tale}"));
        return wrong;
    }

    private static TrackerTells AbilityOf(Tale tale) => tale switch
    {
        { IsMove: true } => TrackerTells.Moves,
        { Kind: EventNames.MessageUpdated } => TrackerTells.Flags,
        { Kind: EventNames.MailboxRenamed } => TrackerTells.Renames,
        _ => TrackerTells.Plain,
    };

    /// <summary>A list that does not speak of flags leaves them to the oracle: where they are followed depends on the server.</summary>
    private static bool IsCompared(Tale tale, Expectation expectation) =>
        WindowJudge.IsAboutMail(tale.Kind)
        && !expectation.LeftOut.Contains(tale.Path ?? "")
        && (tale.Kind != EventNames.MessageUpdated || expectation.Expected.Any(expected => expected.Kind == EventNames.MessageUpdated));

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
        // Only a list that tells one from the other asks for a move in one piece.
        var asksForMoves = expectation.Expected.Any(expected => expected.IsMove);
        return [.. told.Select(tale => Name(tale, claims, log) with { IsMove = tale.IsMove && asksForMoves }).Select(tale => tale.ToString())];
    }

    private static Tale Name(Tale tale, WindowClaims claims, PlacementLog log)
    {
        if (claims.All.FirstOrDefault(claim => ReferenceEquals(claim.Told, tale)) is { Message: { } message } claim)
            return new Tale(claim.Kind, claim.Path) { Message = message.Number };
        return tale.Kind == EventNames.MessageUpdated && log.All.LastOrDefault(place => place.Path == tale.Path && place.Uid == tale.Uid?.Value) is { } place
            ? new Tale(tale.Kind, tale.Path) { Message = place.Message.Number, FlagChange = tale.FlagChange }
            : tale with { To = null, From = null };
    }

    private static (WindowClaims Claims, PlacementLog Log) Claims(RunFacts facts, Expectation expectation, IReadOnlyList<Tale> tales)
    {
        var (claims, log) = TruthOracle.Claims(facts, expectation.FromOrdinal, expectation.ToOrdinal, tales, isBaseline: false);
        claims.LeaveOut(expectation.LeftOut);
        return (claims, log);
    }
}
