using ImapLab.Tracking.Accounts;
using ImapLab.Tracking.Ports;
using ImapLab.Tracking.Tests.Fakes;

namespace ImapLab.Tracking.Tests.Accounts;

/// <summary>
/// Random histories on servers that lie, move while they answer, and cut the line: the events must give what the server
/// holds, and never tell anything that was not so.
/// </summary>
[TestFixture]
internal sealed class HistoryTests
{
    private const int Histories = 30;

    public static IEnumerable<TestCaseData> Servers()
    {
        yield return new TestCaseData(new Lies()).SetArgDisplayNames("plain");
        yield return new TestCaseData(new Lies { CondStore = true }).SetArgDisplayNames("condstore");
        yield return new TestCaseData(new Lies { CondStore = true, ModSeqIgnoresExpunge = true }).SetArgDisplayNames("modseq ignores expunge");
        yield return new TestCaseData(new Lies { NoUidNext = true }).SetArgDisplayNames("no UIDNEXT");
        yield return new TestCaseData(new Lies { NoUidNext = true, CondStore = true }).SetArgDisplayNames("no UIDNEXT, condstore");
        yield return new TestCaseData(new Lies { Search = SearchLie.Refused }).SetArgDisplayNames("SEARCH refused");
        yield return new TestCaseData(new Lies { Search = SearchLie.Short }).SetArgDisplayNames("SEARCH short");
        yield return new TestCaseData(new Lies { Search = SearchLie.Places }).SetArgDisplayNames("SEARCH tells places");
        yield return new TestCaseData(new Lies { Search = SearchLie.Places, NoUidNext = true }).SetArgDisplayNames("SEARCH tells places, no UIDNEXT");
    }

    [TestCaseSource(nameof(Servers))]
    public async Task Events_give_what_the_server_holds(Lies lies)
    {
        for (var seed = 1; seed <= Histories; seed++)
            await RunAsync(lies, seed, movesWhileAnswering: false, cuts: false);
    }

    [TestCaseSource(nameof(Servers))]
    public async Task Events_give_what_the_server_holds_though_it_moves_while_it_answers(Lies lies)
    {
        for (var seed = 1; seed <= Histories; seed++)
            await RunAsync(lies, seed, movesWhileAnswering: true, cuts: false);
    }

    [TestCaseSource(nameof(Servers))]
    public async Task Events_give_what_the_server_holds_though_the_line_is_cut(Lies lies)
    {
        for (var seed = 1; seed <= Histories; seed++)
            await RunAsync(lies, seed, movesWhileAnswering: true, cuts: true);
    }

    private static async Task RunAsync(Lies lies, int seed, bool movesWhileAnswering, bool cuts)
    {
        var random = new Random(seed);
        var account = FakeAccount.With(lies);
        account.Create("Work");
        for (var n = 0; n < 6; n++)
            account.Deliver(n % 2 == 0 ? "INBOX" : "Work");
        var mirror = new Mirror(account);
        using var store = new MemoryTrackerStore();
        await SyncAsync(account, store, mirror);

        for (var round = 0; round < 8; round++)
        {
            for (var step = random.Next(5); step > 0; step--)
                Deed(account, random, mayMakeFolders: true);
            var isQuiet = false;
            account.BeforeCommand = _ =>
            {
                if (isQuiet)
                    return;
                if (movesWhileAnswering && random.Next(3) == 0)
                    Deed(account, random, mayMakeFolders: false);
                if (cuts && random.Next(6) == 0)
                    throw new SourceException(SourceFault.Connection, "cut");
            };
            if (movesWhileAnswering || cuts)
                await SyncAsync(account, store, mirror);
            isQuiet = true;
            await SyncAsync(account, store, mirror);

            Assert.That(mirror.Folders, Is.EqualTo(Mirror.TruthOf(account)), $"seed {seed}, round {round}\n{mirror}\n{string.Join('\n', account.Commands.TakeLast(30))}");
        }
    }

    private static void Deed(FakeAccount account, Random random, bool mayMakeFolders)
    {
        var folder = account.Folders.Values.ElementAt(random.Next(account.Folders.Count));
        var uids = folder.Messages.Select(message => message.Uid).ToList();
        switch (random.Next(mayMakeFolders ? 14 : 8))
        {
            case < 4:
                account.Deliver(folder.Name);
                break;
            case < 7 when uids.Count > 0:
                account.Expunge(folder.Name, [.. uids.Where(_ => random.Next(4) == 0).DefaultIfEmpty(uids[random.Next(uids.Count)])]);
                break;
            case 7 when uids.Count > 0:
                // Came and went before anyone looked.
                account.Expunge(folder.Name, account.Deliver(folder.Name));
                break;
            case 8 when uids.Count > 0 && random.Next(4) == 0:
                account.Expunge(folder.Name, [.. uids]);
                break;
            case 9 when !account.Folders.ContainsKey("Travel"):
                account.Create("Travel");
                break;
            case 10 when folder.Name != "INBOX" && folder.Messages.Count == 0:
                account.Delete(folder.Name);
                break;
            case 11:
                folder.HighestModSeq++;
                break;
            case > 11 when uids.Count > 0:
                var to = account.Folders.Keys.ElementAt(random.Next(account.Folders.Count));
                account.Copy(folder.Name, uids[random.Next(uids.Count)], to, andExpunge: random.Next(4) > 0);
                break;
        }
    }

    /// <summary>A new tracker on the same store, as after a restart.</summary>
    private static async Task SyncAsync(FakeAccount account, MemoryTrackerStore store, Mirror mirror)
    {
        var time = new ManualTime();
        var tracker = new AccountTracker(account, store, mirror, new TrackerOptions { Account = "u", SyncAttempts = 1000 }, time);
        var done = tracker.SyncAsync(CancellationToken.None);
        for (var wait = 0; wait < 2000 && !done.IsCompleted; wait++)
            time.Advance(TimeSpan.FromMinutes(1));
        Assert.That(done.IsCompleted, Is.True, () => $"the tracker is stuck: {tracker.Activity}\n{string.Join('\n', account.Commands.TakeLast(30))}");
        await done;
    }
}
