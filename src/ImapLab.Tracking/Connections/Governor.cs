using ImapLab.Tracking.Accounts;
using ImapLab.Tracking.Metrics;
using ImapLab.Tracking.Ports;

namespace ImapLab.Tracking.Connections;

/// <summary>
/// Decides for one account when it may log in next, and when it must be silent. It outlives the connections, as what a
/// server holds against a client does.
/// </summary>
internal sealed class Governor
{
    private readonly TrackerOptions _options;
    private readonly TimeProvider _time;
    private readonly Backoff _outages;
    private readonly Backoff _crowds;
    private readonly Backoff _throttles;
    private readonly LoginBudget _logins;
    private DateTimeOffset _quietUntil = DateTimeOffset.MinValue;
    private int _wrongPasswords;

    public Governor(TrackerOptions options, TimeProvider time)
    {
        _options = options;
        _time = time;
        _outages = new Backoff(options.FirstRetry, options.LastRetry, options.JitterSeed);
        _crowds = new Backoff(options.FirstCrowdedRetry, options.LastCrowdedRetry, options.JitterSeed + 1);
        _throttles = new Backoff(options.FirstThrottle, options.LastThrottle, options.JitterSeed + 2);
        _logins = new LoginBudget(options.LoginBurst, options.LoginsPerHour, time);
    }

    public string Account => _options.Account;

    /// <summary>Connections that are logged in.</summary>
    public int Open { get; private set; }

    /// <summary>Attempts in a row since something useful was done.</summary>
    public int Failures { get; private set; }

    /// <summary>How long until the next login may be tried; zero where it may be now.</summary>
    public TimeSpan UntilLogin => Longer(_logins.Wait, Quiet);

    private TimeSpan Quiet => Longer(_quietUntil - _time.GetUtcNow(), TimeSpan.Zero);

    /// <summary>A login is about to be tried.</summary>
    public void Dial()
    {
        _logins.Spend();
        TrackingMeter.CountLogin(Account);
    }

    /// <summary>It was granted.</summary>
    public void Enter()
    {
        TrackingMeter.RecordConnections(Account, ++Open);
        _wrongPasswords = 0;
    }

    public void Leave() => TrackingMeter.RecordConnections(Account, --Open);

    /// <summary>
    /// Something was achieved that a server which only pretends to serve would not allow. A login alone is nothing:
    /// servers that ban a client have let it log in first.
    /// </summary>
    public void Worked()
    {
        Failures = 0;
        _outages.Reset();
        _crowds.Reset();
        _throttles.Reset();
    }

    /// <summary>A connection did not come about, or is lost.</summary>
    /// <returns>How long to wait before the next attempt.</returns>
    public TimeSpan Fail(SourceException why)
    {
        Failures++;
        TrackingMeter.CountRefusal(Account, why.Fault.ToString());
        if (why.IsThrottle || why.RetryAfter is not null)
            Slow(why.RetryAfter);
        var wait = why.Fault switch
        {
            // Servers lock accounts over wrong passwords, and a password that was wrong three times is wrong.
            SourceFault.Authentication when ++_wrongPasswords >= _options.AuthenticationAttempts => _options.AuthenticationPause,
            // Others hold the connections, or the account is banned: that takes minutes.
            SourceFault.Crowded => _crowds.Next(),
            _ => _outages.Next(),
        };
        wait = Longer(wait, UntilLogin);
        TrackingMeter.AddBackoff(Account, wait, why.Fault.ToString());
        return wait;
    }

    /// <summary>The server asked for fewer commands.</summary>
    /// <param name="hint">For how long; null where it did not say, and then longer each time.</param>
    public void Slow(TimeSpan? hint)
    {
        var silence = hint ?? _throttles.Next();
        TrackingMeter.AddBackoff(Account, silence, "Throttle");
        var until = _time.GetUtcNow() + silence;
        if (until > _quietUntil)
            _quietUntil = until;
    }

    /// <summary>Returns when the account may ask something.</summary>
    public Task PassAsync(CancellationToken cancellationToken) =>
        Quiet is { Ticks: > 0 } quiet ? Pause.ForAsync(quiet, _time, default, cancellationToken) : Task.CompletedTask;

    private static TimeSpan Longer(TimeSpan one, TimeSpan other) => one > other ? one : other;
}
