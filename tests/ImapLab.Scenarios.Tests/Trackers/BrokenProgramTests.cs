using ImapLab.Profiles;
using ImapLab.Scenarios.Model;
using ImapLab.Scenarios.Runner;
using ImapLab.Scenarios.Trackers;

namespace ImapLab.Scenarios.Tests.Trackers;

/// <summary>Programs that are no trackers: a run with one says why, and proves nothing.</summary>
[Platform(Exclude = "Win", Reason = "The programs are a shell's.")]
public sealed class BrokenProgramTests
{
    [TestCase("exit 7", "exit code 7")]
    [TestCase("echo hello", "found hello")]
    [TestCase("printf '\\033[2J\\007\\n'", @"found \\x1b\[2J\\x07")]
    [TestCase("cat /dev/zero", "a line of more than 1048576 characters")]
    public void A_run_is_inconclusive_and_says_why(string script, string why)
    {
        var scenario = ScenarioLibrary.LoadFolder(ScenarioLibrary.BuiltInFolder).Single(known => known.Name == "balanced-churn-while-away");
        var profile = ProfileLibrary.BuiltIn.LoadAll().Single(known => known.Name == "plain");

        var result = ScenarioRunner.Run(scenario, profile, new ExecTracker($"sh -c \"{script.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal)}\""), seed: 1);

        Assert.That(result.Status, Is.EqualTo(RunStatus.Inconclusive));
        Assert.That(result.Reasons, Has.One.Match(why));
    }
}
