using ImapLab.Protocol.Mail;
using ImapLab.Protocol.Numbers;
using ImapLab.Tracking.Ports;
using ImapLab.Tracking.Sqlite;

namespace ImapLab.Tracking.Tests.Sqlite;

/// <summary>What every store must do; run on each of them.</summary>
internal abstract class TrackerStoreContract
{
    private static readonly MessageIdentity Identity = new("<a@b>", 5_000_000_000, new DateTimeOffset(2026, 1, 2, 3, 4, 5, TimeSpan.Zero), "M1");

    private static readonly FolderRecord Folder = new(
        1,
        new MailboxName("Work/ä \"q\""),
        '/',
        FolderRole.Archive,
        true,
        new Counters(new UidValidity(uint.MaxValue), new Uid(uint.MaxValue), 3, new ModSeq(long.MaxValue)),
        new Uid(uint.MaxValue));

    protected abstract ITrackerStore Store { get; }

    [Test]
    public void A_new_store_knows_nothing()
    {
        Assert.That(Store.Load() with { Folders = [] }, Is.EqualTo(new StoredAccount(null, false, 0, 0, [])).Using<StoredAccount>(SameAccount));
        Assert.That(Store.LoadOutbox(10), Is.Empty);
    }

    [Test]
    public void What_is_written_is_read()
    {
        Store.Commit(new StoreChange
        {
            Account = "u",
            Folders = [new FolderChange(Folder) { Added = [new(new Uid(1), null), new(new Uid(uint.MaxValue), Identity), new(new Uid(7), MessageIdentity.None)] }],
            Events = [new OutboxEntry(1, "e1", "{}"), new OutboxEntry(2, "e2", "{}")],
        });
        Store.Commit(new StoreChange { Initialized = true });

        var loaded = Store.Load();
        Assert.That((loaded.Account, loaded.Initialized, loaded.LastFolderNumber, loaded.LastSequence), Is.EqualTo(("u", true, 1, 2L)));
        Assert.That(loaded.Folders, Is.EqualTo((FolderRecord[])[Folder]));
        Assert.That(Store.LoadUids(1), Is.EqualTo((Uid[])[new(1), new(7), new(uint.MaxValue)]));
        Assert.That(Store.LoadUnidentified(1, 10), Is.EqualTo((Uid[])[new(1)]));
        var identities = Store.LoadIdentities(1, [new Uid(1), new Uid(7), new Uid(uint.MaxValue), new Uid(99)]);
        Assert.That(identities, Has.Count.EqualTo(2));
        Assert.That(identities[new Uid(uint.MaxValue)], Is.EqualTo(Identity));
    }

    [Test]
    public void Messages_go_and_become_known()
    {
        Store.Commit(new StoreChange { Folders = [new FolderChange(Folder) { Added = [new(new Uid(1), null), new(new Uid(2), null)] }] });

        Store.Commit(new StoreChange
        {
            Folders = [new FolderChange(Folder) { Removed = [new Uid(1)], Identified = [new(new Uid(2), Identity), new(new Uid(9), Identity)] }],
        });

        Assert.That(Store.LoadUids(1), Is.EqualTo((Uid[])[new(2)]), "what is not there does not come by being identified");
        Assert.That(Store.LoadUnidentified(1, 10), Is.Empty);
    }

    [Test]
    public void A_folders_number_is_never_given_twice()
    {
        Store.Commit(new StoreChange { Folders = [new FolderChange(Folder) { Added = [new(new Uid(1), null)] }] });

        Store.Commit(new StoreChange { RemovedFolders = [1], Folders = [new FolderChange(Folder with { Number = 2 })] });
        Store.Commit(new StoreChange { RemovedFolders = [2] });

        Assert.That(Store.Load().Folders, Is.Empty);
        Assert.That(Store.Load().LastFolderNumber, Is.EqualTo(2));
    }

    [Test]
    public void Acknowledged_events_are_gone_and_their_numbers_stay_used()
    {
        Store.Commit(new StoreChange { Events = [new(1, "e1", "1"), new(2, "e2", "2"), new(3, "e3", "3")] });

        Store.Acknowledge(2);

        Assert.That(Store.LoadOutbox(10), Is.EqualTo((OutboxEntry[])[new(3, "e3", "3")]));
        Store.Acknowledge(3);
        Assert.That(Store.Load().LastSequence, Is.EqualTo(3));
    }

    private static bool SameAccount(StoredAccount one, StoredAccount other) =>
        (one.Account, one.Initialized, one.LastFolderNumber, one.LastSequence) == (other.Account, other.Initialized, other.LastFolderNumber, other.LastSequence);
}

[TestFixture]
internal sealed class MemoryTrackerStoreTests : TrackerStoreContract
{
    private MemoryTrackerStore _store = null!;

    protected override ITrackerStore Store => _store;

    [SetUp]
    public void Open() => _store = new MemoryTrackerStore();

    [TearDown]
    public void Close() => _store.Dispose();
}

[TestFixture]
internal sealed class SqliteTrackerStoreTests : TrackerStoreContract
{
    private string _folder = null!;
    private SqliteTrackerStore _store = null!;

    protected override ITrackerStore Store => _store;

    private string Path => System.IO.Path.Combine(_folder, "state.db");

    [SetUp]
    public void Open()
    {
        _folder = Directory.CreateTempSubdirectory("imaplab-store-").FullName;
        _store = SqliteTrackerStore.Open(Path);
    }

