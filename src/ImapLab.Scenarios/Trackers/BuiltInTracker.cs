using ImapLab.Tracking.Accounts;
using ImapLab.Tracking.Events;
using ImapLab.Tracking.MailKit;
using ImapLab.Tracking.Ports;
using ImapLab.Tracking.Sqlite;
using MailKit.Security;

namespace ImapLab.Scenarios.Trackers;

/// <summary>The project's own tracker: its engine, on MailKit and SQLite.</summary>
public sealed class BuiltInTracker : ITrackerKind
{
    public string Name => "built-in";

    public bool OverTcp => false;

    public TrackerTells Tells => TrackerTells.All;

    public ITrackerUnderTest Create(TrackerSite site) => new Life(site);

    private sealed class Life(TrackerSite site) : ITrackerUnderTest
    {
        private readonly CancellationTokenSource _stop = new();
        private SqliteTrackerStore? _store;
        private AccountTracker? _tracker;
        private Task _run = Task.CompletedTask;
        private bool _killed;

        public string? Failure => _run is { IsFaulted: true, Exception: { } why } ? $"the tracker ended: {why.GetBaseException().Message}" : null;

        public Task StartAsync(CancellationToken cancellationToken)
        {
            _store = SqliteTrackerStore.Open(Path.Combine(site.StateDirectory, "state.sqlite"));
            var connector = new MailKitConnector(
                new MailKitOptions
                {
                    Host = "imap.lab.test",
                    Port = 143,
                    Security = SecureSocketOptions.None,
                    User = site.User,
                    Password = site.Password,
                    OpenStream = site.Connect,
                },
                site.Time);
            var options = new TrackerOptions { Account = site.User, JitterSeed = site.Seed };
            _tracker = new AccountTracker(connector, _store, new Sink(site.Tell), options, site.Time);
            _run = _tracker.RunAsync(_stop.Token);
            return Task.CompletedTask;
        }

        public Task SettleAsync(CancellationToken cancellationToken) =>
            (_tracker ?? throw new InvalidOperationException("The tracker was not started.")).SettleAsync(cancellationToken);

        public async Task StopAsync(CancellationToken cancellationToken)
        {
            // CancelAsync would leave the lab's thread.
#pragma warning disable CA1849
            _stop.Cancel();
#pragma warning restore CA1849
            await _run.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            _store?.Dispose();
            _store = null;
        }

        public void Kill()
        {
            _killed = true;
            _store?.Dispose();
            _store = null;
        }

        public void Dispose()
        {
            // A killed life is not woken again, not even to be told that it is over.
            if (!_killed)
                _stop.Cancel();
            _store?.Dispose();
            _stop.Dispose();
        }
    }

    private sealed class Sink(Func<TrackerEvent, ValueTask> tell) : IEventSink
    {
        public ValueTask DeliverAsync(TrackerEvent told, CancellationToken cancellationToken) => tell(told);
    }
}
