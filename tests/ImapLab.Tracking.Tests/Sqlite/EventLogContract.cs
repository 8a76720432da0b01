using ImapLab.Tracking.Ports;

namespace ImapLab.Tracking.Tests.Sqlite;

/// <summary>What every event log must do; run on each of them.</summary>
internal abstract class EventLogContract
{
    private static readonly DateTimeOffset Now = new(2026, 1, 15, 10, 30, 0, TimeSpan.Zero);

    protected abstract ITrackerStore Store { get; }

    private IEventLog Log => Store.Log;

    [Test]
    public void A_sink_begins_with_the_next_event()
    {
        Log.Enrol("early");
        Tell("A");
        Log.Enrol("late");
        Tell("B");

        Assert.That(Log.LoadUntold("early", 10).Select(told => told.Sequence), Is.EqualTo((long[])[1, 2]));
        Assert.That(Log.LoadUntold("late", 10).Select(told => told.Sequence), Is.EqualTo((long[])[2]));
    }

    [Test]
    public void An_event_is_read_as_it_was_written()
    {
        Log.Enrol("one");
        var told = new OutboxEntry(1, Now, "messageNew", "Work/ä", "e1", "{\"a\":\"ä\"}") { Message = new MessagePlace(7, new Protocol.Numbers.Uid(uint.MaxValue)) };

        Store.Commit(new StoreChange { Events = [told] });

        Assert.That(Log.LoadUntold("one", 10), Is.EqualTo((OutboxEntry[])[told]));
    }

    [Test]
    public void Each_sink_has_a_cursor_of_its_own_that_never_goes_back()
    {
        Log.Enrol("one");
        Log.Enrol("other");
        Tell("A", "A", "A");

        Log.Acknowledge("one", 2);
        Log.Acknowledge("one", 1);

        Assert.That(Log.LoadUntold("one", 10).Select(told => told.Sequence), Is.EqualTo((long[])[3]));
        Assert.That(Log.LoadUntold("other", 2).Select(told => told.Sequence), Is.EqualTo((long[])[1, 2]), "no more than asked for");
        Log.Acknowledge("one", 3);
        Log.Acknowledge("other", 3);
        Assert.That(Store.Load().LastSequence, Is.EqualTo(3));
    }

    [Test]
    public void What_is_put_off_waits_folder_by_folder_in_order()
    {
        Log.Enrol("one");
        Tell("A", "B", "A", null!);

        Log.PutOff("one", 1, Now);
        Log.Acknowledge("one", 2);
        Log.PutOff("one", 3, null);
        Log.PutOff("one", 4, Now);

        Assert.That(Log.LoadUntold("one", 10), Is.Empty);
        Assert.That(Log.LoadLanes("one"), Is.EquivalentTo((string?[])["A", null]));
        Assert.That(Log.LoadPutOff("one", "A"), Is.EqualTo(new PutOffEvent(Entry(1, "A"), Now)));
        Log.Settle("one", 1);
        Assert.That(Log.LoadPutOff("one", "A"), Is.EqualTo(new PutOffEvent(Entry(3, "A"), null)));
        Log.PutOff("one", 3, Now.AddHours(2));
        Assert.That(Log.LoadPutOff("one", "A"), Is.EqualTo(new PutOffEvent(Entry(3, "A"), Now.AddHours(2))));
        Assert.That(Log.LoadPutOff("one", null)!.Entry.Sequence, Is.EqualTo(4));
        Assert.That(Log.LoadPutOff("one", "B"), Is.Null);
    }

    [Test]
    public void What_is_parked_waits_no_more()
    {
        Log.Enrol("one");
        Tell("A", "A", "A");

        Log.PutOff("one", 1, Now);
        Log.Park("one", 1, "it was refused");
        Log.Park("one", 2, "it was refused");

        Assert.That(Log.LoadPutOff("one", "A"), Is.Null);
        Assert.That(Log.LoadLanes("one"), Is.Empty);
        Assert.That(Log.LoadUntold("one", 10).Select(told => told.Sequence), Is.EqualTo((long[])[3]));
    }

    [Test]
    public void What_a_sink_has_still_to_take_is_not_purged()
    {
        Log.Enrol("one");
        Log.Enrol("other");
        Tell("A", "A", "A", "A");
        Log.PutOff("one", 1, Now);
        Log.Acknowledge("one", 4);
        Log.Acknowledge("other", 3);

        Store.Purge(Now.AddYears(1));

        Assert.That(Log.LoadPutOff("one", "A")!.Entry.Sequence, Is.EqualTo(1));
        Assert.That(Log.LoadUntold("other", 10).Select(told => told.Sequence), Is.EqualTo((long[])[4]));
    }

    private void Tell(params string[] paths)
    {
        var last = Store.Load().LastSequence;
        Store.Commit(new StoreChange { Events = [.. paths.Select((path, index) => Entry(last + 1 + index, path))] });
    }

    private static OutboxEntry Entry(long sequence, string? path) => new(sequence, Now.AddSeconds(sequence), "syncWarning", path, $"e{sequence}", "{}");
}

[TestFixture]
internal sealed class MemoryEventLogTests : EventLogContract
{
    private MemoryTrackerStore _store = null!;

    protected override ITrackerStore Store => _store;

    [SetUp]
    public void Open() => _store = new MemoryTrackerStore();

    [TearDown]
    public void Close() => _store.Dispose();
}

[TestFixture]
internal sealed class SqliteEventLogTests : EventLogContract
{
    private StateFolder _folder = null!;
    private Tracking.Sqlite.SqliteTrackerStore _store = null!;

    protected override ITrackerStore Store => _store;

    [SetUp]
    public void Open()
    {
        _folder = new StateFolder();
        _store = Tracking.Sqlite.SqliteTrackerStore.Open(_folder.State);
    }

    [TearDown]
    public void Close()
    {
        _store.Dispose();
        _folder.Dispose();
    }
}