    [TearDown]
    public void Close()
    {
        _store.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    [Test]
    public void A_file_is_found_again_as_it_was_left()
    {
        _store.Commit(new StoreChange { Account = "u", Initialized = true });
        _store.Dispose();

        _store = SqliteTrackerStore.Open(Path);

        Assert.That(_store.Load().Account, Is.EqualTo("u"));
    }

    [Test]
    public void A_change_that_fails_leaves_nothing_behind()
    {
        _store.Commit(new StoreChange { Events = [new OutboxEntry(1, "e1", "{}")] });

        Assert.That(
            () => _store.Commit(new StoreChange { Initialized = true, Events = [new OutboxEntry(2, "e2", "{}"), new OutboxEntry(2, "e2", "{}")] }),
            Throws.Exception);

        Assert.That(_store.Load().Initialized, Is.False);
        Assert.That(_store.LoadOutbox(10), Has.Count.EqualTo(1));
        _store.Commit(new StoreChange { Initialized = true });
        Assert.That(_store.Load().Initialized, Is.True);
    }

    [Test]
    public void What_is_committed_outlives_a_process_that_dies()
    {
        _store.Commit(new StoreChange { Account = "u", Events = [new OutboxEntry(1, "e1", "{}")] });

        // The files as a killed process leaves them: nothing closed, nothing moved from the log to the file.
        var copy = Directory.CreateDirectory(System.IO.Path.Combine(_folder, "copy")).FullName;
        foreach (var file in Directory.GetFiles(_folder))
            File.Copy(file, System.IO.Path.Combine(copy, System.IO.Path.GetFileName(file)));
        using var found = SqliteTrackerStore.Open(System.IO.Path.Combine(copy, "state.db"));

        Assert.That(found.Load().Account, Is.EqualTo("u"));
        Assert.That(found.LoadOutbox(10), Has.Count.EqualTo(1));
    }

    [Test]
    public void A_file_in_use_is_refused()
    {
        Assert.That(() => SqliteTrackerStore.Open(Path), Throws.InstanceOf<StateFileException>().With.Message.Contains("in use"));
    }

    [TestCase("PRAGMA user_version = 2", "version 2")]
    [TestCase("PRAGMA application_id = 5", "not the state of a tracker")]
    public void A_foreign_or_newer_file_is_refused_and_left_as_it_is(string sql, string why)
    {
        _store.Dispose();
        using (var connection = new Microsoft.Data.Sqlite.SqliteConnection($"Data Source={Path};Pooling=False"))
        {
            connection.Open();
            using var command = connection.CreateCommand();
            command.CommandText = sql;
            command.ExecuteNonQuery();
        }

        AssertRefusedUntouched(why);
    }

    [Test]
    public void A_file_that_is_no_database_is_refused_and_left_as_it_is()
    {
        _store.Dispose();
        File.WriteAllText(Path, "Dear diary, " + new string('x', 5000));

        AssertRefusedUntouched("not the state of a tracker");
    }

    [Test]
    public void A_damaged_file_is_refused_and_left_as_it_is()
    {
        for (uint uid = 1; uid < 2000; uid += 100)
        {
            var added = Enumerable.Range(0, 100).Select(more => new KnownMessage(new Uid(uid + (uint)more), new MessageIdentity($"<{uid}.{more}@example.test>", 1, null, null)));
            _store.Commit(new StoreChange { Folders = [new FolderChange(new FolderRecord(1, MailboxName.Inbox, '/', FolderRole.Inbox, true, Counters.Unknown, new Uid(1))) { Added = [.. added] }] });
        }

        _store.Dispose();
        var bytes = File.ReadAllBytes(Path);
        Array.Fill(bytes, (byte)0xA5, bytes.Length / 2, 8192);
        File.WriteAllBytes(Path, bytes);

        AssertRefusedUntouched("damaged");
    }

    [TestCase("DELETE FROM account", "0 accounts")]
    [TestCase("UPDATE message SET uid = 0", "no tracker writes")]
    [TestCase("UPDATE folder SET role = 'Nonsense'", "no tracker writes")]
    public void A_file_that_holds_what_no_tracker_writes_says_so_when_it_is_read(string sql, string why)
    {
        var inbox = new FolderRecord(1, MailboxName.Inbox, '/', FolderRole.Inbox, true, Counters.Unknown, new Uid(1));
        _store.Commit(new StoreChange { Account = "u", Folders = [new FolderChange(inbox) { Added = [new KnownMessage(new Uid(1), null)] }] });
        _store.Dispose();
        using (var connection = new Microsoft.Data.Sqlite.SqliteConnection($"Data Source={Path};Pooling=False"))
        {
            connection.Open();
            using var command = connection.CreateCommand();
            command.CommandText = sql;
            command.ExecuteNonQuery();
        }

        _store = SqliteTrackerStore.Open(Path);

        Assert.That(
            () =>
            {
                _store.Load();
                _store.LoadUids(1);
            },
            Throws.InstanceOf<StateFileException>().With.Message.Contains("is damaged").And.Message.Contains(why));
    }

    private void AssertRefusedUntouched(string why)
    {
        var before = File.ReadAllBytes(Path);

        Assert.That(() => SqliteTrackerStore.Open(Path), Throws.InstanceOf<StateFileException>().With.Message.Contains(why));

        Assert.That(File.ReadAllBytes(Path), Is.EqualTo(before));
        _store = SqliteTrackerStore.Open(System.IO.Path.Combine(_folder, "other.db"));
    }
}
