using System.Net;
using ImapLab.Profiles;
using ImapLab.Scenarios.Trackers;
using ImapLab.Server.DotNetty;
using ImapLab.Server.Runtime;

namespace ImapLab.Scenarios.Runner;

/// <summary>A lab on a loopback port in real time, for trackers that are other programs. It gives verdicts, never goldens.</summary>
internal sealed class TcpLab : Lab
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private ServerListener? _listener;
    private TrackerDesk? _tracker;

    private TcpLab(BoundProfile profile, ITrackerKind kind, ulong seed)
        : base(profile, TimeProvider.System, new ThreadLoop(_ => { }), kind, seed)
    {
    }

    public override TrackerDesk Tracker => _tracker ?? throw new InvalidOperationException("The lab is not open.");

    /// <summary>In real time nobody waits two hours for a program that hangs.</summary>
    public override TimeSpan? LongestWait => Patience;

    public static TcpLab Start(BoundProfile profile, ITrackerKind kind, ulong seed)
    {
        var lab = new TcpLab(profile, kind, seed);
        lab._listener = ServerListener.StartAsync(lab.Server, new IPEndPoint(IPAddress.Loopback, 0)).GetAwaiter().GetResult();
        lab._tracker = new TrackerDesk(
            kind, lab.StateDirectory, seed, lab.Time, () => throw new NotSupportedException("This tracker connects over TCP."), () => lab.Store.Now)
        {
            EndPoint = lab._listener.EndPoint,
        };
        return lab;
    }

    public override void OnServer(Action work)
    {
        var done = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        Account.Loop.Post(() =>
        {
            try
            {
                work();
                done.SetResult();
            }
#pragma warning disable CA1031 // The failure belongs to the step that asked for the work.
            catch (Exception why)
#pragma warning restore CA1031
            {
                done.SetException(why);
            }
        });
        done.Task.GetAwaiter().GetResult();
    }

    public override bool Wait(Task task, TimeSpan limit)
    {
        ArgumentNullException.ThrowIfNull(task);
        using var over = new CancellationTokenSource(limit < Patience ? limit : Patience);
        try
        {
            Task.WaitAny([task], over.Token);
        }
        catch (OperationCanceledException)
        {
            return false;
        }

        return task.IsCompleted;
    }

    public override void Advance(TimeSpan duration) => Task.Delay(duration, Time).GetAwaiter().GetResult();

    public override void Dispose()
    {
        base.Dispose();
        _listener?.DisposeAsync().AsTask().GetAwaiter().GetResult();
    }
}
