namespace ImapLab.Tracking.Accounts;

/// <summary>
/// Waits in a given time. Task.Delay would do, but what it continues after a cancellation runs on another thread; here
/// it runs on the thread that fires the timer or cancels, so that a simulated run has one order.
/// </summary>
internal static class Pause
{
    /// <summary>Returns when the time has passed or <paramref name="wake"/> fires.</summary>
    public static async Task ForAsync(TimeSpan span, TimeProvider time, CancellationToken wake, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var over = new TaskCompletionSource();
        using var timer = time.CreateTimer(static done => ((TaskCompletionSource)done!).TrySetResult(), over, span, Timeout.InfiniteTimeSpan);
        using var woken = wake.Register(static done => ((TaskCompletionSource)done!).TrySetResult(), over);
        using var stopped = cancellationToken.Register(() => over.TrySetCanceled(cancellationToken));
        await over.Task.ConfigureAwait(false);
    }
}
