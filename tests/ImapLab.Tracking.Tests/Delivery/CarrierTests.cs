using ImapLab.Tracking.Delivery;
using ImapLab.Tracking.Ports;
using ImapLab.Tracking.Tests.Fakes;

namespace ImapLab.Tracking.Tests.Delivery;

[TestFixture]
internal sealed class CarrierTests
{
    private readonly List<string> _notes = [];
    private MemoryTrackerStore _store = null!;
    private ManualTime _time = null!;
    private FakePost _post = null!;
    private CancellationTokenSource _stop = null!;
    private Carrier _carrier = null!;
    private Task _running = Task.CompletedTask;

    [SetUp]
    public void Start()
    {
        SynchronizationContext.SetSynchronizationContext(null);
        _notes.Clear();
        _store = new MemoryTrackerStore();
        _time = new ManualTime();
        _post = new FakePost();
        _stop = new CancellationTokenSource();
        Begin();
    }

    [TearDown]
    public void Stop()
    {
        _stop.Cancel();
        Assert.That(_running.IsCompleted, Is.True);
        _stop.Dispose();
        _store.Dispose();
    }

    [Test]
    public void Events_are_delivered_in_order_as_they_come()
    {
        Tell("A", "B", null, "A");

        Assert.That(_post.Taken, Is.EqualTo((long[])[1, 2, 3, 4]));
        Assert.That(_post.Offered, Has.All.Matches<(long, int Attempt)>(offered => offered.Attempt == 0));
    }

    [Test]
    public void An_event_that_is_refused_holds_up_its_folder_and_no_other()
    {
        var isBroken = true;
        _post.Reply = entry => isBroken && entry.Sequence == 1 ? new PostReply.Failed("it answered 500.") : null;
        Tell("A", "B", "A", null, "B");

        Assert.That(_post.Taken, Is.EqualTo((long[])[2, 4, 5]));
        isBroken = false;
        _time.Advance(TimeSpan.FromSeconds(10));
        Assert.That(_post.Taken, Is.EqualTo((long[])[2, 4, 5, 1, 3]));
        Tell("A");
        Assert.That(_post.Taken[^1], Is.EqualTo(6), "the line is gone");
    }

    [Test]
    public void The_waits_become_longer_up_to_a_bound_and_the_attempts_are_counted()
    {
        var times = new List<double>();
        var began = _time.GetUtcNow();
        _post.Reply = _ =>
        {
            times.Add((_time.GetUtcNow() - began).TotalSeconds);
            return new PostReply.Failed("it answered 500.");
        };
        Tell("A");

        _time.Advance(TimeSpan.FromHours(1));

        var waits = times.Zip(times.Skip(1), (before, after) => after - before).ToList();
        for (var at = 0; at < waits.Count; at++)
        {
            var middle = Math.Min(5 * Math.Pow(2, at), 600);
            Assert.That(waits[at], Is.InRange(middle * 0.8, middle * 1.2), $"wait {at}");
        }

        Assert.That(waits, Has.Count.InRange(9, 13));
        Assert.That(_post.Offered.Select(offered => offered.Attempt), Is.EqualTo(Enumerable.Range(0, times.Count)));
    }

    [Test]
    public void An_event_that_is_refused_too_long_is_set_aside_and_its_folder_goes_on()
    {
        _post.Reply = entry => entry.Sequence == 1 ? new PostReply.Failed("it answered 500.") : null;
        Tell("A", "A");

        _time.Advance(TimeSpan.FromHours(23));
        Assert.That(_post.Taken, Is.Empty);
        _time.Advance(TimeSpan.FromHours(2));

        Assert.That(_post.Taken, Is.EqualTo((long[])[2]));
        Assert.That(_notes[^1], Does.Contain("set aside").And.Contain("--since 1").And.Contain("500"));
        Assert.That(_store.Log.LoadLanes("hook"), Is.Empty);
    }

