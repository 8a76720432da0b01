using ImapLab.Profiles;
using ImapLab.Scenarios.Model;
using ImapLab.Scenarios.Runner;
using ImapLab.Scenarios.Trackers;

namespace ImapLab.Scenarios.Tests.Suite;

/// <summary>The built-in tracker on every scenario and every profile, as ./run-scenarios.sh runs them.</summary>
[Parallelizable(ParallelScope.Children)]
public sealed class EveryScenarioTests
{
    private static readonly IReadOnlyList<Profile> Profiles = ProfileLibrary.BuiltIn.LoadAll();

    private static IEnumerable<TestCaseData> Runs()
    {
        foreach (var scenario in ScenarioLibrary.LoadFolder(ScenarioLibrary.BuiltInFolder))
        {
            foreach (var profile in Profiles.Where(profile => scenario.Profiles.WhyNot(profile) is null))
                yield return new TestCaseData(scenario, profile).SetArgDisplayNames(scenario.Name, profile.Name);
        }
    }

    [TestCaseSource(nameof(Runs))]
    public void The_built_in_tracker_conforms(Scenario scenario, Profile profile)
    {
        var result = ScenarioRunner.Run(scenario, profile, new BuiltInTracker(), seed: 1);

        Assert.That(result.Status, Is.EqualTo(RunStatus.Passed), () => string.Join('\n', [.. result.Reasons, "", .. result.TimeLine, "", .. result.Transcript.TakeLast(60)]));
        Assert.That(result.Notes, Is.Empty);
    }
}
