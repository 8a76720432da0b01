namespace ImapLab.Tracking.Connections;

/// <summary>
/// The waits between attempts: each about twice as long as the one before, with jitter so that many clients of one
/// server do not come back in one moment. Only useful work makes them short again: a login alone is none, as servers
/// that ban a client let it log in first.
/// </summary>
internal sealed class Backoff(TimeSpan first, TimeSpan last, ulong seed)
{
    private ulong _random = seed;
    private int _failures;

    public int Failures => _failures;

    public TimeSpan Next()
    {
        var wait = first * Math.Pow(2, Math.Min(_failures++, 30));
        return (wait < last ? wait : last) * (0.8 + (0.4 * NextDouble()));
    }

    public void Reset() => _failures = 0;

    /// <summary>SplitMix64: small, and the same on every machine.</summary>
    private double NextDouble()
    {
        _random += 0x9E3779B97F4A7C15;
        var mixed = _random;
        mixed = (mixed ^ (mixed >> 30)) * 0xBF58476D1CE4E5B9;
        mixed = (mixed ^ (mixed >> 27)) * 0x94D049BB133111EB;
        return ((mixed ^ (mixed >> 31)) >> 11) / (double)(1UL << 53);
    }
}
