using System.Text.Json;
using System.Xml.Linq;

namespace ImapLab.Cli.Tests.Commands;

[NonParallelizable]
public sealed class RunCommandTests
{
    private const string Story = "scenario: story\nabout: One goes.\ngiven:\n  folders:\n    INBOX: {messages: 3}\nsteps:\n  - tracker: start\n  - server: {expunge: {folder: INBOX, messages: [2]}}\n  - tracker: settle\n";

    private string _folder = "";

    [SetUp]
    public void MakeFolder() => _folder = Directory.CreateTempSubdirectory("imaplab-test-").FullName;

    [TearDown]
    public void RemoveFolder() => Directory.Delete(_folder, recursive: true);

    [Test]
    public async Task A_tracker_that_conforms_ends_with_0_and_a_table()
    {
        var (code, output, _) = await CommandLine.RunAsync("run", Write("story.yaml", Story), "--profile", "plain", "--profile", "yahoo");

        Assert.That(code, Is.Zero);
        Assert.That(output, Does.Contain("plain  yahoo").And.Contain("ok     ok").And.Contain("2 passed, 0 failed; tracker built-in, seed 1"));
    }

    [Test]
    public async Task Reports_for_machines_say_what_the_report_for_people_says()
    {
        var (junit, json) = (Path.Combine(_folder, "junit.xml"), Path.Combine(_folder, "report.json"));

        await CommandLine.RunAsync("run", Write("story.yaml", Story), "--profile", "plain", "--junit", junit, "--json", json);

        using var report = JsonDocument.Parse(await File.ReadAllTextAsync(json));
        var run = report.RootElement.GetProperty("runs")[0];
        Assert.That(XDocument.Load(junit).Root!.Attribute("tests")!.Value, Is.EqualTo("1"));
        Assert.That(report.RootElement.GetProperty("summary").GetProperty("passed").GetInt32(), Is.EqualTo(1));
        Assert.That(run.GetProperty("events").EnumerateArray().Select(told => told.GetProperty("event").GetString()), Is.EqualTo(new[] { "accountInitialized", "messageDeleted" }));
        Assert.That(Directory.GetFiles(_folder).Select(Path.GetFileName), Is.EquivalentTo(new[] { "story.yaml", "junit.xml", "report.json" }));
    }

    [Test]
    public async Task A_broken_scenario_ends_with_2_and_its_place_and_leaves_no_report()
    {
        var file = Write("broken.yaml", Story.Replace("expunge:", "expung:", StringComparison.Ordinal));
        var junit = Path.Combine(_folder, "junit.xml");

        var (code, output, error) = await CommandLine.RunAsync("run", file, "--junit", junit);

        Assert.That(code, Is.EqualTo(2));
        Assert.That(output, Is.Empty);
        Assert.That(error, Does.StartWith($"imaplab: {file}:8:14: expected ").And.Contain("(did you mean \"expunge\"?), found \"expung\""));
        Assert.That(File.Exists(junit), Is.False);
    }

    [TestCase("exec:exit 7", "ended by itself with exit code 7")]
    [TestCase("exec:echo not-json", "the tracker broke the protocol: expected ")]
    public async Task A_program_that_is_no_tracker_ends_with_3(string tracker, string why)
    {
        Assume.That(OperatingSystem.IsWindows(), Is.False, "The commands are those of a Unix shell.");

        var (code, output, _) = await CommandLine.RunAsync("run", Write("story.yaml", Story), "--profile", "plain", "--tracker", tracker);

        Assert.That(code, Is.EqualTo(3));
        Assert.That(output, Does.Contain("INCONCLUSIVE").And.Contain(why).And.Contain("1 inconclusive"));
    }

    [TestCase("--tracker", "webhook:x", "cannot be tried yet")]
    [TestCase("--tracker", "mine", "expected built-in or exec:CMD, found \"mine\"")]
    [TestCase("--profile", "yaho", "did you mean \"yahoo\"?")]
    [TestCase("--shard", "3/2", "expected I/N")]
    [TestCase("--jobs", "0", "expected 1 to 256")]
    [TestCase("--filter", "nothing-is-called-so", "no scenario has this in its name")]
    [TestCase("--json", "/nowhere/at/all.json", "expected a file in a folder that there is")]
    [TestCase("--faults", "cuts", "none")]
    public async Task What_cannot_be_done_ends_with_2_and_says_why(string option, string value, string why)
    {
        var (code, _, error) = await CommandLine.RunAsync("run", Write("story.yaml", Story), option, value);

        Assert.That(code, Is.EqualTo(2));
        Assert.That(error, Does.Contain(why));
    }

    [Test]
    public async Task A_list_says_what_would_be_run_and_runs_nothing()
    {
        var file = Write("story.yaml", Story.Replace("given:", "profiles: {with: [CONDSTORE]}\ngiven:", StringComparison.Ordinal));

        var (code, output, _) = await CommandLine.RunAsync("run", file, "--list");

        Assert.That(code, Is.Zero);
        Assert.That(output.Split('\n'), Has.Some.EndsWith("story on dovecot").And.Some.EndsWith("story on plain: left out, because the server has no CONDSTORE"));
    }

    [Test]
    public async Task Shards_are_all_of_it_and_nothing_twice()
    {
        var file = Write("story.yaml", Story);

        var (_, all, _) = await CommandLine.RunAsync("run", file, "--list");
        var (_, first, _) = await CommandLine.RunAsync("run", file, "--list", "--shard", "1/3");
        var (_, second, _) = await CommandLine.RunAsync("run", file, "--list", "--shard", "2/3");
        var (_, third, _) = await CommandLine.RunAsync("run", file, "--list", "--shard", "3/3");

        Assert.That((first + second + third).Split('\n').Order(), Is.EqualTo(all.Split('\n').Order()));
    }

    private string Write(string name, string text)
    {
        var file = Path.Combine(_folder, name);
        File.WriteAllText(file, text);
        return file;
    }
}
