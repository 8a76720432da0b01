using System.Collections.Concurrent;
using ImapLab.Differential.Tests.Comparing;
using ImapLab.Differential.Tests.Generation;
using ImapLab.Differential.Tests.Sequences;
using ImapLab.Differential.Tests.Shrinking;
using ImapLab.Differential.Tests.Sides;
using ImapLab.Profiles;
using ImapLab.Server.Plans;
using ImapLab.SystemPrograms;

namespace ImapLab.Differential.Tests.Running;

/// <summary>Many sequences, on several threads, at one real server and as many fake ones as there are sequences.</summary>
/// <param name="spoil">Changes what the fake server does; null for nothing.</param>
internal sealed class Campaign(DovecotServer server, Func<ServerPlan, ServerPlan>? spoil = null)
{
    public const string ProfileName = "dovecot";
    private const int Workers = 3;

    private readonly Profile _profile = Load(spoil);
    private int _users;

    /// <summary>Plays the sequences of seeds in a row.</summary>
    /// <param name="mostKinds">After so many kinds of differences no more sequences are begun.</param>
    /// <param name="wanted">The accepted difference of which some sequences are kept to be shown.</param>
    public CampaignReport Run(int firstSeed, int count, int mostKinds, string? wanted = null)
    {
        var generator = new Generator(_profile.Plan.Capabilities.Has);
        var report = new CampaignReport { Wanted = wanted };
        var next = -1;
        var started = TimeProvider.System.GetTimestamp();
        RunWorkers(() =>
        {
            for (int index; (index = Interlocked.Increment(ref next)) < count && report.Kinds < mostKinds;)
                report.Add(Play(generator.Next(firstSeed + index)));
        });
        report.Elapsed = TimeProvider.System.GetElapsedTime(started);
        return report;
    }

    public SequenceRecord Play(Sequence sequence)
    {
        using var run = new SequenceRun(
            sequence,
            new FakeSide(_profile),
            new RealSide(server, $"u{Interlocked.Increment(ref _users)}", [.. _profile.Plan.Folders.Where(folder => folder.IsThere).Select(folder => folder.Name.Text)]));
        return run.Play();
    }

    public SequenceRecord Shrink(SequenceRecord failed) => new Shrinker(Play).Shrink(failed);

    private static Profile Load(Func<ServerPlan, ServerPlan>? spoil)
    {
        var profile = ProfileLibrary.BuiltIn.Load(ProfileName);
        return spoil is null ? profile : profile with { Plan = spoil(profile.Plan) };
    }

    private static void RunWorkers(Action work)
    {
        var failures = new ConcurrentQueue<Exception>();
        var threads = Enumerable.Range(0, Workers).Select(_ => new Thread(() =>
        {
            try
            {
                work();
            }
#pragma warning disable CA1031 // Whatever it was, the thread that waits is to hear of it.
            catch (Exception failure)
#pragma warning restore CA1031
            {
                failures.Enqueue(failure);
            }
        })).ToList();
        threads.ForEach(thread => thread.Start());
        threads.ForEach(thread => thread.Join());
        if (!failures.IsEmpty)
            throw new AggregateException(failures);
    }
}
