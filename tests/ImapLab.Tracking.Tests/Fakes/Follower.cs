using ImapLab.Tracking.Accounts;
using ImapLab.Tracking.Ports;

namespace ImapLab.Tracking.Tests.Fakes;

/// <summary>A tracker that follows a fake account in manual time, on the test's own thread.</summary>
internal sealed class Follower : IDisposable
{
    private readonly CancellationTokenSource _stop = new();
    private readonly FakeAccount _account;

    public Follower(FakeAccount account, ITrackerStore? store = null, TrackerOptions? options = null)
    {
        // NUnit's context would have what a test completes go on in another thread; then it would not be done at once.
        SynchronizationContext.SetSynchronizationContext(null);
        _account = account;
        Mirror = new Mirror(account);
        Tracker = new AccountTracker(account, store ?? new MemoryTrackerStore(), Mirror, options ?? new TrackerOptions { Account = "u" }, Time);
        Tracker.ActivityChanged += activity =>
        {
            if (activity.Phase == TrackerPhase.Waiting)
                Waits++;
        };
    }

    public ManualTime Time { get; } = new();

    public Mirror Mirror { get; }

    public AccountTracker Tracker { get; }

    public Task Running { get; private set; } = Task.CompletedTask;

    public int Waits { get; private set; }

    public static Follower Start(FakeAccount account, ITrackerStore? store = null, TrackerOptions? options = null)
    {
        var follower = new Follower(account, store, options);
        follower.Start();
        return follower;
    }

    public void Start() => Running = Tracker.RunAsync(_stop.Token);

    /// <summary>Waits, in manual time, for a pass over everything.</summary>
    public void Settle()
    {
        var settled = Tracker.SettleAsync(CancellationToken.None);
        for (var minute = 0; minute < 120 && !settled.IsCompleted; minute++)
            Time.Advance(TimeSpan.FromMinutes(1));
        Assert.That(settled.IsCompletedSuccessfully, Is.True, () => $"{Tracker.Activity}\n{Mirror}\n{string.Join('\n', _account.Commands.TakeLast(20))}\n{Running.Exception}");
    }

    public void Dispose()
    {
        _stop.Cancel();
        Assert.That(Running.IsCompleted, Is.True);
        _stop.Dispose();
    }
}
