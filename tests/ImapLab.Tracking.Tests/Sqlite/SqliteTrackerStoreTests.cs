using ImapLab.Protocol.Mail;
using ImapLab.Protocol.Numbers;
using ImapLab.Tracking.Events;
using ImapLab.Tracking.Ports;
using ImapLab.Tracking.Sqlite;

namespace ImapLab.Tracking.Tests.Sqlite;

[TestFixture]
internal sealed class SqliteTrackerStoreTests : TrackerStoreContract
{
    private static readonly FolderRecord Inbox = new(1, MailboxName.Inbox, '/', FolderRole.Inbox, true, Counters.Unknown, new Uid(1));

    private StateFolder _folder = null!;
    private SqliteTrackerStore _store = null!;

    protected override ITrackerStore Store => _store;

    [SetUp]
    public void Open()
    {
        _folder = new StateFolder();
        _store = SqliteTrackerStore.Open(_folder.State);
    }

    [TearDown]
    public void Close()
    {
        _store.Dispose();
        _folder.Dispose();
    }

    [Test]
    public void A_file_is_found_again_as_it_was_left()
    {
        _store.Log.Enrol("one");
        _store.Commit(new StoreChange { Account = "u", Initialized = true, Events = [Told(1), Told(2, "A"), Told(3)] });
        _store.Log.Acknowledge("one", 1);
        _store.Log.PutOff("one", 2, Told(2).At);
        _store.Dispose();

        _store = SqliteTrackerStore.Open(_folder.State);
        _store.Log.Enrol("one");

        Assert.That(_store.Load().Account, Is.EqualTo("u"));
        Assert.That(_store.Log.LoadUntold("one", 10), Is.EqualTo((OutboxEntry[])[Told(3)]));
        Assert.That(_store.Log.LoadPutOff("one", "A"), Is.EqualTo(new PutOffEvent(Told(2, "A"), Told(2).At)));
    }

    [Test]
    public void A_change_that_fails_leaves_nothing_behind()
    {
        _store.Commit(new StoreChange { Events = [Told(1)], Folders = [new FolderChange(Inbox) { Added = [new(new Uid(1), null)] }] });

        Assert.That(
            () => _store.Commit(new StoreChange
            {
                Initialized = true,
                Folders = [new FolderChange(Inbox) { Added = [new(new Uid(2), null)], Marked = [new(new Uid(1), new MessageMarks(["$New"], null))] }],
                Events = [Told(2), Told(2)],
            }),
            Throws.InstanceOf<IOException>());

        Assert.That(_store.Load().Initialized, Is.False);
        Assert.That(_store.Load().LastSequence, Is.EqualTo(1));
        Assert.That(_store.LoadUids(1), Is.EqualTo((Uid[])[new(1)]));
        var marks = new MessageMarks(["$Other", "$New"], null);
        _store.Commit(new StoreChange { Initialized = true, Folders = [new FolderChange(Inbox) { Marked = [new(new Uid(1), marks)] }] });
        Assert.That(_store.Load().Initialized, Is.True);
        Assert.That(_store.LoadMarks(1, [new Uid(1)])[new Uid(1)], Is.EqualTo(marks), "a word of the change that failed is not remembered");
    }

    [Test]
    public void What_is_committed_outlives_a_process_that_dies()
    {
        _store.Log.Enrol("one");
        _store.Commit(new StoreChange { Account = "u", Events = [Told(1)] });

        // The files as a killed process leaves them: nothing closed, nothing moved from the log to the file.
        using var copy = new StateFolder();
        foreach (var name in (string[])["state.db", "state.db-wal"])
            File.Copy(_folder.File(name), copy.File(name));
        using var found = SqliteTrackerStore.Open(copy.State);
        found.Log.Enrol("one");

        Assert.That(found.Load().Account, Is.EqualTo("u"));
        Assert.That(found.Log.LoadUntold("one", 10), Has.Count.EqualTo(1));
    }

