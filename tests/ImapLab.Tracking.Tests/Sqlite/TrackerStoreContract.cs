using ImapLab.Protocol.Mail;
using ImapLab.Protocol.Numbers;
using ImapLab.Tracking.Ports;

namespace ImapLab.Tracking.Tests.Sqlite;

/// <summary>What every store must do; run on each of them.</summary>
internal abstract class TrackerStoreContract
{
    private static readonly DateTimeOffset Now = new(2026, 1, 15, 10, 30, 0, TimeSpan.Zero);

    private static readonly MessageIdentity Identity =
        new("<a@b>", 5_000_000_000, new DateTimeOffset(2026, 1, 2, 3, 4, 5, TimeSpan.FromHours(2)), "M1") { ThreadId = "T1" };

    private static readonly FolderRecord Folder = new(
        1,
        new MailboxName("Work/ä \"q\""),
        '/',
        FolderRole.Archive,
        true,
        new Counters(new UidValidity(uint.MaxValue), new Uid(uint.MaxValue), 3, new ModSeq(long.MaxValue)),
        new Uid(uint.MaxValue)) { MailboxId = "F2212ea87" };

    protected abstract ITrackerStore Store { get; }

    [Test]
    public void A_new_store_knows_nothing()
    {
        Assert.That(Store.Load() with { Folders = [] }, Is.EqualTo(new StoredAccount(null, false, 0, 0, [])).Using<StoredAccount>(SameAccount));
        Assert.That(Store.LoadHeld(), Is.Empty);
    }

    [Test]
    public void What_is_written_is_read()
    {
        Store.Commit(new StoreChange
        {
            Account = "u",
            Folders = [new FolderChange(Folder) { Added = [new(new Uid(1), null), new(new Uid(uint.MaxValue), Identity), new(new Uid(7), MessageIdentity.None)] }],
            Events = [Told(1), Told(2)],
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
        Assert.That(identities[new Uid(7)], Is.EqualTo(MessageIdentity.None));
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
        Assert.That(Store.LoadIdentities(1, [new Uid(1), new Uid(9)]), Is.Empty);
    }

    [Test]
    public void Folders_share_no_message()
    {
        Uid[] uids = [new(1), new(4096), new(uint.MaxValue)];
        foreach (var number in (int[])[1, 2, 3])
        {
            Store.Commit(new StoreChange
            {
                Folders = [new FolderChange(Folder with { Number = number, Name = new MailboxName($"{number}") }) { Added = [.. uids.Select(uid => new KnownMessage(uid, Identity))] }],
            });
        }

        Store.Commit(new StoreChange { RemovedFolders = [2] });

        Assert.That(Store.LoadUids(1), Is.EqualTo(uids));
        Assert.That(Store.LoadUids(3), Is.EqualTo(uids));
        Assert.That(Store.LoadIdentities(3, uids), Has.Count.EqualTo(3));
        Assert.That(Store.Load().Folders.Select(folder => folder.Number), Is.EqualTo((int[])[1, 3]));
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
    public void Marks_are_kept_beside_the_identity_and_do_not_stand_for_it()
    {
        var seen = new MessageMarks(["\\Seen", "$Forwarded"], ["Work", "ä"]);
        var bare = new MessageMarks([], null);
        Store.Commit(new StoreChange { Folders = [new FolderChange(Folder) { Added = [new(new Uid(1), null), new(new Uid(2), Identity), new(new Uid(3), null)] }] });

        Store.Commit(new StoreChange { Folders = [new FolderChange(Folder) { Marked = [new(new Uid(1), bare), new(new Uid(2), seen), new(new Uid(8), seen)] }] });

        var marks = Store.LoadMarks(1, [new Uid(1), new Uid(2), new Uid(3), new Uid(8)]);
        Assert.That(marks.Keys, Is.EquivalentTo((Uid[])[new(1), new(2)]));
        Assert.That(marks[new Uid(1)], Is.EqualTo(bare), "no flags is not the same as flags unknown");
        Assert.That(marks[new Uid(2)], Is.EqualTo(seen));
        Assert.That(Store.LoadIdentities(1, [new Uid(1), new Uid(2)]).Keys, Is.EqualTo((Uid[])[new(2)]));
        Assert.That(Store.LoadUnidentified(1, 10), Is.EqualTo((Uid[])[new(1), new(3)]));
    }

    [Test]
    public void An_identity_learnt_later_leaves_the_marks_as_they_are()
    {
        var seen = new MessageMarks(["\\Seen"], null);
        Store.Commit(new StoreChange { Folders = [new FolderChange(Folder) { Added = [new(new Uid(1), null)], Marked = [new(new Uid(1), seen)] }] });

        Store.Commit(new StoreChange { Folders = [new FolderChange(Folder) { Identified = [new(new Uid(1), Identity)] }] });

        Assert.That(Store.LoadMarks(1, [new Uid(1)])[new Uid(1)], Is.EqualTo(seen));
        Assert.That(Store.LoadIdentities(1, [new Uid(1)])[new Uid(1)], Is.EqualTo(Identity));
    }

    [Test]
    public void A_held_deletion_is_remembered_until_it_is_told_or_turns_out_to_be_none()
    {
        var seen = new MessageMarks(["\\Seen"], ["Work"]);
        Store.Commit(new StoreChange { At = Now, Folders = [new FolderChange(Folder) { Added = [new(new Uid(1), Identity), new(new Uid(2), null), new(new Uid(3), null)], Marked = [new(new Uid(1), seen)] }] });
        Uid[] gone = [new(1), new(2), new(3)];

        Store.Commit(new StoreChange
        {
            At = Now.AddMinutes(1),
            Lost = [new Loss(1, gone, DeletionProof.Announced) { IsHeld = true }],
            Folders = [new FolderChange(Folder) { Removed = gone }],
        });

        Assert.That(Store.LoadUids(1), Is.Empty);
        Assert.That(Store.LoadHeld(), Is.EqualTo((GoneMessage[])[
            new(new MessagePlace(1, new Uid(1)), Folder.Name.Text, Now.AddMinutes(1), Now, DeletionProof.Announced, Identity, seen),
            new(new MessagePlace(1, new Uid(2)), Folder.Name.Text, Now.AddMinutes(1), Now, DeletionProof.Announced, null, new MessageMarks(null, null)),
            new(new MessagePlace(1, new Uid(3)), Folder.Name.Text, Now.AddMinutes(1), Now, DeletionProof.Announced, null, new MessageMarks(null, null)),
        ]));
        Store.Purge(Now.AddYears(1));
        Assert.That(Store.LoadHeld(), Has.Count.EqualTo(3), "what is held is not told yet, however old");
        Store.Commit(new StoreChange { Released = [new MessagePlace(1, new Uid(1))], Recovered = [new MessagePlace(1, new Uid(2))] });
        Assert.That(Store.LoadHeld().Select(message => message.Place.Uid), Is.EqualTo((Uid[])[new(3)]));
    }

    protected static OutboxEntry Told(long sequence, string? path = null) => new(sequence, Now.AddSeconds(sequence), "syncWarning", path, $"e{sequence}", "{}");

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
