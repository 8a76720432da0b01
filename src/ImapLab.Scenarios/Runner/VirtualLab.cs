using ImapLab.Profiles;
using ImapLab.Scenarios.Trackers;
using ImapLab.Server.Runtime;

namespace ImapLab.Scenarios.Runner;

/// <summary>A lab on one thread in virtual time: the same run every time, and twenty minutes of IDLE cost nothing.</summary>
internal sealed class VirtualLab : Lab
{
    private readonly PumpedLoop _loop;
    private readonly VirtualTime _time;

    public VirtualLab(BoundProfile profile, ITrackerKind kind, ulong seed)
        : this(profile, kind, seed, new PumpedLoop())
    {
    }

    private VirtualLab(BoundProfile profile, ITrackerKind kind, ulong seed, PumpedLoop loop)
        : this(profile, kind, seed, loop, new VirtualTime(loop, Epoch))
    {
    }

    private VirtualLab(BoundProfile profile, ITrackerKind kind, ulong seed, PumpedLoop loop, VirtualTime time)
        : base(profile, time, loop, kind, seed)
    {
        _loop = loop;
        _time = time;
        Tracker = new TrackerDesk(kind, StateDirectory, seed, time, Connect, () => Store.Now);
    }

    public override TrackerDesk Tracker { get; }

    public override bool Escaped => _loop.Escaped;

    public override void OnServer(Action work)
    {
        _loop.RunUntilQuiet();
        work();
        _loop.RunUntilQuiet();
    }

    public override bool Wait(Task task, TimeSpan limit)
    {
        var until = _time.GetUtcNow() + limit;
        _loop.RunUntilQuiet();
        while (!task.IsCompleted && !Tracker.HasEnded)
        {
            // With no timer set and nothing under way, nothing will ever happen again.
            if (_time.NextTimer is not { } due || due > until)
                return false;
            _time.FireNext();
        }

        return task.IsCompleted;
    }

    public override void Advance(TimeSpan duration) => _time.Advance(duration);

    private Stream Connect()
    {
        VerifyConnectable();
        return Server.Connect();
    }
}
