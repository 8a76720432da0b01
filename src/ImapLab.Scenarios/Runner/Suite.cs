using System.Collections.Concurrent;
using ImapLab.Profiles;
using ImapLab.Scenarios.Model;
using ImapLab.Scenarios.Trackers;

namespace ImapLab.Scenarios.Runner;

/// <summary>Many runs: every scenario on every profile, several at a time, each on a thread of its own.</summary>
public sealed class Suite(IReadOnlyList<Scenario> scenarios, IReadOnlyList<Profile> profiles, ITrackerKind tracker, ulong seed)
{
    private readonly List<(Scenario Scenario, Profile Profile)> _runs = [.. scenarios.SelectMany(scenario => profiles.Select(profile => (scenario, profile)))];

    /// <summary>How many runs at a time.</summary>
    public int Jobs { get; init; } = 1;

    /// <summary>Begins no more runs once one has failed.</summary>
    public bool FailFast { get; init; }

    /// <summary>Takes the I-th of N equal parts of the runs; from 1.</summary>
    public (int Index, int Count) Shard { get; init; } = (1, 1);

    /// <summary>The runs, in their order.</summary>
    public IReadOnlyList<(Scenario Scenario, Profile Profile)> Runs => [.. _runs.Where((_, at) => at % Shard.Count == Shard.Index - 1)];

    /// <summary>Runs them.</summary>
    /// <param name="done">Told of each result as it comes, one at a time.</param>
    /// <returns>The results in the order of <see cref="Runs"/>; runs that were not begun are left out.</returns>
    public IReadOnlyList<RunResult> Run(Action<RunResult> done, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(done);
        var runs = Runs;
        var results = new RunResult?[runs.Count];
        var left = new ConcurrentQueue<int>(Enumerable.Range(0, runs.Count));
        var failed = false;
        var gate = new Lock();
        var errors = new ConcurrentQueue<Exception>();
        // A lab belongs to one thread from its making to its end: a pool's threads would do, but these have a name.
        var workers = Enumerable.Range(1, Math.Max(1, Math.Min(Jobs, runs.Count))).Select(number => new Thread(Work) { Name = $"lab {number}", IsBackground = true }).ToList();
        workers.ForEach(worker => worker.Start());
        workers.ForEach(worker => worker.Join());
        if (errors.TryDequeue(out var error))
            throw new InvalidOperationException($"A run broke the lab itself: {error.Message}", error);
        return [.. results.OfType<RunResult>()];

        void Work()
        {
            while (!cancellationToken.IsCancellationRequested && !(FailFast && Volatile.Read(ref failed)) && left.TryDequeue(out var at))
            {
                try
                {
                    var result = ScenarioRunner.Run(runs[at].Scenario, runs[at].Profile, tracker, seed);
                    results[at] = result;
                    lock (gate)
                    {
                        failed |= result.Status is RunStatus.Failed or RunStatus.BadScenario;
                        done(result);
                    }
                }
#pragma warning disable CA1031 // An error on a worker's thread would end the process without a word.
                catch (Exception why)
#pragma warning restore CA1031
                {
                    errors.Enqueue(why);
                    return;
                }
            }
        }
    }
}
