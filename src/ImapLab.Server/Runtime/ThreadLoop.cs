namespace ImapLab.Server.Runtime;

/// <summary>A loop for real time: its work runs on the thread pool, never two items at once.</summary>
/// <param name="onError">Told of an exception that an item of work let out; the loop goes on.</param>
public sealed class ThreadLoop(Action<Exception> onError) : LabLoop
{
    private readonly Queue<Action> _queue = new();
    private readonly Lock _gate = new();
    private bool _running;

    public override void Post(Action work)
    {
        ArgumentNullException.ThrowIfNull(work);
        lock (_gate)
        {
            _queue.Enqueue(work);
            if (_running)
                return;
            _running = true;
        }

        ThreadPool.UnsafeQueueUserWorkItem(static loop => loop.Run(), this, preferLocal: false);
    }

    private void Run()
    {
        while (true)
        {
            Action? work;
            lock (_gate)
            {
                if (!_queue.TryDequeue(out work))
                {
                    _running = false;
                    return;
                }
            }

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
}
