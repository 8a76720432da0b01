namespace ImapLab.Scenarios.Runner;

/// <summary>Something that the tracker does, and what comes of it when it does not.</summary>
internal static class TrackerTask
{
    private static readonly TimeSpan Short = TimeSpan.FromMinutes(5);

    /// <summary>Waits for what the tracker does.</summary>
    /// <returns>False where the tracker died over it, as the scenario wanted.</returns>
    /// <exception cref="TrackerStalledException">It does not come to an end in the lab's time, where nothing but the tracker can be slow.</exception>
    /// <exception cref="TrackerFailedException">The tracker broke, or was too slow in real time.</exception>
    public static bool Run(Lab lab, Func<Task> begin, string what, TimeSpan? limit = null)
    {
        Task? task = null;
        lab.OnServer(() => task = Begin(begin, what));
        var isDone = lab.Wait(task!, limit ?? Short);
        if (lab.Tracker.Bury())
            return false;
        if (lab.Tracker.Running?.Failure is { } failure)
            throw new TrackerFailedException(failure);
        if (!isDone && lab.LongestWait is { } real)
            throw new TrackerFailedException($"the tracker did not {what} within {real.TotalSeconds:0} seconds");
        if (!isDone)
            throw new TrackerStalledException($"the tracker did not {what} within {(limit ?? Short).TotalMinutes:0} minutes of the lab's time");
        if (task!.IsFaulted)
            throw new TrackerFailedException($"the tracker could not {what}: {task.Exception!.GetBaseException().Message}");
        return !task.IsCanceled ? true : throw new TrackerFailedException($"the tracker cancelled its {what}");
    }

    private static Task Begin(Func<Task> begin, string what)
    {
        try
        {
            return begin();
        }
#pragma warning disable CA1031 // Whatever a tracker throws ends its run, not the others'.
        catch (Exception why)
#pragma warning restore CA1031
        {
            throw new TrackerFailedException($"the tracker could not {what}: {why.Message}");
        }
    }
}

/// <summary>The tracker broke: the run proves nothing.</summary>
internal sealed class TrackerFailedException(string message) : Exception(message);

/// <summary>The tracker never came to rest: that is its fault.</summary>
internal sealed class TrackerStalledException(string message) : Exception(message);
