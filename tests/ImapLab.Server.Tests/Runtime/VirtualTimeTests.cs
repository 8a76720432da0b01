using ImapLab.Server.Runtime;

namespace ImapLab.Server.Tests.Runtime;

[TestFixture]
internal sealed class VirtualTimeTests
{
    private static readonly DateTimeOffset Start = new(2026, 1, 15, 10, 0, 0, TimeSpan.Zero);

    [Test]
    public void Timers_fire_in_the_order_in_which_they_are_due_and_see_their_own_time()
    {
        var loop = new PumpedLoop();
        var time = new VirtualTime(loop, Start);
        var fired = new List<string>();
        foreach (var seconds in new[] { 30, 10, 20, 10 })
            time.CreateTimer(_ => fired.Add($"{seconds} at {(time.GetUtcNow() - Start).TotalSeconds}"), null, TimeSpan.FromSeconds(seconds), Timeout.InfiniteTimeSpan);

        time.Advance(TimeSpan.FromSeconds(20));

        Assert.That(fired, Is.EqualTo(["10 at 10", "10 at 10", "20 at 20"]));
        Assert.That(time.GetUtcNow(), Is.EqualTo(Start.AddSeconds(20)));
    }

    [Test]
    public void What_a_timer_sets_off_is_over_before_the_clock_goes_on()
    {
        var loop = new PumpedLoop();
        var time = new VirtualTime(loop, Start);
        var log = new List<string>();

        async Task Work(string name, int seconds)
        {
            for (var round = 1; round <= 3; round++)
            {
                await Task.Delay(TimeSpan.FromSeconds(seconds), time).ConfigureAwait(false);
                log.Add($"{name}{round}@{(time.GetUtcNow() - Start).TotalSeconds}");
            }
        }

        loop.Post(() => _ = Work("a", 10));
        loop.Post(() => _ = Work("b", 15));
        time.Advance(TimeSpan.FromMinutes(1));

        Assert.That(log, Is.EqualTo(["a1@10", "b1@15", "a2@20", "b2@30", "a3@30", "b3@45"]));
    }

    [Test]
    public void A_timer_that_was_moved_or_disposed_does_not_fire_at_its_old_time()
    {
        var loop = new PumpedLoop();
        var time = new VirtualTime(loop, Start);
        var fired = new List<double>();
        var moved = time.CreateTimer(_ => fired.Add((time.GetUtcNow() - Start).TotalSeconds), null, TimeSpan.FromSeconds(10), Timeout.InfiniteTimeSpan);
        var disposed = time.CreateTimer(_ => fired.Add(-1), null, TimeSpan.FromSeconds(10), Timeout.InfiniteTimeSpan);
        moved.Change(TimeSpan.FromSeconds(40), Timeout.InfiniteTimeSpan);
        disposed.Dispose();

        time.Advance(TimeSpan.FromMinutes(1));

        Assert.That(fired, Is.EqualTo([40.0]));
    }

    [Test]
    public void A_client_that_leaves_the_thread_is_caught()
    {
        var loop = new PumpedLoop();
        var time = new VirtualTime(loop, Start);

        var escape = Task.Run(() => time.CreateTimer(_ => { }, null, TimeSpan.Zero, Timeout.InfiniteTimeSpan));

        Assert.That(async () => await escape, Throws.InvalidOperationException.With.Message.Contains("must not hop threads"));
        Assert.That(loop.Escaped, Is.True);
    }
}
