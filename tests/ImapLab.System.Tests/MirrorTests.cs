using ImapLab.Tracking.Accounts;
using ImapLab.Tracking.Events;
using ImapLab.Tracking.MailKit;
using ImapLab.Tracking.Ports;
using MailKit;
using MailKit.Security;

namespace ImapLab.SystemTests;

/// <summary>
/// The mirror principle against a real server: the events, folded over the first baseline, give exactly what the server
/// holds. Histories are random but seeded, and each is played to servers that advertise more or less: what is told must be
/// the same, however it was found out.
/// </summary>
[TestFixture]
internal sealed class MirrorTests
{
    private const string Plain = "IMAP4rev1";
    private const string WithoutQuickResync = "IMAP4rev1 ID ENABLE IDLE UNSELECT CHILDREN NAMESPACE UIDPLUS LIST-EXTENDED CONDSTORE ESEARCH LIST-STATUS MOVE SPECIAL-USE";
    private const string WithoutModSeqs = "IMAP4rev1 IDLE UNSELECT NAMESPACE UIDPLUS LIST-EXTENDED LIST-STATUS ESEARCH";

    /// <summary>What a server is as Dovecot ships it, and less and less of it.</summary>
    private static readonly string?[] Capabilities = [null, WithoutQuickResync, WithoutModSeqs, Plain];

    [Test]
    public async Task Events_give_what_the_server_holds_and_are_the_same_whatever_it_advertises(
        [Values("maildir:~/mail", "mdbox:~/mail")] string location,
        [Values(1, 2)] int seed)
    {
        List<string>? first = null;
        foreach (var capability in Capabilities)
        {
            var told = await FollowAsync(location, capability, seed);

            first ??= told;
            Assert.That(told, Is.EqualTo(first), capability);
        }
    }

    /// <returns>What came of each round: which messages were told to be there, and which no more.</returns>
    private static async Task<List<string>> FollowAsync(string location, string? capability, int seed)
    {
        await using var server = await DovecotServer.StartAsync(new DovecotOptions { Location = location, Capability = capability });
        await using var hand = await Hand.ConnectAsync(server);
        var history = new RandomHistory(hand, seed);
        await history.BeginAsync();
        var mirror = new Mirror(await hand.ReadAllAsync());
        using var stop = new CancellationTokenSource(TimeSpan.FromMinutes(2));
        var tracker = NewTracker(server, mirror);
        var running = tracker.RunAsync(stop.Token);
        await tracker.SettleAsync(stop.Token);

        var rounds = new List<string>();
        for (var round = 0; round < 12; round++)
        {
            await history.PlayAsync(steps: 6);
            await tracker.SettleAsync(stop.Token);

            Assert.That(mirror.Folders, Is.EqualTo(await hand.ReadAllAsync()), $"after round {round}: {history}\n{mirror}");
            rounds.Add(mirror.TakeRound());
        }

        Assert.That(mirror.Problems, Is.Empty);
        Assert.That(running.IsCompleted, Is.False);
        await stop.CancelAsync();
        Assert.That(async () => await running, Throws.InstanceOf<OperationCanceledException>());
        return rounds;
    }

    private static AccountTracker NewTracker(DovecotServer server, Mirror mirror) => new(
        new MailKitConnector(
            new MailKitOptions
            {
                Host = "127.0.0.1",
                Port = server.Port,
                Security = SecureSocketOptions.None,
                User = "u",
                Password = DovecotServer.Password,
            },
            TimeProvider.System),
        new MemoryTrackerStore(),
        mirror,
        new TrackerOptions { Account = "u", Poll = TimeSpan.FromMinutes(1) },
        TimeProvider.System);

    /// <summary>What a consumer of the events believes the account to hold.</summary>
    private sealed class Mirror(SortedDictionary<string, SortedDictionary<uint, string>> baseline) : IEventSink
    {
        private readonly List<string> _told = [];
        private readonly SortedDictionary<string, int> _round = new(StringComparer.Ordinal);

        public SortedDictionary<string, SortedDictionary<uint, string>> Folders { get; } = baseline;

        public List<string> Problems { get; } = [];

