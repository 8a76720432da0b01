using ImapLab.Tracking.Accounts;
using ImapLab.Tracking.Connections;
using ImapLab.Tracking.Ports;

namespace ImapLab.Tracking.Delivery;

/// <summary>
/// Brings the events of a log to one sink elsewhere, beside the tracker, which never waits for it. What is not taken
/// yet stands in the log, not in memory. An event is offered until it is taken, so it may come twice, with the same id.
/// </summary>
/// <remarks>
/// A folder's events keep their order: behind one that is refused its folder's others wait, while those of other folders
/// go on. One that is refused for too long, or for good, is set aside with a note and stays in the history. While nobody
/// is there at all, nothing is set aside, however long it lasts.
/// </remarks>
public sealed class Carrier
{
    private readonly IEventLog _log;
    private readonly string _sink;
    private readonly IEventPost _post;
    private readonly CarrierOptions _options;
    private readonly TimeProvider _time;
    private readonly Lock _lock = new();
    private readonly Backoff _outage;
    private readonly Dictionary<string, Lane> _lanes = new(StringComparer.Ordinal);
    private CancellationTokenSource? _wake;
    private DateTimeOffset _awayUntil;

    public Carrier(IEventLog log, string sink, IEventPost post, CarrierOptions options, TimeProvider time)
    {
        ArgumentNullException.ThrowIfNull(log);
        ArgumentNullException.ThrowIfNull(options);
        _log = log;
        _sink = sink;
        _post = post;
        _options = options;
        _time = time;
        _outage = NewBackoff();
        log.Enrol(sink);
        foreach (var path in log.LoadLanes(sink))
            _lanes[KeyOf(path)] = new Lane(NewBackoff());
    }

    /// <summary>Called with a sentence for a log: an outage and its end, an event that is put off or set aside.</summary>
    public event Action<string>? Noted;

    private DateTimeOffset Now => _time.GetUtcNow();

    /// <summary>Has <see cref="RunAsync"/> look for new events. The carrier goes on upon the caller's thread.</summary>
    public void Wake()
    {
        CancellationTokenSource? wake;
        lock (_lock)
            wake = _wake;
        try
        {
            wake?.Cancel();
        }
        catch (ObjectDisposedException)
        {
            // The carrier is on its way to look by itself.
        }
    }

