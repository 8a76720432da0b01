using ImapLab.Server.Runtime;

namespace ImapLab.Server.Tests.Bench;

/// <summary>A loop that a test runs item by item, to see what one item does.</summary>
internal sealed class SteppedLoop : LabLoop
{
    private readonly Queue<Action> _queue = new();

    public override void Post(Action work) => _queue.Enqueue(work);

    /// <returns>False where nothing is left.</returns>
    public bool Step()
    {
        if (!_queue.TryDequeue(out var work))
            return false;
        work();
        return true;
    }

    public void RunUntilQuiet()
    {
        while (Step())
        {
        }
    }
}
