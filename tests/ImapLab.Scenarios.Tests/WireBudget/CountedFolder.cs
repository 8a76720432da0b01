using ImapLab.Profiles;
using ImapLab.Profiles.Yaml;
using ImapLab.Protocol.Commands;
using ImapLab.Protocol.Mail;
using ImapLab.Protocol.Numbers;
using ImapLab.Server;
using ImapLab.Server.Mailboxes;
using ImapLab.Server.Runtime;
using ImapLab.Tracking.Accounts;
using ImapLab.Tracking.Events;
using ImapLab.Tracking.MailKit;
using ImapLab.Tracking.Ports;
using MailKit.Security;

namespace ImapLab.Scenarios.Tests.WireBudget;

/// <summary>
/// An INBOX with gaps on a server that offers IMAP4rev1 alone, and a tracker that knows it as it was at first; what the
/// tracker then says and hears is counted.
/// </summary>
internal sealed class CountedFolder
{
    private const string User = "u";
    private const string Password = "p";

    private readonly PumpedLoop _loop = new();
    private readonly VirtualTime _time;
    private readonly FakeImapServer _server;
    private readonly Mailbox _inbox;
    private readonly MailStore _mail;
    private readonly MemoryTrackerStore _store = new();

    /// <param name="messages">How many the folder holds.</param>
    /// <param name="gaps">How many of a hundred UIDs name nobody.</param>
    /// <param name="profile">What the server is like.</param>
    public CountedFolder(int messages, int gaps = 30, string profile = "plain")
    {
        _time = new VirtualTime(_loop, new DateTimeOffset(2026, 1, 15, 10, 0, 0, TimeSpan.Zero));
        var bound = ProfileBinder.Bind(ProfileLibrary.BuiltIn.Load(profile));
        _server = new FakeImapServer(bound.Plan, bound.Quirks, _time, _loop);
        _mail = _server.AddAccount(User, new Secret(Password)).Store;
        _inbox = _mail.Find(MailboxName.Inbox)!;
        var uids = Fill(messages, gaps);
        _store.Commit(new StoreChange
        {
            Account = User,
            Initialized = true,
            Folders =
            [
                new FolderChange(new FolderRecord(
                    1,
                    MailboxName.Inbox,
                    null,
                    FolderRole.Inbox,
                    Baselined: true,
                    new Counters(_inbox.UidValidity, _inbox.UidNext, uids.Count, null),
                    _inbox.UidNext))
                {
                    Added = [.. uids.Select(uid => new KnownMessage(uid, MessageIdentity.None))],
                },
            ],
        });
        Uids = uids;
    }

    /// <summary>The messages that the tracker knows.</summary>
    public IReadOnlyList<Uid> Uids { get; }

    /// <summary>The UIDs that the tracker told to be gone.</summary>
    public List<Uid> ToldGone { get; } = [];

    public void Expunge(IEnumerable<Uid> uids)
    {
        foreach (var uid in uids)
            _inbox.Expunge(0, uid);
    }

    public void Deliver(int count)
    {
        for (; count > 0; count--)
            _inbox.Add(0, _mail.NewMessage(new HeldContent("Subject: new\r\n\r\n"u8.ToArray())), FlagSet.Empty);
    }

    /// <summary>Has the tracker look at everything once.</summary>
    /// <returns>What was exchanged after EXAMINE, descriptions of new messages left out.</returns>
    public IReadOnlyList<Exchange> Track()
    {
        WireLog? log = null;
        var connector = new MailKitConnector(NewOptions(() => log = new WireLog(_server.Connect())), _time);
        var sink = new Sink(ToldGone);
        var tracker = new AccountTracker(connector, _store, sink, new TrackerOptions { Account = User }, _time);
        Run(() => tracker.SyncAsync(CancellationToken.None));
        Assert.That(sink.Warnings, Is.Empty);
        return [.. log!.Exchanges
            .SkipWhile(exchange => !exchange.Command.Contains("EXAMINE", StringComparison.Ordinal))
            .Skip(1)
            .TakeWhile(exchange => !exchange.Command.Contains("LOGOUT", StringComparison.Ordinal))
            .Where(exchange => !exchange.Command.Contains("ENVELOPE", StringComparison.Ordinal))];
    }

    /// <summary>What listing the folder once by SEARCH costs.</summary>
    public long CountListing()
    {
        WireLog? log = null;
        Run(ListAsync);
        return log!.Exchanges.Single(exchange => exchange.Command.Contains("SEARCH", StringComparison.Ordinal)).Bytes;

        async Task ListAsync()
        {
            var connector = new MailKitConnector(NewOptions(() => log = new WireLog(_server.Connect())), _time);
            await using var source = await connector.ConnectAsync(CancellationToken.None);
            await source.OpenAsync(MailboxName.Inbox, CancellationToken.None);
            await source.SearchAllAsync(CancellationToken.None);
        }
    }

    private static MailKitOptions NewOptions(Func<Stream> connect) => new()
    {
        Host = "lab",
        Port = 143,
        Security = SecureSocketOptions.None,
        User = User,
        Password = Password,
        OpenStream = _ => ValueTask.FromResult(connect()),
    };

    private List<Uid> Fill(int messages, int gaps)
    {
        var content = new HeldContent("Subject: old\r\n\r\n"u8.ToArray());
        var all = (int)(messages * 100L / (100 - gaps));
        _inbox.AddAll(0, _mail.NewMessages(all, _ => (content, _time.GetUtcNow())), FlagSet.Empty);
        var random = new Random(1);
        var order = Enumerable.Range(1, all).ToArray();
        random.Shuffle(order);
        Expunge(order.Take(all - messages).Order().Select(uid => new Uid((uint)uid)));
        return [.. order.Skip(all - messages).Order().Select(uid => new Uid((uint)uid))];
    }

    private void Run(Func<Task> work)
    {
        Task? task = null;
        _loop.Post(() => task = work());
        _loop.RunUntilQuiet();
        while (!task!.IsCompleted && _time.NextTimer is not null)
            _time.FireNext();
        task.GetAwaiter().GetResult();
    }

    private sealed class Sink(List<Uid> gone) : IEventSink
    {
        public List<string> Warnings { get; } = [];

        public ValueTask DeliverAsync(TrackerEvent told, CancellationToken cancellationToken)
        {
            if (told.Data is MessageDeletedData deleted)
                gone.Add(deleted.Uid);
            if (told.Data is ProblemData problem)
                Warnings.Add(problem.Reason);
            return ValueTask.CompletedTask;
        }
    }
}
