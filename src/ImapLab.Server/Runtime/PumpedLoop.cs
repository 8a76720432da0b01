namespace ImapLab.Server.Runtime;

/// <summary>
/// A loop that runs on the thread that pumps it, and on no other: server, wires and the client's continuations take turns
/// on one thread, so a run is the same every time. <see cref="RunUntilQuiet"/> returning <em>is</em> the proof of quiet:
/// a client that was handed bytes or a timer has run until it waits again.
/// </summary>
/// <remarks>
/// That holds as long as the client keeps to the thread. One that hops (Task.Run, SemaphoreSlim.WaitAsync) is caught at
/// its next touch of the lab: <see cref="VerifyOnThread"/> throws, and <see cref="Escaped"/> stays set, so the run is
/// called inconclusive instead of passing by luck.
/// </remarks>
public sealed class PumpedLoop : LabLoop
{
    /// <summary>More items than any scenario needs: a loop that feeds itself is stopped here.</summary>
    private const int MostItems = 50_000_000;

    private readonly Queue<Action> _queue = new();
    private readonly Lock _gate = new();
    private readonly int _thread = Environment.CurrentManagedThreadId;
    private bool _running;

    /// <summary>Whether some code touched the lab from another thread: the run is then not repeatable.</summary>
    public bool Escaped { get; private set; }

    public override void Post(Action work)
    {
        ArgumentNullException.ThrowIfNull(work);
        lock (_gate)
            _queue.Enqueue(work);
    }

    /// <summary>Runs what is queued, and what that queues, until nothing is left.</summary>
    public void RunUntilQuiet()
    {
        VerifyOnThread("The loop was pumped");
        if (_running)
            throw new InvalidOperationException("The loop was pumped by an item of its own: what runs on the loop posts work and returns.");
        // A continuation after ConfigureAwait(false) is not run inline where there is a context to be kept out of, such as a
        // test framework's; it would go to the thread pool, out of our sight.
        var context = SynchronizationContext.Current;
        _running = true;
        SynchronizationContext.SetSynchronizationContext(null);
        try
        {
            RunAll();
        }
        finally
        {
            SynchronizationContext.SetSynchronizationContext(context);
            _running = false;
        }
    }

    private void RunAll()
    {
        for (var items = 0; TryTake(out var work); items++)
        {
            if (items == MostItems)
                throw new InvalidOperationException($"The loop did not become quiet within {MostItems} items: something keeps feeding it.");
            work();
        }
    }

    /// <summary>Checks that the caller is on the lab's thread.</summary>
    /// <exception cref="InvalidOperationException">It is not.</exception>
    public void VerifyOnThread(string what)
    {
        if (Environment.CurrentManagedThreadId == _thread)
            return;
        Escaped = true;
        throw new InvalidOperationException(
            $"{what} from thread {Environment.CurrentManagedThreadId}, but this lab runs on thread {_thread} alone. " +
            "In a deterministic run the client must not hop threads (Task.Run, SemaphoreSlim.WaitAsync, Channel); run it over TCP in real time instead.");
    }

    private bool TryTake(out Action work)
    {
        lock (_gate)
            return _queue.TryDequeue(out work!);
    }
}