    [Test]
    public void Time_spent_in_line_is_not_held_against_an_event()
    {
        _post.Reply = entry => entry.Sequence <= 2 ? new PostReply.Failed("it answered 500.") : null;
        Tell("A", "A", "A");

        _time.Advance(TimeSpan.FromHours(30));
        Assert.That(_post.Offered.Select(offered => offered.Sequence).Distinct(), Is.EqualTo((long[])[1, 2]));

        _time.Advance(TimeSpan.FromHours(30));
        Assert.That(_post.Taken, Is.EqualTo((long[])[3]));
    }

    [Test]
    public void An_event_that_is_refused_for_good_is_set_aside_at_once()
    {
        _post.Reply = entry => entry.Sequence == 1 ? new PostReply.Refused("it answered 413.") : null;

        Tell("A", "A");

        Assert.That(_post.Taken, Is.EqualTo((long[])[2]));
        Assert.That(_notes, Has.One.Contains("set aside").And.One.Contains("413"));
    }

    [Test]
    public void While_nobody_is_there_nothing_is_offered_twice_and_nothing_set_aside()
    {
        var isAway = true;
        _post.Reply = _ => isAway ? new PostReply.Unavailable("connection refused.") : null;
        Tell("A", "B", "C");
        Tell("D");

        Assert.That(_post.Offered, Has.Count.EqualTo(1), "what comes meanwhile does not shorten the wait");
        _time.Advance(TimeSpan.FromDays(3));
        Assert.That(_post.Taken, Is.Empty);
        Assert.That(_post.Offered.Select(offered => offered.Sequence).Distinct(), Is.EqualTo((long[])[1]));
        Assert.That(_notes, Has.Count.EqualTo(1), "an outage is told once");
        isAway = false;
        _time.Advance(TimeSpan.FromMinutes(15));
        Assert.That(_post.Taken, Is.EqualTo((long[])[1, 2, 3, 4]));
        Assert.That(_notes[^1], Does.Contain("again"));
    }

    [Test]
    public void An_outage_is_not_held_against_an_event_in_line()
    {
        PostReply? reply = new PostReply.Failed("it answered 500.");
        _post.Reply = _ => reply;
        Tell("A");
        reply = new PostReply.Unavailable("connection refused.");
        _time.Advance(TimeSpan.FromHours(20));
        reply = null;

        _time.Advance(TimeSpan.FromMinutes(15));

        Assert.That(_post.Taken, Is.EqualTo((long[])[1]));
    }

    [TestCase(60, 61)]
    [TestCase(100_000_000, 86_401)]
    public void The_other_side_may_ask_for_a_longer_wait_within_bounds(int asked, int seconds)
    {
        var isBusy = true;
        _post.Reply = _ => isBusy ? new PostReply.Unavailable("it answered 429.", TimeSpan.FromSeconds(asked)) : null;
        Tell("A");
        isBusy = false;

        _time.Advance(TimeSpan.FromSeconds(seconds - 2));
        Assert.That(_post.Taken, Is.Empty);
        _time.Advance(TimeSpan.FromSeconds(2));
        Assert.That(_post.Taken, Is.EqualTo((long[])[1]));
    }

    [Test]
    public void A_wait_that_is_asked_for_one_event_does_not_stop_the_others()
    {
        var isBusy = true;
        _post.Reply = entry => isBusy && entry.Path == "A" ? new PostReply.Failed("it answered 409.", TimeSpan.FromMinutes(5)) : null;
        Tell("A", "B");
        isBusy = false;

        _time.Advance(TimeSpan.FromSeconds(299));
        Assert.That(_post.Taken, Is.EqualTo((long[])[2]));
        _time.Advance(TimeSpan.FromSeconds(1));
        Assert.That(_post.Taken, Is.EqualTo((long[])[2, 1]));
    }

    [Test]
    public void The_next_carrier_goes_on_where_the_last_one_was()
    {
        _post.Reply = entry => entry.Path == "A" ? new PostReply.Failed("it answered 500.") : null;
        Tell("A", "B", "A");
        Restart();
        Tell("A", "B");

        Assert.That(_post.Taken, Is.EqualTo((long[])[2, 5]));
        _post.Reply = _ => null;
        Restart();

        Assert.That(_post.Taken, Is.EqualTo((long[])[2, 5, 1, 3, 4]));
    }

