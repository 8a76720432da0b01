using System.Security.Cryptography;
using System.Text;
using ImapLab.Profiles;
using ImapLab.Scenarios.Model;
using ImapLab.Scenarios.Runner;
using ImapLab.Scenarios.Trackers;
using ImapLab.Tracking.Events;

namespace ImapLab.Scenarios.Tests.Runner;

public sealed class DeterminismTests
{
    /// <summary>Sliced writes, timers, a cut in mid answer and a backoff with jitter: all that could differ.</summary>
    private const string Story = """
        scenario: all-that-could-differ
        about: Everything that could make two runs of one seed differ.
        given:
          folders:
            INBOX: {messages: 20}
            Work: {messages: 5}
        steps:
          - network: slice
          - tracker: start
          - server: {expunge: {folder: INBOX, messages: [3, 4, 9]}}
          - server: {deliver: {folder: Work, messages: 2}}
          - network: {reset: {after-replies: 7}}
          - time: {advance: 25m}
          - tracker: kill
          - server: {deliver: {folder: INBOX, messages: 2}}
          - tracker: restart
          - tracker: settle
        """;

    [TestCase("dovecot")]
    [TestCase("yahoo")]
    public void A_hundred_runs_of_one_seed_give_one_transcript(string name)
    {
        var scenario = ScenarioYaml.Parse("story.yaml", Story);
        var profile = ProfileLibrary.BuiltIn.Load(name);

        var runs = Enumerable.Range(0, 50).SelectMany(_ => InTwoThreads(() => ScenarioRunner.Run(scenario, profile, new BuiltInTracker(), seed: 7))).ToList();

        Assert.That(runs.Select(run => run.Status), Is.All.EqualTo(RunStatus.Passed), () => string.Join('\n', runs[0].Reasons));
        Assert.That(runs, Has.Count.EqualTo(100));
        Assert.That(runs.Select(Digest).Distinct().ToList(), Has.Count.EqualTo(1));
    }

    [Test]
    public void Another_seed_gives_another_transcript()
    {
        var scenario = ScenarioYaml.Parse("story.yaml", Story);
        var profile = ProfileLibrary.BuiltIn.Load("dovecot");

        var one = ScenarioRunner.Run(scenario, profile, new BuiltInTracker(), seed: 1);
        var other = ScenarioRunner.Run(scenario, profile, new BuiltInTracker(), seed: 2);

        Assert.That(one.Status, Is.EqualTo(RunStatus.Passed));
        Assert.That(other.Status, Is.EqualTo(RunStatus.Passed));
        Assert.That(Digest(other), Is.Not.EqualTo(Digest(one)));
    }

    private static IReadOnlyList<RunResult> InTwoThreads(Func<RunResult> run)
    {
        var results = new RunResult[2];
        var threads = new[] { 0, 1 }.Select(at => new Thread(() => results[at] = run())).ToList();
        threads.ForEach(thread => thread.Start());
        threads.ForEach(thread => thread.Join());
        return results;
    }

    private static string Digest(RunResult run) => Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(
        string.Join('\n', [.. run.Transcript, .. run.TimeLine, .. run.Events.Select(told => EventJson.Write(told.Event))]))));
}
