namespace ImapLab.Tracking.Accounts;

/// <summary>Those who wait until the tracker has looked at everything once more.</summary>
internal sealed class SettleRequests
{
    private readonly Lock _lock = new();
    private readonly List<TaskCompletionSource> _waiting = [];
    private CancellationTokenSource? _watch;
    private bool _isNew;

    /// <summary>Adds one who waits, and ends the watch that is on, so that the next pass begins.</summary>
    public async Task WaitAsync(CancellationToken cancellationToken)
    {
        var done = new TaskCompletionSource();
        CancellationTokenSource? watch;
        lock (_lock)
        {
            _waiting.Add(done);
            _isNew = true;
            watch = _watch;
        }

        var leave = cancellationToken.Register(() =>
        {
            lock (_lock)
                _waiting.Remove(done);
            done.TrySetCanceled(cancellationToken);
        });
        await using (leave.ConfigureAwait(false))
        {
            EndWatch(watch);
            await done.Task.ConfigureAwait(false);
        }
    }

    /// <summary>Says what ends the watch; null when it is over. A request that came just before ends it at once.</summary>
    public void Watch(CancellationTokenSource? watch)
    {
        bool someoneWaits;
        lock (_lock)
        {
            _watch = watch;
            someoneWaits = _waiting.Count > 0;
        }

        if (someoneWaits)
            EndWatch(watch);
    }

    /// <summary>Those whom the pass that begins now will satisfy, and whether one of them came since the last one began.</summary>
    public (IReadOnlyList<TaskCompletionSource> Waiting, bool AreNew) Begin()
    {
        lock (_lock)
        {
            var isNew = _isNew;
            _isNew = false;
            return ([.. _waiting], isNew);
        }
    }

    public void Complete(IReadOnlyList<TaskCompletionSource> satisfied)
    {
        lock (_lock)
            _waiting.RemoveAll(satisfied.Contains);
        foreach (var done in satisfied)
            done.TrySetResult();
    }

    /// <summary>The tracker stops: nobody will be satisfied any more.</summary>
    public void Fail(Exception why)
    {
        List<TaskCompletionSource> left;
        lock (_lock)
        {
            left = [.. _waiting];
            _waiting.Clear();
        }

        foreach (var done in left)
            done.TrySetException(why);
    }

    private static void EndWatch(CancellationTokenSource? watch)
    {
        try
        {
            watch?.Cancel();
        }
        catch (ObjectDisposedException)
        {
            // The watch ended by itself in the same moment.
        }
    }
}