    [Test]
    public void An_event_in_hand_when_the_carrier_stops_is_offered_again()
    {
        _post.Stall = new TaskCompletionSource();
        Tell("A", "A");
        Assert.That(_post.Offered, Has.Count.EqualTo(1));

        _stop.Cancel();
        _post.Stall = null;
        Restart();

        Assert.That(_post.Taken, Is.EqualTo((long[])[1, 2]));
    }

    [Test]
    public async Task Draining_offers_everything_once_and_says_whether_that_was_enough()
    {
        _post.Reply = entry => entry.Path == "A" ? new PostReply.Failed("it answered 500.") : null;
        _stop.Cancel();
        var carrier = new Carrier(_store.Log, "hook", _post, new CarrierOptions(), _time);
        Add("A", "B", "A");

        Assert.That(await carrier.DrainAsync(CancellationToken.None), Is.False);
        Assert.That(_post.Taken, Is.EqualTo((long[])[2]));
        _post.Reply = _ => null;
        _time.Advance(TimeSpan.FromMinutes(1));
        Assert.That(await carrier.DrainAsync(CancellationToken.None), Is.True);
        Assert.That(_post.Taken, Is.EqualTo((long[])[2, 1, 3]));
    }

    [Test]
    public void Each_sink_is_served_by_itself()
    {
        var other = new FakePost();
        var carrier = new Carrier(_store.Log, "other", other, new CarrierOptions(), _time);
        _post.Reply = _ => new PostReply.Unavailable("connection refused.");
        Tell("A", "A");

        Assert.That(carrier.DrainAsync(CancellationToken.None).Result, Is.True);

        Assert.That(other.Taken, Is.EqualTo((long[])[1, 2]));
        Assert.That(_post.Taken, Is.Empty);
    }

    [Test]
    public void Any_misfortune_leaves_each_folders_order_and_loses_nothing()
    {
        for (var seed = 1; seed <= 30; seed++)
        {
            var random = new Random(seed);
            var last = _store.Load().LastSequence;
            var mood = 3;
            _post.Taken.Clear();
            _post.Reply = entry => random.Next(mood) switch
            {
                0 => new PostReply.Failed("it answered 500."),
                1 => new PostReply.Unavailable("connection refused."),
                _ => null,
            };
            for (var round = 0; round < 40; round++)
            {
                Tell([.. Enumerable.Range(0, random.Next(4)).Select(_ => ((string?[])["A", "B", null])[random.Next(3)])]);
                _time.Advance(TimeSpan.FromSeconds(random.Next(60)));
                if (random.Next(10) == 0)
                    Restart();
                mood = random.Next(2, 6);
            }

            _post.Reply = _ => null;
            _time.Advance(TimeSpan.FromHours(2));

            Assert.That(_post.Taken.Order(), Is.EqualTo(Enumerable.Range(1, (int)(_store.Load().LastSequence - last)).Select(at => last + at)), $"seed {seed}");
            foreach (var folder in _post.Taken.GroupBy(sequence => _paths[sequence]))
                Assert.That(folder, Is.Ordered, $"seed {seed}, {folder.Key}");
        }
    }

    private readonly Dictionary<long, string> _paths = [];

    private void Begin()
    {
        _carrier = new Carrier(_store.Log, "hook", _post, new CarrierOptions(), _time);
        _carrier.Noted += _notes.Add;
        _running = _carrier.RunAsync(_stop.Token);
    }

    private void Restart()
    {
        _stop.Cancel();
        Assert.That(_running.IsCanceled, Is.True);
        _stop.Dispose();
        _stop = new CancellationTokenSource();
        Begin();
    }

    private void Tell(params string?[] paths)
    {
        Add(paths);
        _carrier.Wake();
    }

    private void Add(params string?[] paths)
    {
        var last = _store.Load().LastSequence;
        var events = paths.Select((path, index) => new OutboxEntry(last + 1 + index, _time.GetUtcNow(), "messageNew", path, $"e{last + 1 + index}", "{}")).ToList();
        foreach (var told in events)
            _paths[told.Sequence] = told.Path ?? "";
        _store.Commit(new StoreChange { Events = events });
    }
}
