using System.Diagnostics;
using System.Globalization;
using ImapLab.Protocol.Numbers;
using ImapLab.Tracking.Sqlite;
using ImapLab.Tracking.Victim;

namespace ImapLab.Tracking.Tests.Sqlite;

/// <summary>A real process that is killed at the boundaries of its transactions, and started again.</summary>
[TestFixture]
internal sealed class KilledProcessTests
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);

    private StateFolder _folder = null!;

    [SetUp]
    public void Make() => _folder = new StateFolder();

    [TearDown]
    public void Delete() => _folder.Dispose();

    [TestCase(1)]
    [TestCase(2)]
    [TestCase(3)]
    public async Task Nothing_is_lost_and_nothing_told_twice_whenever_it_dies(int seed)
    {
        var story = new Story(seed);
        var random = new Random(seed);
        var deaths = new List<string>();
        for (var life = 0; ; life++)
        {
            Assert.That(life, Is.LessThan(100), "it gets nowhere");
            // At each of the first moments in turn, then anywhere.
            var moment = life < 6 ? life + 1 : random.Next(2, 25);
            if (await LiveAsync(seed, moment) is not { } death)
                break;
            deaths.Add(death);
            AssertWhole(story);
        }

        AssertWhole(story);
        var plain = Noted("plain");
        var fussy = Noted("fussy");
        var all = Enumerable.Range(1, (int)story.Events(Story.Steps)).Select(sequence => (long)sequence).ToList();
        Assert.That(plain.Distinct(), Is.EqualTo(all), "each event, in order");
        Assert.That(fussy.Distinct().Order(), Is.EqualTo(all));
        Assert.That(
            plain.Count + fussy.Count - (2 * all.Count),
            Is.EqualTo(deaths.Count(death => death == nameof(StoreMoment.Taken))),
            "only what was on its way comes again");
        Assert.That(deaths, Is.SupersetOf((string[])["Written", "Committed", "Taken", "Acknowledged"]), string.Join(' ', deaths));
    }

    [TestCase(1, "BackedUp")]
    [TestCase(2, "Upgraded")]
    public async Task An_upgrade_that_is_killed_begins_anew(int moment, string name)
    {
        File.Copy(Path.Combine(AppContext.BaseDirectory, "Sqlite", "Data", "state-v1.db"), _folder.State);

        Assert.That(await LiveAsync(1, moment), Is.EqualTo(name));

        Assert.That(_folder.Number("PRAGMA user_version"), Is.EqualTo(1));
        using var store = SqliteTrackerStore.Open(_folder.State);
        Assert.That(store.LoadUids(1), Has.Count.EqualTo(41));
        Assert.That(store.LoadIdentities(1, [new Uid(9000)]), Has.Count.EqualTo(1));
    }

    /// <summary>Starts the process, and waits until it ends.</summary>
    /// <returns>The moment at which it died, or null where it came to the end.</returns>
    private async Task<string?> LiveAsync(int seed, int moment)
    {
        string[] arguments = [Path.Combine(AppContext.BaseDirectory, "ImapLab.Tracking.Victim.dll"), Path.GetDirectoryName(_folder.State)!, $"{seed}", $"{moment}"];
        using var process = Process.Start(new ProcessStartInfo("dotnet", arguments) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        var output = process.StandardOutput.ReadToEndAsync();
        var error = process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync().WaitAsync(Limit);
        if (process.ExitCode == 0)
            return null;
        Assert.That(await error, Is.Empty, "it is to die by the signal alone");
        return (await output).Trim();
    }

    /// <summary>The UIDs, the messages and the events are those of one step, the last that was committed.</summary>
    private void AssertWhole(Story story)
    {
        using var store = SqliteTrackerStore.Open(_folder.State);
        var loaded = store.Load();
        var steps = loaded.Folders.Count == 0 ? 0 : (int)loaded.Folders[0].Counters.HighestModSeq!.Value.Value;
        Assert.That(loaded.LastSequence, Is.EqualTo(story.Events(steps)));
        if (steps == 0)
            return;
        var uids = store.LoadUids(1);
        Assert.That(uids, Is.EqualTo(story.After(steps)), $"after {steps} steps");
        Assert.That(store.LoadIdentities(1, uids), Has.Count.EqualTo(uids.Count));
        using var history = EventHistory.Open(_folder.State);
        Assert.That(history.Find(new EventQuery()).Count(), Is.EqualTo(story.Events(steps)));
    }

    private List<long> Noted(string sink) =>
        [.. File.ReadAllLines(_folder.File(sink)).Select(line => long.Parse(line, CultureInfo.InvariantCulture))];
}
