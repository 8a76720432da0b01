using ImapLab.Differential.Tests.Running;
using ImapLab.Differential.Tests.Sides;
using ImapLab.Server.Mailboxes;
using ImapLab.Server.Plans;
using ImapLab.SystemPrograms;

namespace ImapLab.Differential.Tests;

/// <summary>The comparison is worth something: a fake server that is wrong on purpose is found, in spite of all that is normalised and accepted.</summary>
[TestFixture]
internal sealed class SpoiltServerTests
{
    private const int Enough = 5000;

    private DovecotServer _server = null!;

    private static IEnumerable<TestCaseData> Faults =>
    [
        Fault("an expunge does not move HIGHESTMODSEQ", semantics => semantics with { ExpungeMovesHighestModSeq = false }),
        Fault("NOOP tells no expunges", semantics => semantics with { Session = semantics.Session with { News = new Dictionary<string, NewsRule>(semantics.Session.News) { ["NOOP"] = NewsRule.ButExpunges } } }),
        Fault("what is gone is not found", semantics => semantics with { Session = semantics.Session with { Gone = semantics.Session.Gone with { SearchFinds = false } } }),
        Fault("what is gone is not told of", semantics => semantics with { Session = semantics.Session with { Gone = semantics.Session.Gone with { Fetch = GoneFetch.Skipped } } }),
        Fault("STORE tells what it did not change", semantics => semantics with { Session = semantics.Session with { StoreAnswer = StoreAnswer.Named } }),
        Fault("EXPUNGE goes up", semantics => semantics with { ExpungeOrder = ExpungeOrder.Ascending }),
        Fault("a range above the last number is the last message", semantics => semantics with { Search = semantics.Search with { NumberRangeAboveLast = RangeAboveLast.LastMessage } }),
    ];

    [OneTimeSetUp]
    public async Task StartAsync() => _server = await RealServer.StartAsync();

    [OneTimeTearDown]
    public async Task StopAsync()
    {
        if (_server is not null)
            await _server.DisposeAsync();
    }

    [TestCaseSource(nameof(Faults))]
    public void A_server_that_is_wrong_is_found(Func<ServerPlan, ServerPlan> spoil) =>
        Assert.That(new Campaign(_server, spoil).Run(firstSeed: 1, Enough, mostKinds: 1).Kinds, Is.Positive);

    private static TestCaseData Fault(string name, Func<MailboxSemantics, MailboxSemantics> spoil) =>
        new TestCaseData((ServerPlan plan) => plan with { Semantics = spoil(plan.Semantics) }).SetArgDisplayNames(name);
}
