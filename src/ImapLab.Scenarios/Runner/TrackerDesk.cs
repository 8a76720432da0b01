using System.Net;
using ImapLab.Scenarios.Oracle;
using ImapLab.Scenarios.Trackers;
using ImapLab.Tracking.Events;

namespace ImapLab.Scenarios.Runner;

/// <summary>Keeps the tracker under test: starts and ends its lives, and writes down what they tell.</summary>
internal sealed class TrackerDesk(ITrackerKind kind, string stateDirectory, ulong seed, TimeProvider time, Func<Stream> connect, Func<long> ordinal) : IDisposable
{
    private readonly Lock _gate = new();
    private readonly List<ObservedEvent> _events = [];
    private readonly List<int> _killed = [];
    private readonly List<SeverableStream> _connections = [];
    private LifeState? _life;
    private int _lives;
    private int? _killAfter;

    public IPEndPoint? EndPoint { get; init; }

    public IReadOnlyList<ObservedEvent> Events
    {
        get
        {
            lock (_gate)
                return [.. _events];
        }
    }

    public IReadOnlyList<int> KilledLives => _killed;

    /// <summary>The life that goes on now; null while there is none.</summary>
    public ITrackerUnderTest? Running => _life?.Tracker;

    /// <summary>Whether the running life has come to its end by itself: nothing more can be waited for.</summary>
    public bool HasEnded => _life is { } life && (life.DiedTelling || life.Tracker.Failure is not null);

    /// <summary>Begins a life, or another one.</summary>
    public Task StartAsync()
    {
        var life = new LifeState(++_lives);
        var site = new TrackerSite
        {
            User = Lab.User,
            Password = Lab.Password,
            Connect = _ => Connect(life),
            EndPoint = EndPoint,
            Time = kind.OverTcp ? time : new MortalTime(time, () => life.IsOver),
            Tell = told => Tell(life, told),
            StateDirectory = stateDirectory,
            Seed = seed,
        };
        life.Tracker = kind.Create(site);
        _life = life;
        return life.Tracker.StartAsync(CancellationToken.None);
    }

    public async Task StopAsync()
    {
        if (_life is not { } life)
            return;
        await life.Tracker.StopAsync(CancellationToken.None).ConfigureAwait(false);
        _life = null;
        life.Tracker.Dispose();
        lock (_gate)
            _connections.Clear();
    }

    /// <summary>Ends the life without its doing.</summary>
    public void Kill()
    {
        if (_life is not { } life)
            return;
        life.IsOver = true;
        _life = null;
        _killed.Add(life.Number);
        lock (_gate)
        {
            _connections.ForEach(connection => connection.Sever());
            _connections.Clear();
        }

        life.Tracker.Kill();
        life.Tracker.Dispose();
    }

    /// <summary>The next so many events are told; the tracker dies in the last of them, before it learns that it was taken.</summary>
    public void KillAfter(int events) => _killAfter = events;

    public void Dispose()
    {
        if (_life is { } life)
        {
            life.IsOver = true;
            life.Tracker.Dispose();
        }

        _life = null;
    }

    private ValueTask<Stream> Connect(LifeState life)
    {
        var stream = new SeverableStream(connect(), () => life.IsOver);
        lock (_gate)
            _connections.Add(stream);
        return ValueTask.FromResult<Stream>(stream);
    }

    private ValueTask Tell(LifeState life, TrackerEvent told)
    {
        if (life.IsOver)
            return Never();
        lock (_gate)
            _events.Add(new ObservedEvent(_events.Count + 1, told, time.GetUtcNow(), ordinal(), life.Number));
        if (_killAfter is not { } left || (_killAfter = left - 1) > 0)
            return ValueTask.CompletedTask;
        _killAfter = null;
        life.IsOver = true;
        life.DiedTelling = true;
        return Never();
    }

    /// <summary>Whether a tracker that was to die while it told something has done so; it is then buried.</summary>
    public bool Bury()
    {
        if (_life is not { DiedTelling: true })
            return false;
        Kill();
        return true;
    }

    private static ValueTask Never() => new(new TaskCompletionSource().Task);

    private sealed class LifeState(int number)
    {
        public int Number => number;

        public ITrackerUnderTest Tracker { get; set; } = null!;

        public bool IsOver { get; set; }

        public bool DiedTelling { get; set; }
    }
}
