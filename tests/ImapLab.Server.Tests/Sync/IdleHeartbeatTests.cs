using ImapLab.Server.Tests.Bench;

namespace ImapLab.Server.Tests.Sync;

[TestFixture]
internal sealed class IdleHeartbeatTests
{
    [Test]
    public void An_idle_client_hears_every_two_minutes_that_the_server_is_there()
    {
        var bench = new ServerBench(SyncPlans.All with { Limits = SyncPlans.All.Limits with { IdleHeartbeat = TimeSpan.FromMinutes(2) } });
        var client = bench.Select();
        client.Say("b1 IDLE");

        bench.Time.Advance(TimeSpan.FromMinutes(5));

        Assert.That(client.Read(), Is.EqualTo("* OK Still here\n* OK Still here"));
    }

    [Test]
    public void Out_of_idle_it_hears_nothing_and_a_new_idle_counts_from_its_own_beginning()
    {
        var bench = new ServerBench(SyncPlans.All with { Limits = SyncPlans.All.Limits with { IdleHeartbeat = TimeSpan.FromMinutes(2) } });
        var client = bench.Select();
        client.Say("b1 IDLE");
        bench.Time.Advance(TimeSpan.FromMinutes(1));
        client.Say("DONE");

        bench.Time.Advance(TimeSpan.FromMinutes(5));
        Assert.That(client.Read(), Is.Empty);

        client.Say("b2 IDLE");
        bench.Time.Advance(TimeSpan.FromSeconds(119));
        Assert.That(client.Read(), Is.Empty);
        bench.Time.Advance(TimeSpan.FromSeconds(2));
        Assert.That(client.Read(), Is.EqualTo("* OK Still here"));
    }
}
