using ImapLab.Tracking.Delivery;
using ImapLab.Tracking.Ports;
using ImapLab.Tracking.Tests.Fakes;

namespace ImapLab.Tracking.Tests.Delivery;

[TestFixture]
internal sealed class ReplayerTests
{
    private ManualTime _time = null!;
    private FakePost _post = null!;

    private static IEnumerable<OutboxEntry> Events => Enumerable.Range(1, 4).Select(at => new OutboxEntry(at, default, "messageNew", "A", $"e{at}", "{}"));

    [SetUp]
    public void Begin()
    {
        SynchronizationContext.SetSynchronizationContext(null);
        _time = new ManualTime();
        _post = new FakePost();
    }

    [Test]
    public void What_is_refused_for_good_is_left_out()
    {
        _post.Reply = entry => entry.Sequence == 2 ? new PostReply.Refused("it answered 413.") : null;
        var replayer = new Replayer(_post, new CarrierOptions(), _time);

        var stopped = replayer.RunAsync(Events, CancellationToken.None);

        Assert.That(stopped.Result, Is.Null);
        Assert.That((replayer.Taken, replayer.Refused), Is.EqualTo((3, 1)));
    }

    [Test]
    public void What_fails_for_a_while_is_offered_again_before_the_next()
    {
        var failures = 3;
        _post.Reply = entry => entry.Sequence == 2 && failures-- > 0 ? new PostReply.Unavailable("connection refused.") : null;

        var stopped = new Replayer(_post, new CarrierOptions(), _time).RunAsync(Events, CancellationToken.None);
        _time.Advance(TimeSpan.FromMinutes(5));

        Assert.That(stopped.Result, Is.Null);
        Assert.That(_post.Taken, Is.EqualTo((long[])[1, 2, 3, 4]));
    }

    [Test]
    public void What_fails_for_long_ends_the_replay_where_it_stands()
    {
        _post.Reply = entry => entry.Sequence == 3 ? new PostReply.Failed("it answered 500.") : null;

        var stopped = new Replayer(_post, new CarrierOptions(), _time).RunAsync(Events, CancellationToken.None);
        _time.Advance(TimeSpan.FromHours(1));

        Assert.That(stopped.Result!.Sequence, Is.EqualTo(3));
        Assert.That(_post.Taken, Is.EqualTo((long[])[1, 2]));
        Assert.That(_post.Offered.Count(offered => offered.Sequence == 3), Is.EqualTo(5));
    }
}
