using ImapLab.Protocol.Numbers;
using ImapLab.Tracking.Folders;
using ImapLab.Tracking.Ports;

namespace ImapLab.Benchmarks.Tracker;

/// <summary>The engine's steps on a folder of a size, without a server.</summary>
internal sealed class EngineInMemory(int size)
{
    private const int Repetitions = 5;
    private static readonly UidValidity Epoch = new(1);
    private static readonly LookLimits Limits = new(ChurnAttempts: 4, MassDeletion: 5);

    /// <summary>How many messages go one by one.</summary>
    private int One => Math.Min(2_000, size / 2);

    public IEnumerable<(string Row, string Unit, double Value)> Measure()
    {
        yield return ("memory of the UIDs, no gaps, a message", "bytes", Memory(gaps: false));
        yield return ("memory of the UIDs, three gaps in ten, a message", "bytes", Memory(gaps: true));
        yield return ("a listing compared with what was known, one in a hundred gone", "ms", Best(Listing));
        yield return ("a burst of EXPUNGEs of a tenth of them followed", "ms", Best(() => Burst(size / 10)));
        yield return ("one EXPUNGE followed, told by itself", "µs", Best(() => OneByOne(One)) * 1000 / One);
    }

    private double Memory(bool gaps)
    {
        var before = GC.GetTotalMemory(forceFullCollection: true);
        var uids = Uids(gaps);
        var after = GC.GetTotalMemory(forceFullCollection: true);
        GC.KeepAlive(uids);
        return (double)(after - before) / size;
    }

    private double Listing()
    {
        var known = Known();
        var left = UidSequence.From(known.Baseline.Where((_, at) => at % 100 != 50));
        var asked = known with { Rung = Rung.Search, Exists = left.Count, Asked = new Question.Search() };
        return Site.Time(() => Expect(FolderStep.Next(asked, new Observation.Uids(left, []), Limits), size / 100));
    }

    private double Burst(int count)
    {
        var random = new Random(1);
        ViewChange[] told = [.. Enumerable.Range(0, count).Select(gone => new ViewChange.Expunged(random.Next(1, size - gone + 1)))];
        var open = Open();
        return Site.Time(() => Expect(FolderStep.Continue(open, told, Limits), count));
    }

    private double OneByOne(int count)
    {
        var random = new Random(1);
        ViewChange[][] told = [.. Enumerable.Range(0, count).Select(gone => new ViewChange[] { new ViewChange.Expunged(random.Next(1, size - gone + 1)) })];
        var state = Open();
        return Site.Time(() =>
        {
            foreach (var one in told)
                state = FolderStep.Continue(state, one, Limits).State;
        });
    }

    private static double Best(Func<double> measure) => Enumerable.Range(0, Repetitions).Min(_ => measure());

    private static void Expect(Look look, int gone)
    {
        if (look.State.Removed.Count != gone)
            throw new InvalidOperationException($"{look.State.Removed.Count} messages were found gone, not {gone}.");
    }

    private FolderState Open()
    {
        var known = Known();
        return known with { View = new FolderView(known.Baseline, 0), Opened = known.BaselineCounters };
    }

    private FolderState Known()
    {
        var uids = Uids(gaps: true);
        return new FolderState { Baseline = uids, BaselineCounters = new Counters(Epoch, uids.Last.Next, size, null), Cursor = uids.Last.Next };
    }

    private UidSequence Uids(bool gaps)
    {
        var random = new Random(1);
        var uids = new UidSequence();
        for (var uid = 1u; uids.Count < size; uid++)
        {
            if (!gaps || random.Next(10) < 7)
                uids.Append(new Uid(uid));
        }

        return uids;
    }
}