    /// <summary>Delivers until it is cancelled.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            // What comes from here on cuts the wait short; what came before is seen now.
            using var wake = new CancellationTokenSource();
            lock (_lock)
                _wake = wake;
            if (!await WorkAsync(cancellationToken).ConfigureAwait(false))
                await Pause.ForAsync(UntilNext(), _time, Now < _awayUntil ? default : wake.Token, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Offers everything once that is due, and comes back.</summary>
    /// <returns>Whether everything is settled.</returns>
    public async Task<bool> DrainAsync(CancellationToken cancellationToken)
    {
        while (await WorkAsync(cancellationToken).ConfigureAwait(false))
            cancellationToken.ThrowIfCancellationRequested();
        return _lanes.Count == 0 && _log.LoadUntold(_sink, 1).Count == 0;
    }

    /// <summary>Does a piece of what is due.</summary>
    /// <returns>False where nothing is due.</returns>
    private async Task<bool> WorkAsync(CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        if (Now < _awayUntil)
            return false;
        foreach (var (key, lane) in _lanes)
        {
            if (lane.Due > Now)
                continue;
            await OfferFirstAsync(key, lane, cancellationToken).ConfigureAwait(false);
            return true;
        }

        var untold = _log.LoadUntold(_sink, _options.Batch);
        foreach (var entry in untold)
        {
            if (_lanes.ContainsKey(KeyOf(entry.Path)))
                _log.PutOff(_sink, entry.Sequence, null);
            else if (!await OfferAsync(entry, cancellationToken).ConfigureAwait(false))
                break;
        }

        return untold.Count > 0;
    }

    /// <summary>Offers an event in whose folder nothing waits.</summary>
    /// <returns>False where nobody is there.</returns>
    private async Task<bool> OfferAsync(OutboxEntry entry, CancellationToken cancellationToken)
    {
        switch (await PostAsync(entry, _outage.Failures, cancellationToken).ConfigureAwait(false))
        {
            case PostReply.Taken:
                _log.Acknowledge(_sink, entry.Sequence);
                return true;
            case PostReply.Refused refused:
                Park(entry, refused.Why);
                return true;
            case PostReply.Failed failed:
                _log.PutOff(_sink, entry.Sequence, Now);
                var lane = new Lane(NewBackoff());
                lane.Fail(Now, Bound(failed.RetryAfter));
                _lanes[KeyOf(entry.Path)] = lane;
                Noted?.Invoke($"{_sink} did not take event {entry.Sequence} ({entry.Event}): {failed.Why} It is offered again; {Place(entry)} waits.");
                return true;
            default:
                return false;
        }
    }

    private async Task OfferFirstAsync(string key, Lane lane, CancellationToken cancellationToken)
    {
        if (_log.LoadPutOff(_sink, PathOf(key)) is not var (entry, since))
        {
            _lanes.Remove(key);
            return;
        }

        switch (await PostAsync(entry, lane.Attempts, cancellationToken).ConfigureAwait(false))
        {
            case PostReply.Taken:
                _log.Settle(_sink, entry.Sequence);
                lane.Advance();
                break;
            case PostReply.Refused refused:
                Park(entry, refused.Why);
                lane.Advance();
                break;
            case PostReply.Failed failed when since is { } first && Now - first >= _options.ParkAfter:
                Park(entry, failed.Why);
                lane.Advance();
                break;
            case PostReply.Failed failed:
                if (since is null)
                    _log.PutOff(_sink, entry.Sequence, Now);
                lane.Fail(Now, Bound(failed.RetryAfter));
                break;
        }
    }

    private async Task<PostReply> PostAsync(OutboxEntry entry, int attempt, CancellationToken cancellationToken)
    {
        var reply = await _post.PostAsync(entry, attempt, cancellationToken).ConfigureAwait(false);
        if (reply is PostReply.Unavailable away)
        {
            if (_outage.Failures == 0)
                Noted?.Invoke($"{_sink} takes no events: {away.Why} They wait in the state file.");
            var wait = _outage.Next();
            var asked = Bound(away.RetryAfter);
            _awayUntil = Now + (wait > asked ? wait : asked);
        }
        else
        {
            if (_outage.Failures > 0)
                Noted?.Invoke($"{_sink} answers again.");
            _outage.Reset();
        }

        return reply;
    }

    private void Park(OutboxEntry entry, string why)
    {
        _log.Park(_sink, entry.Sequence, why);
        Noted?.Invoke($"{_sink} was not given event {entry.Sequence} ({entry.Event}): {why} It is set aside; `imaplab events replay --since {entry.Sequence}` sends it again.");
    }

    private TimeSpan UntilNext()
    {
        var now = Now;
        if (now < _awayUntil)
            return _awayUntil - now;
        return _lanes.Count == 0 ? Timeout.InfiniteTimeSpan : _lanes.Values.Min(lane => lane.Due > now ? lane.Due - now : TimeSpan.Zero);
    }

    private Backoff NewBackoff() => new(_options.FirstRetry, _options.LastRetry, _options.JitterSeed);

    private TimeSpan Bound(TimeSpan? asked) =>
        asked is not { } wait ? TimeSpan.Zero : wait < _options.LongestRetryAfter ? wait : _options.LongestRetryAfter;

    private static string Place(OutboxEntry entry) => entry.Path is { } path ? $"folder \"{path}\"" : "what concerns the whole account";

    /// <summary>A dictionary has no place for null, and no folder has an empty name.</summary>
    private static string KeyOf(string? path) => path ?? "";

    private static string? PathOf(string key) => key.Length == 0 ? null : key;
}
