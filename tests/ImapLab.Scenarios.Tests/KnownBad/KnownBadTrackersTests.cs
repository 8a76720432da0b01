using ImapLab.Profiles;
using ImapLab.Scenarios.Model;
using ImapLab.Scenarios.Runner;
using ImapLab.Scenarios.Trackers;

namespace ImapLab.Scenarios.Tests.KnownBad;

/// <summary>
/// The suite proves itself: a tracker with a known mistake is failed by the scenarios made for it, and the same tracker without the mistake
/// is not.
/// </summary>
[TestFixture]
internal sealed class KnownBadTrackersTests
{
    private static readonly ITrackerKind Right = new SnapshotTracker.Kind("right", site => new SnapshotTracker(site));

    private static readonly (ITrackerKind Tracker, string Profile, string[] Scenarios)[] Mistakes =
    [
        (new SnapshotTracker.Kind("trusts HIGHESTMODSEQ", site => new TrustsHighestModSeq(site)), "dovecot", ["highestmodseq-stands-still"]),
        (new SnapshotTracker.Kind("compares counts only", site => new ComparesCountsOnly(site)), "plain", ["balanced-churn-while-away", "uidvalidity-changes"]),
        (new SnapshotTracker.Kind("takes n:* for new", site => new TakesTheRangeForNew(site)), "plain", ["range-above-the-last-message", "five-of-a-hundred-while-away"]),
        (new SnapshotTracker.Kind("keys by UID alone", site => new KeysByUidAlone(site)), "plain", ["uidvalidity-changes", "folder-recreated"]),
        (new SnapshotTracker.Kind("saves before it tells", site => new SavesBeforeTelling(site)), "icloud", ["killed-while-telling"]),
        (new SnapshotTracker.Kind("takes half a listing for the whole", site => new TakesHalfAListingForTheWhole(site)), "plain", ["cut-in-a-listing"]),
        (new SnapshotTracker.Kind("asks with NOT", site => new AsksWithNot(site)), "yahoo", ["uid-lists-compared", "search-not-lies"]),
        (new SnapshotTracker.Kind("maps a burst at once", site => new MapsABurstAtOnce(site)), "icloud", ["expunge-burst-while-idle"]),
    ];

    private static IEnumerable<TestCaseData> Cases() =>
        from mistake in Mistakes
        from scenario in mistake.Scenarios
        select new TestCaseData(mistake.Tracker, mistake.Profile, scenario).SetArgDisplayNames(mistake.Tracker.Name, mistake.Profile, scenario);

    [TestCaseSource(nameof(Cases))]
    public void A_mistake_is_failed_by_the_scenario_made_for_it(ITrackerKind tracker, string profile, string scenario)
    {
        var result = Run(tracker, profile, scenario);

        Assert.That(result.Status, Is.EqualTo(RunStatus.Failed), () => Explain(result));
        TestContext.Out.WriteLine(string.Join("\n", result.Reasons));
        Assert.That(result.Reasons, Is.Not.Empty);
    }

    [TestCaseSource(nameof(Cases))]
    public void Without_the_mistake_the_scenario_is_passed(ITrackerKind tracker, string profile, string scenario)
    {
        _ = tracker;

        var result = Run(Right, profile, scenario);

        Assert.That(result.Status, Is.EqualTo(RunStatus.Passed), () => Explain(result));
    }

    private static RunResult Run(ITrackerKind tracker, string profile, string scenario) =>
        ScenarioRunner.Run(
            ScenarioLibrary.LoadFolder(ScenarioLibrary.BuiltInFolder).Single(known => known.Name == scenario),
            ProfileLibrary.BuiltIn.Load(profile),
            tracker,
            seed: 1);

    private static string Explain(RunResult result) =>
        string.Join('\n', [$"{result.Status}", .. result.Reasons, "", .. result.TimeLine, "", .. result.Transcript.TakeLast(40)]);
}
