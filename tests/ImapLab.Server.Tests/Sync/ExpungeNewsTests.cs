using ImapLab.Server.Tests.Bench;

namespace ImapLab.Server.Tests.Sync;

/// <summary>What servers tell beside an EXPUNGE.</summary>
[TestFixture]
internal sealed class ExpungeNewsTests
{
    [Test]
    public void Exists_may_follow_though_nothing_came()
    {
        var (client, other) = Two(new ServerBench(SyncPlans.Where(session => session with { ExistsAfterExpunges = true })));

        Assert.That(client.Say("b1 EXPUNGE"), Is.EqualTo("* 1 EXPUNGE\n* 1 EXPUNGE\n* 2 EXISTS\n* 2 RECENT\nb1 OK EXPUNGE completed"));
        Assert.That(other.Say("c1 NOOP"), Does.Contain("* 1 EXPUNGE\n* 1 EXPUNGE\n* 2 EXISTS\n").And.Not.Contains("* 2 EXISTS\n* 2 EXISTS"));
        Assert.That(client.Say("b2 EXPUNGE"), Is.EqualTo("b2 OK EXPUNGE completed"));
    }

    [Test]
    public void One_exists_is_enough_where_something_came_too()
    {
        var bench = new ServerBench(SyncPlans.Where(session => session with { ExistsAfterExpunges = true }));
        var (client, other) = Two(bench);
        other.Say("c1 EXPUNGE");
        bench.Deliver(1);

        Assert.That(client.Say("b1 NOOP").Split('\n').Count(line => line.EndsWith("EXISTS", StringComparison.Ordinal)), Is.EqualTo(1));
    }

    [Test]
    public void The_uids_of_a_move_may_come_last()
    {
        var (client, _) = Two(new ServerBench(SyncPlans.Where(session => session with { MoveTellsUidsLast = true })));

        Assert.That(client.Say("b1 UID MOVE 1:2 Sent"), Is.EqualTo("* 1 EXPUNGE\n* 1 EXPUNGE\n* 2 RECENT\nb1 OK [COPYUID 3 1:2 1:2] UID MOVE completed"));
    }

    /// <summary>Two clients with four messages, of which the first two are marked; the first client has them as recent.</summary>
    private static (RawClient One, RawClient Other) Two(ServerBench bench)
    {
        bench.Deliver(4);
        var (one, other) = (bench.Select(), bench.Select());
        one.Say("a2 STORE 1:2 +FLAGS.SILENT (\\Deleted)");
        other.Say("a2 NOOP");
        return (one, other);
    }
}
