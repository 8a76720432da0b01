using System.Globalization;
using System.Text;
using ImapLab.Differential.Tests.Accepting;
using ImapLab.Differential.Tests.Running;
using ImapLab.Differential.Tests.Sequences;
using ImapLab.Differential.Tests.Sides;
using ImapLab.SystemPrograms;

namespace ImapLab.Differential.Tests;

/// <summary>
/// The fake server with the profile <c>dovecot</c> beside Debian's Dovecot: the same commands get the same replies, but for what docs/differential.md
/// names. <c>IMAPLAB_DIFF_RUNS</c> says how many sequences are drawn, <c>IMAPLAB_DIFF_SEED</c> the first one's seed, <c>IMAPLAB_DIFF_KINDS</c> after how many
/// kinds of differences to stop.
/// </summary>
[TestFixture]
internal sealed class DovecotDifferentialTests
{
    private const int FullRun = 10_000;
    private const int ShortRun = 300;

    private DovecotServer _server = null!;
    private Campaign _campaign = null!;

    private static IEnumerable<string> Cases => Directory
        .EnumerateFiles(Path.Combine(AppContext.BaseDirectory, "Cases"), "*.txt")
        .Select(file => Path.GetFileNameWithoutExtension(file))
        .Order(StringComparer.Ordinal);

    [OneTimeSetUp]
    public async Task StartAsync()
    {
        _server = await RealServer.StartAsync();
        _campaign = new Campaign(_server);
    }

    [OneTimeTearDown]
    public async Task StopAsync()
    {
        if (_server is not null)
            await _server.DisposeAsync();
    }

    [TestCaseSource(nameof(Cases))]
    public void A_case_gets_the_same_replies(string name)
    {
        var record = _campaign.Play(SequenceFile.Load(Path.Combine(AppContext.BaseDirectory, "Cases", $"{name}.txt")));

        Assert.That(record.Difference, Is.Null, () => TranscriptText.Of(record));
        // A case is there to show that nothing differs, and not that it is accepted.
        Assert.That(record.Steps.Where(step => step.Accepted is not null).Select(step => $"{step.Text}: {step.Accepted}"), Is.Empty);
    }

    [Test]
    public void Random_sequences_get_the_same_replies()
    {
        var (seed, runs) = (Setting("IMAPLAB_DIFF_SEED", 1), Setting("IMAPLAB_DIFF_RUNS", ShortRun));
        if (runs == 0)
            Assert.Ignore("No sequence was drawn: IMAPLAB_DIFF_RUNS says how many.");

        var report = _campaign.Run(seed, runs, Setting("IMAPLAB_DIFF_KINDS", 3), Environment.GetEnvironmentVariable("IMAPLAB_DIFF_SHOW"));

        TestContext.Progress.WriteLine(Summary(report));
        report.Shown.ForEach(record => TestContext.Progress.WriteLine($"=== {record.Sequence.Name}\n{TranscriptText.Of(record, report.Wanted)}"));
        Assert.That(report.Kinds, Is.Zero, () => Failures(report));
        if (runs >= FullRun)
            Assert.That(AcceptedDifferences.All.Where(accepted => !accepted.IsRare && !report.Accepted.ContainsKey(accepted.Name)).Select(accepted => accepted.Name), Is.Empty, "accepted differences that were never met");
    }

    private static int Setting(string name, int otherwise) =>
        Environment.GetEnvironmentVariable(name) is { Length: > 0 } value ? int.Parse(value, CultureInfo.InvariantCulture) : otherwise;

    private static string Summary(CampaignReport report)
    {
        var text = new StringBuilder();
        text.AppendLine(
            CultureInfo.InvariantCulture,
            $"{report.Sequences} sequences, {report.Clients} clients, {report.Steps} steps, {report.Verbs.Count} commands, {report.Accepted.Count} of {AcceptedDifferences.All.Count} accepted differences met, {report.CutShort} sequences cut short by one; {report.Elapsed.TotalSeconds:0.0} s, {report.Sequences / report.Elapsed.TotalSeconds:0} a second");
        text.AppendLine(CultureInfo.InvariantCulture, $"commands: {string.Join(", ", report.Verbs.Where(pair => pair.Value > 5).OrderByDescending(pair => pair.Value).Select(pair => $"{pair.Key} {pair.Value}"))}");
        foreach (var (name, count) in report.Accepted)
            text.AppendLine(CultureInfo.InvariantCulture, $"accepted {count} times: {name}");
        return text.ToString();
    }

    private string Failures(CampaignReport report)
    {
        var text = new StringBuilder();
        foreach (var same in report.Failures)
        {
            var shrunk = _campaign.Shrink(same.MinBy(record => record.Steps.Count)!);
            text.AppendLine(CultureInfo.InvariantCulture, $"\n=== {same.Count} × {shrunk.Kind}\n=== shrunk from {shrunk.Sequence.Name}");
            text.Append(TranscriptText.Of(shrunk));
        }

        return text.ToString();
    }
}