    [Test]
    public void Any_set_of_uids_is_read_as_it_was_written()
    {
        var random = new Random(20260115);
        var truth = new SortedSet<Uid>();
        for (var round = 0; round < 60; round++)
        {
            var span = (uint)random.Next(1, 40_000);
            var start = round % 7 == 0 ? uint.MaxValue - span : (uint)random.Next(1, 100_000);
            List<Uid> added = [.. Enumerable.Range(0, random.Next(1, 500)).Select(_ => new Uid(start + (uint)random.Next((int)span))).Distinct().Order()];
            List<Uid> removed = [.. truth.Where(_ => random.Next(3) == 0)];
            _store.Commit(new StoreChange { Folders = [new FolderChange(Inbox) { Removed = removed, Added = [.. added.Select(uid => new KnownMessage(uid, null))] }] });
            truth.ExceptWith(removed);
            truth.UnionWith(added);

            Assert.That(_store.LoadUids(1), Is.EqualTo(truth), $"round {round}");
        }
    }

    [Test]
    public void A_message_that_is_gone_is_remembered_with_what_was_known_of_it()
    {
        var read = new MessageNewData(MessageKey.Encode(1, new Uid(5)), new Uid(5)) { Subject = "Hello \"you\"", From = new EventAddress("A", "a@example.test") };
        var told = new TrackerEvent("u", Told(1).At, "INBOX", null, EventNames.MessageNew, "e1", read);
        var entry = new OutboxEntry(1, told.Date, told.Event, told.Path, told.EventId, EventJson.Write(told)) { Message = new MessagePlace(1, new Uid(5)) };
        var identity = new MessageIdentity("<m5@example.test>", 7, Told(0).At, "E");
        _store.Commit(new StoreChange { At = Told(1).At, Folders = [new FolderChange(Inbox) { Added = [new(new Uid(5), identity)] }], Events = [entry] });

        _store.Commit(new StoreChange { At = Told(9).At, Lost = [new Loss(1, null, DeletionProof.FolderGone)], RemovedFolders = [1] });

        using var history = EventHistory.Open(_folder.State);
        Assert.That(history.FindGone(new EventQuery()), Is.EqualTo((GoneMessage[])[
            new(new MessagePlace(1, new Uid(5)), "INBOX", Told(9).At, Told(1).At, DeletionProof.FolderGone, identity, new MessageMarks(null, null)) { Subject = "Hello \"you\"", From = "a@example.test" },
        ]));
    }

    [Test]
    public void The_history_is_purged_by_time()
    {
        _store.Log.Enrol("one");
        _store.Commit(new StoreChange { At = Told(1).At, Folders = [new FolderChange(Inbox) { Added = [new(new Uid(1), null), new(new Uid(2), null)] }], Events = [Told(1), Told(2), Told(3)] });
        _store.Commit(new StoreChange { At = Told(2).At, Lost = [new Loss(1, [new Uid(1)], DeletionProof.Listed)] });
        _store.Commit(new StoreChange { At = Told(3).At, Lost = [new Loss(1, [new Uid(2)], DeletionProof.Listed)] });
        _store.Log.Park("one", 1, "refused");
        _store.Log.Acknowledge("one", 3);

        _store.Purge(Told(3).At);

        using var history = EventHistory.Open(_folder.State);
        Assert.That(history.Find(new EventQuery()), Is.EqualTo((OutboxEntry[])[Told(3)]));
        Assert.That(history.FindGone(new EventQuery()).Select(gone => gone.Place.Uid), Is.EqualTo((Uid[])[new(2)]));
        Assert.That(_folder.Number("SELECT count(*) FROM put_off"), Is.Zero);
    }

    [Test]
    public void A_sink_that_nobody_delivers_to_any_more_does_not_hold_the_history_up()
    {
        _store.Log.Enrol("left");
        _store.Commit(new StoreChange { Events = [Told(1), Told(2)] });
        _store.Log.PutOff("left", 1, Told(1).At);
        _store.Dispose();
        _store = SqliteTrackerStore.Open(_folder.State);
        _store.Log.Enrol("one");

        _store.Purge(Told(9).At);

        Assert.That(_folder.Number("SELECT count(*) FROM event"), Is.Zero);
        _store.Log.Enrol("left");
        Assert.That(_store.Log.LoadUntold("left", 10), Is.Empty);
        Assert.That(_store.Log.LoadLanes("left"), Is.Empty);
    }
}
