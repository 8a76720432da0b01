namespace ImapLab.Server.Runtime;

/// <summary>
/// Time that moves only when told to. <see cref="Advance"/> fires one timer, lets the loop become quiet, then fires the
/// next, so that what a timer sets off is over before the clock goes on.
/// </summary>
public sealed class VirtualTime(PumpedLoop loop, DateTimeOffset start) : TimeProvider
{
    private readonly PriorityQueue<VirtualTimer, (DateTimeOffset Due, long Order)> _timers = new();
    private DateTimeOffset _now = start;
    private long _order;

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override TimeZoneInfo LocalTimeZone => TimeZoneInfo.Utc;

    /// <summary>When the next timer is due; null when none is set.</summary>
    public DateTimeOffset? NextTimer
    {
        get
        {
            while (_timers.TryPeek(out var timer, out var at))
            {
                if (timer.IsDueAt(at.Due))
                    return at.Due;
                _timers.Dequeue();
            }

            return null;
        }
    }

    public override DateTimeOffset GetUtcNow() => _now;

    public override long GetTimestamp() => _now.UtcTicks;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        loop.VerifyOnThread("A timer was set");
        var timer = new VirtualTimer(this, callback, state);
        timer.Change(dueTime, period);
        return timer;
    }

    /// <summary>Lets time pass; returns when all that it set off has come to rest.</summary>
    public void Advance(TimeSpan duration)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(duration, TimeSpan.Zero);
        var until = _now + duration;
        loop.RunUntilQuiet();
        while (NextTimer is { } due && due <= until)
            FireNext();
        _now = until;
    }

    /// <summary>Moves to the next timer and fires it.</summary>
    /// <returns>False where no timer is set.</returns>
    public bool FireNext()
    {
        loop.RunUntilQuiet();
        if (NextTimer is not { } due)
            return false;
        var timer = _timers.Dequeue();
        _now = due > _now ? due : _now;
        loop.Post(timer.Fire);
        loop.RunUntilQuiet();
        return true;
    }

    private void Schedule(VirtualTimer timer, DateTimeOffset due) => _timers.Enqueue(timer, (due, _order++));

    private sealed class VirtualTimer(VirtualTime time, TimerCallback callback, object? state) : ITimer
    {
        private DateTimeOffset? _due;
        private TimeSpan _period;

        public bool IsDueAt(DateTimeOffset due) => _due == due;

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            _period = period;
            _due = dueTime == Timeout.InfiniteTimeSpan ? null : time._now + dueTime;
            if (_due is { } due)
                time.Schedule(this, due);
            return true;
        }

        public void Fire()
        {
            _due = null;
            if (_period > TimeSpan.Zero)
                Change(_period, _period);
            callback(state);
        }

        public void Dispose() => _due = null;

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
