namespace ImapLab.Scenarios.Trackers;

/// <summary>Time as a tracker sees it that may be killed: from then on none of its timers goes off.</summary>
internal sealed class MortalTime(TimeProvider inner, Func<bool> isDead) : TimeProvider
{
    public override long TimestampFrequency => inner.TimestampFrequency;

    public override TimeZoneInfo LocalTimeZone => inner.LocalTimeZone;

    public override DateTimeOffset GetUtcNow() => inner.GetUtcNow();

    public override long GetTimestamp() => inner.GetTimestamp();

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
        inner.CreateTimer(
            given =>
            {
                if (!isDead())
                    callback(given);
            },
            state,
            dueTime,
            period);
}
