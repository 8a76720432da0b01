using ImapLab.Protocol.Mail;
using ImapLab.Protocol.Numbers;
using ImapLab.Tracking.Ports;
using ImapLab.Tracking.Sqlite;

namespace ImapLab.Tracking.Tests.Sqlite;

/// <summary>What a state file weighs, and what a change writes. Counted, not timed.</summary>
[TestFixture]
internal sealed class StoreSizeTests
{
    private static readonly FolderRecord Inbox = new(1, MailboxName.Inbox, '/', FolderRole.Inbox, true, Counters.Unknown, new Uid(1));
    private static readonly DateTimeOffset Now = new(2026, 1, 15, 10, 30, 0, TimeSpan.Zero);

    private StateFolder _folder = null!;

    [SetUp]
    public void Make() => _folder = new StateFolder();

    [TearDown]
    public void Delete() => _folder.Dispose();

    [Test]
    public void A_message_with_its_identity_takes_less_than_200_bytes_of_the_file()
    {
        const int Messages = 100_000;
        var random = new Random(4);
        using (var store = SqliteTrackerStore.Open(_folder.State))
        {
            // As a tracker does it: all UIDs at once, then the identities chunk by chunk.
            store.Commit(new StoreChange { Folders = [new FolderChange(Inbox) { Added = [.. Uids(Messages, 1).Select(uid => new KnownMessage(uid, null))] }] });
            foreach (var chunk in Uids(Messages, 1).Chunk(500))
                store.Commit(new StoreChange { Folders = [new FolderChange(Inbox) { Identified = [.. chunk.Select(uid => new KnownMessage(uid, Identity(random)))] }] });
        }

        var size = new FileInfo(_folder.State).Length;
        TestContext.Out.WriteLine($"{size} bytes, {(double)size / Messages:F1} a message");
        Assert.That(size, Is.LessThan(200L * Messages).And.GreaterThan(60L * Messages), "less than the Message-IDs alone would be no measure");
    }

    [Test]
    public void The_uids_of_a_dense_folder_take_next_to_nothing()
    {
        const int Messages = 1_000_000;
        using (var store = SqliteTrackerStore.Open(_folder.State))
            store.Commit(new StoreChange { Folders = [new FolderChange(Inbox) { Added = [.. Uids(Messages, 1).Select(uid => new KnownMessage(uid, MessageIdentity.None))] }] });

        var bytes = _folder.Number("SELECT sum(length(uids)) + 16 * count(*) FROM uid_chunk");
        TestContext.Out.WriteLine($"{bytes} bytes for {Messages} UIDs");
        Assert.That(bytes, Is.LessThan(Messages / 100));
    }

    [Test]
    public void The_uids_of_a_folder_with_gaps_take_less_than_two_bytes()
    {
        const int Messages = 200_000;
        var random = new Random(5);
        var uid = 0u;
        using (var store = SqliteTrackerStore.Open(_folder.State))
            store.Commit(new StoreChange { Folders = [new FolderChange(Inbox) { Added = [.. Enumerable.Range(0, Messages).Select(_ => new KnownMessage(new Uid(uid += (uint)random.Next(1, 3)), null))] }] });

        var bytes = new FileInfo(_folder.State).Length;
        TestContext.Out.WriteLine($"{(double)bytes / Messages:F2} bytes a UID, asked and unasked");
        Assert.That(bytes, Is.LessThan(4 * Messages), "twice: once as known, once as not asked for yet");
    }

    [TestCase(10_000)]
    [TestCase(1_000_000)]
    public void One_deletion_writes_a_few_pages_whatever_the_folder_holds(int messages)
    {
        using var store = SqliteTrackerStore.Open(_folder.State);
        store.Log.Enrol(SinkNames.Stdout);
        store.Commit(new StoreChange { Account = "u", Folders = [new FolderChange(Inbox) { Added = [.. Uids(messages, 1).Select(uid => new KnownMessage(uid, uid.Value % 10 == 0 ? new MessageIdentity("<a@b>", 1, Now, null) : null))] }] });
        _folder.Execute("PRAGMA wal_checkpoint(TRUNCATE)");
        var before = new FileInfo(_folder.State + "-wal").Length;

        var gone = new Uid((uint)messages / 2);
        store.Commit(new StoreChange
        {
            At = Now,
            Lost = [new Loss(1, [gone], DeletionProof.Announced)],
            Folders = [new FolderChange(Inbox) { Removed = [gone] }],
            Events = [new OutboxEntry(1, Now, "messageDeleted", "INBOX", "e1", new string('x', 300)) { Message = new MessagePlace(1, gone) }],
        });
        store.Log.Acknowledge(SinkNames.Stdout, 1);

        var written = new FileInfo(_folder.State + "-wal").Length - before;
        TestContext.Out.WriteLine($"{written} bytes");
        Assert.That(before, Is.Zero);
        Assert.That(written, Is.GreaterThan(0).And.LessThanOrEqualTo(20 * 4120), "twenty pages with their frames");
        Assert.That(store.LoadUids(1), Has.Count.EqualTo(messages - 1));
    }

    private static IEnumerable<Uid> Uids(int count, int first) => Enumerable.Range(first, count).Select(uid => new Uid((uint)uid));

    /// <summary>As long as those that travel: most ids are between 50 and 85 characters.</summary>
    private static MessageIdentity Identity(Random random)
    {
        var host = (string[])["mail.gmail.com", "smtpclient.apple", "AM0PR04MB5678.eurprd04.prod.outlook.com", "email.amazonses.com", "example.org"];
        var id = $"<{Text(random, random.Next(28, 52))}@{host[random.Next(host.Length)]}>";
        return new MessageIdentity(id, random.Next(1000, 90_000), Now.AddSeconds(-random.Next(100_000_000)), null);
    }

    private static string Text(Random random, int length) =>
        string.Create(length, random, static (text, random) =>
        {
            for (var at = 0; at < text.Length; at++)
                text[at] = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789+-_="[random.Next(66)];
        });
}
