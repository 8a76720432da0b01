using ImapLab.Protocol.Mail;
using ImapLab.Protocol.Numbers;
using ImapLab.Tracking.Ports;
using ImapLab.Tracking.Sqlite;

namespace ImapLab.Tracking.Tests.Sqlite;

/// <summary>Data/state-v1.db was written by the last program of version 1.</summary>
[TestFixture]
internal sealed class UpgradeTests
{
    private StateFolder _folder = null!;

    [SetUp]
    public void Copy()
    {
        _folder = new StateFolder();
        File.Copy(Path.Combine(AppContext.BaseDirectory, "Sqlite", "Data", "state-v1.db"), _folder.State);
    }

    [TearDown]
    public void Delete() => _folder.Dispose();

    [Test]
    public void All_that_version_1_knew_is_known()
    {
        using var store = SqliteTrackerStore.Open(_folder.State);

        AssertUpgraded(store);
    }

    [Test]
    public void Only_what_was_not_told_yet_is_told()
    {
        using var store = SqliteTrackerStore.Open(_folder.State);
        store.Log.Enrol(SinkNames.Stdout);

        var untold = store.Log.LoadUntold(SinkNames.Stdout, 10);
        Assert.That(untold.Select(told => (told.Sequence, told.Event, told.Path)), Is.EqualTo(((long, string, string?)[])
            [(3, "messageNew", "INBOX"), (4, "messageDeleted", "INBOX"), (5, "syncWarning", null)]));
        Assert.That(untold[0].At, Is.EqualTo(new DateTimeOffset(2026, 1, 15, 10, 30, 3, TimeSpan.Zero)));
        Assert.That(untold[0].Json, Does.Contain("Grüße"));
    }

    [Test]
    public void The_old_file_is_kept_beside_the_new_one()
    {
        var tables = "SELECT count(*) FROM sqlite_schema WHERE name = 'outbox'";
        SqliteTrackerStore.Open(_folder.State).Dispose();

        Assert.That(_folder.Number("PRAGMA user_version"), Is.EqualTo(2));
        Assert.That(_folder.Number(tables), Is.Zero);
        File.Move(_folder.State + ".v1", _folder.State, overwrite: true);
        Assert.That(_folder.Number("PRAGMA user_version"), Is.EqualTo(1));
        Assert.That(_folder.Number(tables), Is.EqualTo(1));
        using var again = SqliteTrackerStore.Open(_folder.State);
        AssertUpgraded(again);
    }

    [Test]
    public void An_upgrade_that_fails_leaves_the_file_as_it_was()
    {
        _folder.Execute("UPDATE outbox SET json = 'no event' WHERE sequence = 4");

        Assert.That(() => SqliteTrackerStore.Open(_folder.State), Throws.InstanceOf<StateFileException>().With.Message.Contains("is damaged"));

        Assert.That(_folder.Number("PRAGMA user_version"), Is.EqualTo(1));
        Assert.That(_folder.Number("SELECT count(*) FROM message"), Is.EqualTo(44));
        Assert.That(_folder.Number("SELECT count(*) FROM sqlite_schema WHERE name = 'uid_chunk'"), Is.Zero);
    }

    [TestCase(StoreMoment.BackedUp)]
    [TestCase(StoreMoment.Upgraded)]
    public void An_upgrade_that_is_interrupted_begins_anew(object moment)
    {
        Assert.That(
            () => SqliteTrackerStore.Open(_folder.State, reached =>
            {
                if (reached == (StoreMoment)moment)
                    throw new InvalidCastException("interrupted");
            }),
            Throws.InstanceOf<StateFileException>());

        using var store = SqliteTrackerStore.Open(_folder.State);

        AssertUpgraded(store);
    }

    private static void AssertUpgraded(SqliteTrackerStore store)
    {
        var loaded = store.Load();
        Assert.That((loaded.Account, loaded.Initialized, loaded.LastFolderNumber, loaded.LastSequence), Is.EqualTo(("user@example.test", true, 4, 5L)));
        Assert.That(loaded.Folders, Is.EqualTo((FolderRecord[])
        [
            new(1, MailboxName.Inbox, '/', FolderRole.Inbox, true, new Counters(new UidValidity(77), new Uid(9001), 41, new ModSeq(123456789012)), new Uid(9001)),
            new(3, new MailboxName("Alt/Ä \"x\""), '/', FolderRole.Archive, true, new Counters(new UidValidity(79), null, 3, null), new Uid(uint.MaxValue)),
            new(4, new MailboxName("Flat"), null, FolderRole.None, false, Counters.Unknown, new Uid(1)),
        ]));
        Uid[] uids = [.. Enumerable.Range(1, 30).Concat(Enumerable.Range(1, 10).Select(n => n * 450)).Append(9000).Select(uid => new Uid((uint)uid))];
        Assert.That(store.LoadUids(1), Is.EqualTo(uids));
        Assert.That(store.LoadUids(3), Is.EqualTo((Uid[])[new(1), new(70000), new(uint.MaxValue - 1)]));
        Assert.That(store.LoadUnidentified(1, 10), Is.EqualTo((Uid[])[new(1350), new(2700), new(4050)]));
        Assert.That(store.LoadUnidentified(3, 10), Is.EqualTo((Uid[])[new(70000)]));
        var identities = store.LoadIdentities(1, uids);
        Assert.That(identities, Has.Count.EqualTo(38));
        Assert.That(identities[new Uid(2)], Is.EqualTo(new MessageIdentity("<v1.2@example.test>", 1002, new DateTimeOffset(2026, 1, 15, 8, 30, 0, TimeSpan.Zero), "M2")));
        Assert.That(identities[new Uid(9000)], Is.EqualTo(MessageIdentity.None));
    }
}
