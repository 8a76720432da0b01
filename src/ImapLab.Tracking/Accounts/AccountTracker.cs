using ImapLab.Tracking.Events;
using ImapLab.Tracking.Ports;

namespace ImapLab.Tracking.Accounts;

/// <summary>
/// Follows one account: tells what arrives and what goes, folder by folder, as events that are told once each. One
/// flow on one connection; it takes its time from outside and starts nothing in the background.
/// </summary>
public sealed class AccountTracker
{
    private const int MostIdleDeaths = 3;
    private static readonly TimeSpan ShortIdle = TimeSpan.FromSeconds(10);

    private readonly IMailboxConnector _connector;
    private readonly TrackerOptions _options;
    private readonly TimeProvider _time;
    private readonly AccountBook _book;
    private readonly Outbox _outbox;
    private readonly Desk _desk;
    private readonly Backoff _backoff;
    private readonly SettleRequests _requests = new();
    private bool _isOutageTold;
    private int _idleDeaths;

    /// <exception cref="ArgumentException">The store belongs to another account.</exception>
    public AccountTracker(IMailboxConnector connector, ITrackerStore store, IEventSink sink, TrackerOptions options, TimeProvider time)
    {
        ArgumentNullException.ThrowIfNull(store);
        ArgumentNullException.ThrowIfNull(options);
        _connector = connector;
        _options = options;
        _time = time;
        _book = new AccountBook(store, options.Account, time);
        _outbox = new Outbox(store.Log, sink);
        _backoff = new Backoff(options.FirstRetry, options.LastRetry, options.JitterSeed);
        _desk = new Desk(_book, _outbox, options, time) { Progress = _backoff.Reset };
    }

    /// <summary>Called when <see cref="Activity"/> becomes another one, on the tracker's own flow.</summary>
    public event Action<TrackerActivity>? ActivityChanged;

    /// <summary>What the tracker is at.</summary>
    public TrackerActivity Activity { get; private set; } = new(TrackerPhase.Stopped);

