using System.Collections.Concurrent;
using ImapLab.Server.Runtime;
using ImapLab.Server.Wires;

namespace ImapLab.Server.Sessions;

/// <summary>
/// A wire and its session, brought together on a loop. The session may move to another loop while bytes come in, so its
/// work waits in a queue of the connection's own and stays in order.
/// </summary>
internal sealed class ServerConnection : IWireHandler, IConnectionHost, IWireUser
{
    private readonly ISessionServer _server;
    private readonly bool _tls;
    private readonly ConcurrentQueue<Work> _work = new();
    private readonly InputGate _input = new();
    private volatile Place _place;
    private LabLoop? _moving;
    private LayeredWire? _wire;
    private ImapSession? _session;

    /// <param name="tls">Whether the client speaks TLS from its first byte on.</param>
    public ServerConnection(ISessionServer server, LabLoop loop, bool tls)
    {
        _server = server;
        _tls = tls;
        _place = new Place(this, loop);
    }

    public bool IsSecure => _wire is { IsSecure: true };

    public bool IsCompressed => _wire is { IsCompressed: true };

    public bool IsFull => _wire is { Unsent: >= WireMarks.Full };

    public long Unsent => _wire?.Unsent ?? 0;

    public void Opened(IWire wire) => Enter(new Work(() =>
    {
        _wire = new LayeredWire(wire, this);
        if (_tls)
            StartTls();
        _session = _server.Open(this);
        _session.Opened();
    }));

    public void Received(ReadOnlyMemory<byte> bytes)
    {
        _input.Arrived(bytes.Length, _wire);
        Enter(new Work(null, bytes));
    }

    public void Ended() => Enter(new Work(() => _wire?.Ended()));

    public void Drained() => Enter(new Work(() => _session?.Drained()));

    public void Closed() => Enter(new Work(() =>
    {
        _session?.Gone();
        _wire?.Gone();
    }));

    public void Send(ReadOnlySpan<byte> bytes) => _wire?.Send(bytes);

    public void Close() => _wire?.Close();

    public void Abort() => _wire?.Abort();

    public void StartDeflate() => _wire?.StartDeflate();

    public void EndDeflate() => _wire?.EndDeflate();

    public void StartTls() => _wire?.StartTls(_server.Certificate);

    public void Post(Action work)
    {
        _work.Enqueue(new Work(work));
        var place = _place;
        place.Loop.Post(place.Step);
    }

    /// <summary>Takes effect when the item of work that asks for it is done, so that no two loops ever run the session at once.</summary>
    public void MoveTo(LabLoop loop) => _moving = loop;

    int IWireUser.Backlog => _session?.Backlog ?? 0;

    void IWireUser.Refuse(string why) => _session?.Bye(why);

    void IWireUser.Read(ReadOnlyMemory<byte> bytes) => _session?.Received(bytes);

    void IWireUser.Ended() => _session?.InputEnded();

    void IWireUser.Failed(string why) => _session?.Failed(why);

    private void Enter(Work work)
    {
        _work.Enqueue(work);
        var place = _place;
        place.Loop.Enter(place.Step);
    }

    private void RunOne(Place on)
    {
        // An item that comes up on the loop that the session has left goes on to where it is now.
        var place = _place;
        if (on != place)
        {
            place.Loop.Post(place.Step);
            return;
        }

        if (_work.TryDequeue(out var work))
            Run(work);
        if (_moving is { } loop && loop != place.Loop)
            _place = new Place(this, loop);
        _moving = null;
    }

    /// <summary>A failure of ours ends this connection, so that its client does not wait for ever, and is told to the loop.</summary>
    private void Run(Work work)
    {
        try
        {
            if (work.Do is { } action)
                action();
            else
                _wire?.Received(work.Bytes);
            _wire?.GoOn();
            _session?.Flush();
        }
        catch
        {
            _session?.End(reset: true);
            throw;
        }

        _input.Taken(work.Bytes.Length, (_session?.Backlog ?? 0) + (_wire?.Waiting ?? 0), _wire);
    }

    /// <summary>An item of the session's work: something to do, or bytes to take in.</summary>
    private readonly record struct Work(Action? Do, ReadOnlyMemory<byte> Bytes = default);

    /// <summary>A loop that the session is on, or was, and what it is asked to run: made once, not for every item.</summary>
    private sealed class Place
    {
        public Place(ServerConnection connection, LabLoop loop)
        {
            Loop = loop;
            Step = () => connection.RunOne(this);
        }

        public LabLoop Loop { get; }

        public Action Step { get; }
    }
}
