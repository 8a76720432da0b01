namespace ImapLab.Tracking.Connections;

/// <summary>
/// How long one IDLE lasts before it is renewed (RFC 2177: a client should do so at least every 29 minutes; routers forget
/// a silent connection sooner). Where a server ends IDLE earlier, twice at the same age, it is renewed before that.
/// </summary>
internal sealed class IdleSpan
{
    private static readonly TimeSpan Shortest = TimeSpan.FromSeconds(15);

    private readonly TimeSpan _longest;
    private TimeSpan? _lastDeath;
    private TimeSpan? _lastAge;
    private bool _isSessionBound;

    public IdleSpan(TimeSpan longest) => Current = _longest = longest;

    public TimeSpan Current { get; private set; }

    /// <summary>The connection was lost in IDLE.</summary>
    /// <param name="idled">How long IDLE had lasted.</param>
    /// <param name="age">How long the connection had stood.</param>
    public void Died(TimeSpan idled, TimeSpan age)
    {
        if (_isSessionBound)
            return;
        if (Current < _longest && _lastAge is { } before && IsNear(before, age))
        {
            // IDLE was short already, and the connection died at its age all the same: IDLE is not what ends it.
            _isSessionBound = true;
            Current = _longest;
            return;
        }

        if (idled < Current && _lastDeath is { } last && IsNear(last, idled))
            Current = idled * 0.8 > Shortest ? idled * 0.8 : Shortest;
        _lastDeath = idled;
        _lastAge = age;
    }

    /// <summary>IDLE lasted as long as it may now.</summary>
    public void Survived() => _lastDeath = null;

    private static bool IsNear(TimeSpan one, TimeSpan other) => (one - other).Duration() < 0.1 * (one > other ? one : other) + TimeSpan.FromSeconds(1);
}