        public ValueTask DeliverAsync(TrackerEvent told, CancellationToken cancellationToken)
        {
            _told.Add(EventJson.Write(told));
            switch (told.Data)
            {
                case MessageNewData message:
                    Come(told.Path!, message.Uid.Value, message.MessageId!);
                    break;
                case MessageDeletedData message:
                    Go(told.Path!, message.Uid.Value);
                    break;
                case MessageMovedData message:
                    Go(message.PreviousPath, message.PreviousUid.Value);
                    Come(told.Path!, message.Uid.Value, message.MessageId!);
                    break;
                case MailboxData when told.Event == EventNames.MailboxNew:
                    Folders.Add(told.Path!, []);
                    break;
                case MailboxData:
                    Folders.Remove(told.Path!);
                    break;
                case ProblemData problem:
                    Problems.Add(problem.Reason);
                    break;
                case MailboxResetData:
                    Problems.Add("reset");
                    break;
            }

            return ValueTask.CompletedTask;
        }

        /// <summary>
        /// What the events since the last call come to. A message that came and went between two looks may be told as both
        /// or not at all, and one that went elsewhere as moved or as gone and new.
        /// </summary>
        public string TakeRound()
        {
            var told = string.Join(", ", _round.Where(change => change.Value != 0).Select(change => $"{change.Value:+0;-0} {change.Key}"));
            _round.Clear();
            return told;
        }

        public override string ToString() => string.Join('\n', _told);

        private void Come(string path, uint uid, string messageId)
        {
            Count($"{path} {uid} {messageId}", 1);
            if (!Folders[path].TryAdd(uid, messageId))
                Problems.Add($"{path} {uid} was told to be new twice");
        }

        private void Go(string path, uint uid)
        {
            Count($"{path} {uid} {Folders[path].GetValueOrDefault(uid)}", -1);
            if (!Folders[path].Remove(uid))
                Problems.Add($"{path} {uid} was told to be gone and was not there");
        }

        private void Count(string what, int by) => _round[what] = _round.GetValueOrDefault(what) + by;
    }

    /// <summary>Deeds of a second client, drawn from a seed.</summary>
    private sealed class RandomHistory(Hand hand, int seed)
    {
        private static readonly string[] Names = ["INBOX", "Work", "Travel", "Odd & \"äö\" %*"];

        private readonly Random _random = new(seed);
        private readonly List<string> _deeds = [];
        private int _delivered;

        public async Task BeginAsync()
        {
            await hand.CreateAsync("Work");
            for (var n = 0; n < 8; n++)
                await hand.DeliverAsync(n % 2 == 0 ? "INBOX" : "Work", $"m{_delivered++}");
        }

        public async Task PlayAsync(int steps)
        {
            for (var step = 0; step < steps; step++)
                await PlayAsync();
        }

        public override string ToString() => string.Join("; ", _deeds);

        private async Task PlayAsync()
        {
            var all = await hand.ReadAllAsync();
            var folder = Pick([.. all.Keys]);
            var uids = all[folder].Keys.Select(uid => new UniqueId(uid)).ToList();
            var name = Pick(Names);
            switch (_random.Next(12))
            {
                case < 5:
                    _deeds.Add($"deliver to {folder}");
                    await hand.DeliverAsync(folder, $"m{_delivered++}");
                    break;
                case < 8 when uids.Count > 0:
                    var some = uids.Where(_ => _random.Next(3) == 0).DefaultIfEmpty(uids[0]).ToArray();
                    _deeds.Add($"expunge {string.Join(',', some)} of {folder}");
                    await hand.ExpungeAsync(folder, some);
                    break;
                case 8 when uids.Count > 0:
                    var target = Pick([.. all.Keys]);
                    _deeds.Add($"copy {folder} to {target}");
                    await hand.CopyAsync(folder, target, [.. uids.Take(3)]);
                    break;
                case 9 when uids.Count > 0:
                    _deeds.Add($"flag in {folder}");
                    await hand.FlagAsync(folder, uids[0]);
                    break;
                case 10 when !all.ContainsKey(name):
                    _deeds.Add($"create {name}");
                    await hand.CreateAsync(name);
                    break;
                case 11 when name != "INBOX" && all.ContainsKey(name) && !_deeds.TakeLast(6).Any(deed => deed.EndsWith(name, StringComparison.Ordinal)):
                    // Not in the round in which it is made anew: that would be a reset, which has a test of its own.
                    _deeds.Add($"delete {name}");
                    await hand.DeleteAsync(name);
                    break;
            }
        }

        private T Pick<T>(T[] choices) => choices[_random.Next(choices.Length)];
    }
}
