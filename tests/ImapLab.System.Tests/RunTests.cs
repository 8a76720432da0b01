using System.Runtime.CompilerServices;

namespace ImapLab.SystemTests;

/// <summary><c>imaplab run</c> as CI calls it: its exit codes, what it prints, what it leaves behind.</summary>
[TestFixture]
internal sealed class RunTests
{
    private static readonly string PythonTracker = Path.GetFullPath(Path.Combine(SourceFolder(), "..", "ExternalTrackers", "python", "uid_tracker.py"));

    [Test]
    public async Task Scenarios_that_conform_end_with_0_and_a_table()
    {
        var (exitCode, output, error) = await RunAsync("--filter", "uidvalidity", "--profile", "plain", "--profile", "icloud");

        Assert.That(exitCode, Is.Zero, output + error);
        Assert.That(output, Does.Match(@"epochs/uidvalidity-changes +ok +ok").And.Contain(" 0 failed"));
        Assert.That(error, Does.Match(@"Running \d+ runs of \d+ scenarios"));
    }

    [Test]
    public async Task A_tracker_in_another_language_that_is_right_ends_with_0()
    {
        SystemProgram.Require("python3", "python3");

        var (exitCode, output, error) = await RunAsync("--tracker", $"exec:python3 {PythonTracker}", "--filter", "deletions/balanced", "--profile", "dovecot");

        Assert.That(exitCode, Is.Zero, output + error);
        Assert.That(output, Does.Contain("1 passed, 0 failed"));
    }

    [Test]
    public async Task A_tracker_that_is_known_to_be_bad_ends_with_1_and_a_report_that_says_what_it_missed()
    {
        SystemProgram.Require("python3", "python3");
        using var folder = new TemporaryFolder();
        var json = folder.File("results.json");
        var junit = folder.File("results.xml");

        var (exitCode, output, error) = await RunAsync(
            "--tracker", $"exec:python3 {PythonTracker} --forget-deletions", "--filter", "deletions/balanced", "--profile", "plain", "--json", json, "--junit", junit);

        Assert.That(exitCode, Is.EqualTo(1), output + error);
        Assert.That(output, Does.Contain("FAILED deletions/balanced-churn-while-away on plain")
            .And.Contain("missing: messageDeleted INBOX message 4 (uid 4)")
            .And.Contain("message 4 (uid 4) goes from INBOX")
            .And.Contain("0 passed, 1 failed"));
        Assert.That(await File.ReadAllTextAsync(json), Does.Contain("messageDeleted"));
        Assert.That(await File.ReadAllTextAsync(junit), Does.Contain("<failure"));
    }

    [Test]
    public async Task A_broken_file_ends_with_2_its_place_and_what_was_expected_and_leaves_nothing_behind()
    {
        using var folder = new TemporaryFolder();
        var scenario = folder.File("broken.yaml");
        await File.WriteAllTextAsync(scenario, "scenario: broken\nabout: x\ngiven:\n  folders:\n    INBOX: {mesages: 3}\nsteps:\n  - tracker: jump\n");

        var (exitCode, output, error) = await RunAsync(scenario, "--json", folder.File("results.json"));

        Assert.That(exitCode, Is.EqualTo(2), output + error);
        Assert.That(error, Does.Contain($"{scenario}:5:13: expected").And.Contain("\"mesages\"").And.Contain("messages").And.Contain($"{scenario}:7:"));
        Assert.That(output, Is.Empty);
        Assert.That(File.Exists(folder.File("results.json")), Is.False);
    }

    [TestCase("--tracker", "exec:/no/such/program", 3)]
    [TestCase("--tracker", "exec:false", 3)]
    [TestCase("--tracker", "nonsense", 2)]
    [TestCase("--profile", "nonsense", 2)]
    [TestCase("--filter", "no-such-scenario", 2)]
    [TestCase("--shard", "3/2", 2)]
    [TestCase("--seed", "x", 2)]
    public async Task What_cannot_be_run_says_so(string option, string value, int expected)
    {
        var (exitCode, output, error) = await RunAsync("--filter", "deletions/balanced", option, value);

        Assert.That(exitCode, Is.EqualTo(expected), output + error);
        Assert.That(output + error, Is.Not.Empty);
    }

    private static Task<(int ExitCode, string Output, string Error)> RunAsync(params string[] arguments) =>
        SystemProgram.RunAsync("dotnet", [Path.Combine(AppContext.BaseDirectory, "imaplab.dll"), "run", .. arguments]);

    private static string SourceFolder([CallerFilePath] string file = "") => Path.GetDirectoryName(file)!;
}
