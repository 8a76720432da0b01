using System.Security.Cryptography;
using System.Text;
using ImapLab.Profiles;
using ImapLab.Scenarios.Model;
using ImapLab.Scenarios.Runner;
using ImapLab.Scenarios.Trackers;
using ImapLab.Tracking.Events;

namespace ImapLab.Scenarios.Tests.Suite;

/// <summary>The same seed gives the same run: wire, events, order and times, to the byte.</summary>
[TestFixture]
internal sealed class SameSeedSameRunTests
{
    private const int Runs = 100;

    /// <summary>Replies in slices; a cut in a listing, with backoff and its jitter; a ban, with minutes of virtual time.</summary>
    [TestCase("replies-in-pieces", "dovecot")]
    [TestCase("cut-in-a-listing", "plain")]
    [TestCase("banned-for-five-minutes", "yahoo")]
    public void A_hundred_runs_of_a_scenario_give_one_result(string scenario, string profile)
    {
        var distinct = Enumerable.Range(0, Runs).AsParallel().Select(_ => Fingerprint(Run(scenario, profile, seed: 7))).Distinct().ToList();

        Assert.That(distinct, Has.Count.EqualTo(1));
    }

    [Test]
    public void Another_seed_gives_another_run_with_the_same_verdict()
    {
        var one = Run("deleted-while-disconnected", "plain", seed: 7);
        var other = Run("deleted-while-disconnected", "plain", seed: 8);

        Assert.That((one.Status, other.Status), Is.EqualTo((RunStatus.Passed, RunStatus.Passed)));
        Assert.That(Fingerprint(other), Is.Not.EqualTo(Fingerprint(one)));
    }

    private static RunResult Run(string scenario, string profile, ulong seed)
    {
        var result = ScenarioRunner.Run(
            ScenarioLibrary.LoadFolder(ScenarioLibrary.BuiltInFolder).Single(known => known.Name == scenario), ProfileLibrary.BuiltIn.Load(profile), new BuiltInTracker(), seed);
        Assert.That(result.Transcript, Has.Count.GreaterThan(20), "An empty run proves nothing.");
        Assert.That(result.Events, Is.Not.Empty);
        return result;
    }

    private static string Fingerprint(RunResult result)
    {
        var text = new StringBuilder($"{result.Status} {result.LabTime}");
        foreach (var line in result.Transcript.Concat(result.TimeLine).Concat(result.Events.Select(observed => $"{observed.At:O} {EventJson.Write(observed.Event)}")))
            text.Append('\n').Append(line);
        return Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString())));
    }
}
