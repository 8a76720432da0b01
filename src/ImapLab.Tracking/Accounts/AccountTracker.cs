using ImapLab.Tracking.Connections;
using ImapLab.Tracking.Events;
using ImapLab.Tracking.Metrics;
using ImapLab.Tracking.Ports;

namespace ImapLab.Tracking.Accounts;

/// <summary>
/// Follows one account: tells what arrives and what goes, folder by folder, as events that are told once each. One
/// flow on one connection; it takes its time from outside and starts nothing in the background.
/// </summary>
public sealed class AccountTracker
{
    /// <summary>Connections in a row that were lost before they did anything useful: then it is an outage, too.</summary>
    private const int MostDeaths = 12;

    private readonly IMailboxConnector _connector;
    private readonly TrackerOptions _options;
    private readonly TimeProvider _time;
    private readonly AccountBook _book;
    private readonly Outbox _outbox;
    private readonly Desk _desk;
    private readonly Governor _governor;
    private readonly FolderWatch _watch;
    private readonly SettleRequests _requests = new();
    private bool _isOutageTold;
    private string? _trouble;
    private DateTimeOffset? _lastPass;

    /// <exception cref="ArgumentException">The store belongs to another account.</exception>
    public AccountTracker(IMailboxConnector connector, ITrackerStore store, IEventSink sink, TrackerOptions options, TimeProvider time)
    {
        ArgumentNullException.ThrowIfNull(store);
        ArgumentNullException.ThrowIfNull(options);
        _connector = connector;
        _options = options;
        _time = time;
        _book = new AccountBook(store, options, time);
        _outbox = new Outbox(store.Log, sink, time);
        _governor = new Governor(options, time);
        _desk = new Desk(_book, _outbox, options, time) { Progress = _governor.Worked };
        _watch = new FolderWatch(_desk, SetActivity);
        Health = Examine();
    }

    /// <summary>Called when <see cref="Activity"/> becomes another one, on the tracker's own flow.</summary>
    public event Action<TrackerActivity>? ActivityChanged;

    /// <summary>What the tracker is at.</summary>
    public TrackerActivity Activity { get; private set; } = new(TrackerPhase.Stopped);

    /// <summary>How the account was doing when its activity last changed. It may be read from any thread.</summary>
    public TrackerHealth Health { get; private set; }

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
            if (_governor.UntilLogin is { Ticks: > 0 } notYet)
                return notYet;
            SetActivity(new TrackerActivity(TrackerPhase.Connecting));
            _governor.Dial();
            var source = new GovernedSource(await _connector.ConnectAsync(cancellationToken).ConfigureAwait(false), _governor);
            await using (source.ConfigureAwait(false))
            {
                isConnected = true;
                _desk.Moves.Begin(source.Features);
                await work(source, cancellationToken).ConfigureAwait(false);
                return TimeSpan.Zero;
            }
        }
        catch (SourceException lost)
        {
            why = lost;
        }

        _trouble = why.Message;
        var wait = _governor.Fail(why);
        SetActivity(new TrackerActivity(TrackerPhase.Waiting, null, why.Message));
        if (!isConnected || _governor.Failures >= MostDeaths)
            await TellOutageAsync(why, wait, cancellationToken).ConfigureAwait(false);
        if (attempts < int.MaxValue && (_governor.Failures >= attempts || why.Fault == SourceFault.Authentication))
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
        var retries = new Backoff(_options.FirstRetry, _options.LastRetry, _options.JitterSeed);
        // What waits for other folders is settled by another pass; what waits for time is settled by another run.
        while (!await pass.RunAsync(andWatch: false, cancellationToken).ConfigureAwait(false) || _desk.Moves.NeedsLook)
            await Pause.ForAsync(retries.Next(), _time, default, cancellationToken).ConfigureAwait(false);
        Passed();
        await source.LogoutAsync(cancellationToken).ConfigureAwait(false);
    }

    private async Task FollowAsync(IMailboxSource source, CancellationToken cancellationToken)
    {
        var connectedAt = _time.GetTimestamp();
        var pass = new AccountPass(_desk, source);
        var retries = new Backoff(_options.FirstRetry, _options.LastRetry, _options.JitterSeed);
        while (true)
        {
            var (requests, areNew) = _requests.Begin();
            if (areNew)
                _desk.Agenda.CallAll();
            SetActivity(new TrackerActivity(TrackerPhase.Passing));
            var isComplete = await pass.RunAsync(andWatch: true, cancellationToken).ConfigureAwait(false);
            if (isComplete)
            {
                _governor.Worked();
                retries.Reset();
                _isOutageTold = false;
                Passed();
            }

            var isSettled = isComplete && !_desk.Moves.IsWaiting;
            if (isSettled)
                _requests.Complete(requests);

            using var wake = new CancellationTokenSource(Rest(pass, isComplete, retries), _time);
            // After an incomplete pass a request waits for the retry like everyone else; otherwise it would turn the
            // retries into a storm.
            if (isSettled)
                _requests.Watch(wake);
            try
            {
                await _watch.RunAsync(source, connectedAt, pass.Watched, wake.Token, cancellationToken).ConfigureAwait(false);
            }
            finally
            {
                _requests.Watch(null);
            }
        }
    }

    /// <summary>How long until the next pass.</summary>
    private TimeSpan Rest(AccountPass pass, bool isComplete, Backoff retries)
    {
        var next = _desk.Moves.NeedsLook ? TimeSpan.Zero : pass.UntilNext;
        if (_desk.Moves.UntilOver(_time.GetUtcNow()) is { } over && over < next)
            next = over;
        if (isComplete)
            return next > _options.FirstRetry ? next : _options.FirstRetry;
        var retry = retries.Next();
        return retry < _options.Poll ? retry : _options.Poll;
    }

    private void Passed()
    {
        _trouble = null;
        _lastPass = _time.GetUtcNow();
        _book.PurgeIfDue();
        var (aside, failing) = (_desk.Aside.Count, _desk.Failing);
        TrackingMeter.RecordFolders(_options.Account, "aside", aside);
        TrackingMeter.RecordFolders(_options.Account, "failing", failing);
        TrackingMeter.RecordFolders(_options.Account, "well", _book.Folders.Count - aside - failing);
    }

    private TrackerHealth Examine() =>
        new(_options.Account, Activity, _time.GetUtcNow(), _governor.Open, _lastPass, _trouble, _desk.Aside);

    private void SetActivity(TrackerActivity activity)
    {
        if (activity == Activity)
            return;
        Activity = activity;
        Health = Examine();
        ActivityChanged?.Invoke(activity);
    }
}
