using ImapLab.Server.Runtime;

namespace ImapLab.Fuzz.Tests.Running;

/// <summary>A loop that its caller runs, for so many steps and no more; what escapes an item of work is a finding.</summary>
internal sealed class StepLoop : LabLoop
{
    /// <summary>One input is a few kilobytes: what takes more steps than this does not end.</summary>
    private const int MostSteps = 200_000;

    private readonly Queue<Action> _work = new();

    public override void Post(Action work) => _work.Enqueue(work);

    public void Run()
    {
        // What waits for a read must go on inside the step that brings the bytes, and not where a test framework would have it.
        var context = SynchronizationContext.Current;
        SynchronizationContext.SetSynchronizationContext(null);
        try
        {
            RunAll();
        }
        finally
        {
            SynchronizationContext.SetSynchronizationContext(context);
        }
    }

    private void RunAll()
    {
        for (var step = 0; _work.TryDequeue(out var work); step++)
        {
            if (step == MostSteps)
                throw new Finding($"Not quiet after {MostSteps} steps.");
            try
            {
                work();
            }
            catch (Exception escaped) when (escaped is not Finding)
            {
                throw new Finding($"{escaped.GetType().Name} escaped: {escaped.Message}", escaped);
            }
        }
    }
}