    /// <summary>
    /// Follows the account until it is cancelled: takes the first baseline, watches, and connects again when the
    /// connection is lost. What the server or the network does is told as events; only a store or a sink that fails
    /// ends it.
    /// </summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        try
        {
            await _outbox.DeliverAsync(cancellationToken).ConfigureAwait(false);
            while (true)
            {
                var wait = await ConnectAndWorkAsync(FollowAsync, cancellationToken).ConfigureAwait(false);
                SetActivity(new TrackerActivity(TrackerPhase.Waiting, null, Activity.Note));
                await Pause.ForAsync(wait, _time, default, cancellationToken).ConfigureAwait(false);
            }
        }
        catch (Exception why)
        {
            _requests.Fail(why);
            throw;
        }
        finally
        {
            SetActivity(new TrackerActivity(TrackerPhase.Stopped));
        }
    }

    /// <summary>Looks at everything once, and returns when all that it found is told.</summary>
    /// <exception cref="SourceException">
    /// It could not, in <see cref="TrackerOptions.SyncAttempts"/> attempts in a row none of which got any further, or
    /// the server does not accept the credentials.
    /// </exception>
    public async Task SyncAsync(CancellationToken cancellationToken)
    {
        try
        {
            await _outbox.DeliverAsync(cancellationToken).ConfigureAwait(false);
            var isDone = false;
            while (!isDone)
            {
                var wait = await ConnectAndWorkAsync(
                    async (source, token) =>
                    {
                        await PassOnceAsync(source, token).ConfigureAwait(false);
                        isDone = true;
                    },
                    cancellationToken,
                    _options.SyncAttempts).ConfigureAwait(false);
                if (!isDone)
                    await Pause.ForAsync(wait, _time, default, cancellationToken).ConfigureAwait(false);
            }
        }
        finally
        {
            SetActivity(new TrackerActivity(TrackerPhase.Stopped));
        }
    }

    /// <summary>
    /// While <see cref="RunAsync"/> runs: returns when a pass over all folders that began after this call is complete
    /// and all that it found is told. It outlives lost connections.
    /// </summary>
    public Task SettleAsync(CancellationToken cancellationToken) => _requests.WaitAsync(cancellationToken);

    /// <summary>Connects and works until the connection is lost.</summary>
    /// <returns>How long to wait before the next attempt.</returns>
    private async Task<TimeSpan> ConnectAndWorkAsync(
        Func<IMailboxSource, CancellationToken, Task> work,
        CancellationToken cancellationToken,
        int attempts = int.MaxValue)
    {
        SourceException why;
        var isConnected = false;
        try
        {
            SetActivity(new TrackerActivity(TrackerPhase.Connecting));
            var source = await _connector.ConnectAsync(cancellationToken).ConfigureAwait(false);
            await using (source.ConfigureAwait(false))
            {
                isConnected = true;
                await work(source, cancellationToken).ConfigureAwait(false);
                return TimeSpan.Zero;
            }
        }
        catch (SourceException lost)
        {
            why = lost;
        }

        var wait = _backoff.Next();
        SetActivity(new TrackerActivity(TrackerPhase.Waiting, null, why.Message));
        if (!isConnected)
            await TellOutageAsync(why, wait, cancellationToken).ConfigureAwait(false);
        if (attempts < int.MaxValue && (_backoff.Failures >= attempts || why.Fault == SourceFault.Authentication))
            throw why;
        return wait;
    }

    /// <summary>An outage is told once, however long it lasts; it ends with the next pass.</summary>
    private async Task TellOutageAsync(SourceException why, TimeSpan wait, CancellationToken cancellationToken)
    {
        if (_isOutageTold)
            return;
        _isOutageTold = true;
        var name = why.Fault == SourceFault.Authentication ? EventNames.AuthenticationError : EventNames.ConnectError;
        await _desk.TellAsync(new Tiding(name, null, new ProblemData(why.Message, wait)), cancellationToken).ConfigureAwait(false);
    }

    private async Task PassOnceAsync(IMailboxSource source, CancellationToken cancellationToken)
    {
        var pass = new AccountPass(_desk, source);
        SetActivity(new TrackerActivity(TrackerPhase.Passing));
        while (!await pass.RunAsync(andWatch: false, cancellationToken).ConfigureAwait(false))
            await Pause.ForAsync(_backoff.Next(), _time, default, cancellationToken).ConfigureAwait(false);
        await source.LogoutAsync(cancellationToken).ConfigureAwait(false);
    }

    private async Task FollowAsync(IMailboxSource source, CancellationToken cancellationToken)
    {
        var pass = new AccountPass(_desk, source);
        var retries = new Backoff(_options.FirstRetry, _options.LastRetry, _options.JitterSeed);
        while (true)
        {
            var requests = _requests.Begin();
            SetActivity(new TrackerActivity(TrackerPhase.Passing));
            var isComplete = await pass.RunAsync(andWatch: true, cancellationToken).ConfigureAwait(false);
            if (isComplete)
            {
                _backoff.Reset();
                retries.Reset();
                _isOutageTold = false;
                _requests.Complete(requests);
            }

            var rest = isComplete ? _options.Poll : retries.Next();
            using var wake = new CancellationTokenSource(rest < _options.Poll ? rest : _options.Poll, _time);
            await WatchAsync(source, pass.Watched, isComplete, wake, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Follows the watched folder until the next pass is due.</summary>
    private async Task WatchAsync(
        IMailboxSource source,
        FolderSession? watched,
        bool isComplete,
        CancellationTokenSource wake,
        CancellationToken cancellationToken)
    {
        // After an incomplete pass a request waits for the retry like everyone else; otherwise it would turn the
        // retries into a storm.
        if (isComplete)
            _requests.Watch(wake);
        var idledForNothing = 0;
        try
        {
            while (!wake.IsCancellationRequested)
            {
                var began = _time.GetTimestamp();
                var changes = watched?.Changes;
                var canIdle = watched is not null && source.Features.Idle && Math.Max(_idleDeaths, idledForNothing) < MostIdleDeaths;
                SetActivity(new TrackerActivity(canIdle ? TrackerPhase.Idling : TrackerPhase.Polling, watched?.Name));
                if (canIdle)
                {
                    await IdleAsync(source, wake.Token, cancellationToken).ConfigureAwait(false);
                }
                else
                {
                    await Pause.ForAsync(_options.NoopInterval, _time, wake.Token, cancellationToken).ConfigureAwait(false);
                    await source.NoopAsync(cancellationToken).ConfigureAwait(false);
                }

                if (watched is not null && await watched.CatchUpAsync(cancellationToken).ConfigureAwait(false) is Folders.LookOutcome.Unresolved)
                {
                    // The pass that follows may find all well, and the next IDLE bring the same again.
                    await Pause.ForAsync(_options.NoopInterval, _time, wake.Token, cancellationToken).ConfigureAwait(false);
                    return;
                }

                // Some servers repeat EXISTS, or tell nonsense, as soon as IDLE begins: without a bound that is a storm.
                var isForNothing = watched?.Changes == changes && _time.GetElapsedTime(began) < ShortIdle;
                idledForNothing = isForNothing ? idledForNothing + 1 : 0;
            }
        }
        finally
        {
            _requests.Watch(null);
        }
    }

    /// <summary>
    /// Some servers advertise IDLE and refuse it, or end the connection over it. After a few such ends in a row the
    /// tracker asks by NOOP instead.
    /// </summary>
    private async Task IdleAsync(IMailboxSource source, CancellationToken wake, CancellationToken cancellationToken)
    {
        var began = _time.GetTimestamp();
        try
        {
            await source.IdleAsync(wake, cancellationToken).ConfigureAwait(false);
            _idleDeaths = 0;
        }
        catch (SourceException refused) when (refused.LeavesConnection)
        {
            _idleDeaths = MostIdleDeaths;
        }
        catch (SourceException) when (_time.GetElapsedTime(began) < ShortIdle)
        {
            _idleDeaths++;
            throw;
        }
    }

    private void SetActivity(TrackerActivity activity)
    {
        if (activity == Activity)
            return;
        Activity = activity;
        ActivityChanged?.Invoke(activity);
    }
}
