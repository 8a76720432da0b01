namespace ImapLab.Server.Runtime;

/// <summary>A loop for real time: its work runs on the thread pool, or on the thread of who enters it, never two items at once.</summary>
/// <param name="onError">Told of an exception that an item of work let out; the loop goes on.</param>
public sealed class ThreadLoop(Action<Exception> onError) : LabLoop
{
    /// <summary>So many items whoever enters runs; what is left is for the thread pool, so that a busy loop does not keep a thread of others.</summary>
    private const int LongestVisit = 16;

    /// <summary>This thread runs an item of some loop: it does not begin one of another before that is over.</summary>
    [ThreadStatic]
    private static bool _isInside;

    private readonly Queue<Action> _queue = new();
    private readonly Lock _gate = new();
    private bool _running;

    public override void Post(Action work)
    {
        if (Add(work))
            GoOnElsewhere();
    }

    public override void Enter(Action work)
    {
        if (!Add(work))
            return;
        if (_isInside || RunUpTo(LongestVisit))
            GoOnElsewhere();
    }

    /// <returns>Whether the loop was at rest: the caller must see that it runs now.</returns>
    private bool Add(Action work)
    {
        ArgumentNullException.ThrowIfNull(work);
        lock (_gate)
        {
            _queue.Enqueue(work);
            if (_running)
                return false;
            return _running = true;
        }
    }

    private void GoOnElsewhere() => ThreadPool.UnsafeQueueUserWorkItem(static loop => loop.RunUpTo(int.MaxValue), this, preferLocal: false);

    /// <returns>Whether there is more to run.</returns>
    private bool RunUpTo(int items)
    {
        _isInside = true;
        try
        {
            for (var done = 0; done < items; done++)
            {
                if (TryTake() is not { } work)
                    return false;
                Run(work);
            }

            return true;
        }
        finally
        {
            _isInside = false;
        }
    }

    private Action? TryTake()
    {
        lock (_gate)
        {
            if (_queue.TryDequeue(out var work))
                return work;
            _running = false;
            return null;
        }
    }

    private void Run(Action work)
    {
        try
        {
            work();
        }
#pragma warning disable CA1031 // One account's failure must not end the loop that its other sessions live on.
        catch (Exception error)
#pragma warning restore CA1031
        {
            onError(error);
        }
    }
}
