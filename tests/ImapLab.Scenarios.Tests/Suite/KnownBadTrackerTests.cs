using ImapLab.BadTrackers;
using ImapLab.Profiles;
using ImapLab.Scenarios.Model;
using ImapLab.Scenarios.Runner;

namespace ImapLab.Scenarios.Tests.Suite;

/// <summary>The harness proves itself: each mistake of real trackers is found, by the scenarios that stand for it.</summary>
[Parallelizable(ParallelScope.Children)]
public sealed class KnownBadTrackerTests
{
    private static readonly IReadOnlyList<Scenario> Scenarios = ScenarioLibrary.LoadFolder(ScenarioLibrary.BuiltInFolder);

    private static readonly IReadOnlyList<Profile> Profiles = ProfileLibrary.BuiltIn.LoadAll();

    [TestCase(Vice.TrustsHighestModSeq, "highestmodseq-stands-still", "dovecot", "missing: messageDeleted")]
    [TestCase(Vice.TrustsHighestModSeq, "highestmodseq-stands-still", "icloud", "missing: messageDeleted")]
    [TestCase(Vice.ComparesCountsOnly, "balanced-churn-while-away", "plain", "missing: messageNew")]
    [TestCase(Vice.ComparesCountsOnly, "new-and-gone-in-one-breath", "dovecot", "missing: messageDeleted")]
    [TestCase(Vice.MapsExpungesAtOnce, "expunge-burst-while-idle", "icloud", "told twice")]
    [TestCase(Vice.MapsExpungesAtOnce, "replies-in-pieces", "plain", "missing: messageDeleted INBOX message 3")]
    [TestCase(Vice.TakesRangeForNew, "range-above-the-last-message", "plain", "it was there before")]
    [TestCase(Vice.TakesRangeForNew, "a-quiet-day", "yahoo", "it was there before")]
    [TestCase(Vice.IgnoresUidValidity, "folder-recreated", "dovecot", "missing: mailboxReset")]
    [TestCase(Vice.IgnoresUidValidity, "uidvalidity-changes", "yahoo", "missing: mailboxReset")]
    [TestCase(Vice.TellsBeforeItSaves, "killed-while-telling", "plain", "told twice")]
    [TestCase(Vice.TakesCutListingForWhole, "cut-in-a-listing", "plain", "still there")]
    [TestCase(Vice.TakesCutListingForWhole, "cut-in-a-listing", "yahoo", "still there")]
    [TestCase(Vice.SearchesWithNot, "search-not-lies", "plain", "missing: messageDeleted")]
    [TestCase(Vice.SearchesWithNot, "seen-is-not-old", "yahoo", "missing: messageNew")]
    [TestCase(Vice.SpellsInboxExactly, "inbox-spelled-otherwise", "dovecot", "the folder is still there")]
    [TestCase(Vice.TakesRefusalForWrongPassword, "connection-limit", "plain", "authenticationError")]
    [TestCase(Vice.TakesRefusalForWrongPassword, "connection-limit", "yahoo", "authenticationError")]
    [TestCase(Vice.TellsMessagesOfGoneFolders, "folder-deleted", "icloud", "was not expunged")]
    [TestCase(Vice.LeavesOutAllMail, "one-message-several-folders", "gmail", "missing: messageNew [Gmail]/All Mail message 4")]
    [TestCase(Vice.LeavesOutAllMail, "new-while-idle", "gmail", "missing: messageNew [Gmail]/All Mail")]
    [TestCase(Vice.PairsAmbiguousMoves, "twins-of-which-one-moves", "plain", "told as moved, but these are two messages")]
    [TestCase(Vice.TellsFlagsAsDeletedAndNew, "flags-while-away", "dovecot", "told as deleted, but it is still there")]
    [TestCase(Vice.TellsFlagsAsDeletedAndNew, "seen-is-not-old", "plain", "told as deleted, but it is still there")]
    [TestCase(Vice.FloodsOnReset, "uidvalidity-changes", "plain", "it was there before")]
    [TestCase(Vice.FloodsOnReset, "uidvalidity-changes", "yahoo", "it was there before")]
    public void A_mistake_is_found(Vice vice, string scenario, string profile, string why)
    {
        var result = Run(vice, scenario, profile);

        Assert.That(result.Status, Is.EqualTo(RunStatus.Failed), () => string.Join('\n', result.Transcript.TakeLast(40)));
        Assert.That(result.Reasons, Has.Some.Contains(why));
    }

    /// <summary>The twin without a vice: what fails the others is their vice and nothing else.</summary>
    [Test]
    public void The_same_tracker_without_a_mistake_conforms([ValueSource(nameof(Names))] string scenario, [Values("plain", "dovecot", "yahoo", "icloud", "gmail", "courier")] string profile)
    {
        var result = Run(Vice.None, scenario, profile);

        Assert.That(result.Status, Is.EqualTo(RunStatus.Passed).Or.EqualTo(RunStatus.Skipped), () => string.Join('\n', [.. result.Reasons, .. result.TimeLine, .. result.Transcript.TakeLast(40)]));
    }

    private static IEnumerable<string> Names() => Scenarios.Select(scenario => scenario.Name);

    private static RunResult Run(Vice vice, string scenario, string profile) =>
        ScenarioRunner.Run(Scenarios.Single(known => known.Name == scenario), Profiles.Single(known => known.Name == profile), new BadTrackerKind(vice), seed: 1);
}
