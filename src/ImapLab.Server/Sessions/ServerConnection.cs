using System.Collections.Concurrent;
using ImapLab.Server.Runtime;
using ImapLab.Server.Wires;

namespace ImapLab.Server.Sessions;

/// <summary>
/// A wire and its session, brought together on a loop. The session may move to another loop while bytes come in, so its
/// work waits in a queue of the connection's own and stays in order.
/// </summary>
/// <param name="tls">Whether the client speaks TLS from its first byte on.</param>
internal sealed class ServerConnection(ISessionServer server, LabLoop loop, bool tls) : IWireHandler, IConnectionHost, IWireUser
{
    private readonly ConcurrentQueue<Action> _work = new();
    private volatile LabLoop _loop = loop;
    private LabLoop? _moving;
    private LayeredWire? _wire;
    private ImapSession? _session;

    public bool IsSecure => _wire is { IsSecure: true };

    public void Opened(IWire wire) => Post(() =>
    {
        _wire = new LayeredWire(wire, this);
        if (tls)
            StartTls();
        _session = server.Open(this);
        _session.Opened();
    });

    public void Received(ReadOnlyMemory<byte> bytes) => Post(() => _wire?.Received(bytes));

    public void Closed() => Post(() =>
    {
        _session?.Gone();
        _wire?.Gone();
    });

    public void Send(ReadOnlySpan<byte> bytes) => _wire?.Send(bytes);

    public void Close() => _wire?.Close();

    public void Abort() => _wire?.Abort();

    public void StartTls() => _wire?.StartTls(server.Certificate);

    public void Post(Action work)
    {
        _work.Enqueue(work);
        var loop = _loop;
        loop.Post(() => RunOne(loop));
    }

    /// <summary>Takes effect when the item of work that asks for it is done, so that no two loops ever run the session at once.</summary>
    public void MoveTo(LabLoop loop) => _moving = loop;

    void IWireUser.Read(ReadOnlyMemory<byte> bytes) => _session?.Received(bytes.Span);

    void IWireUser.Ended() => _session?.End(reset: false);

    void IWireUser.Failed(string why) => _session?.Failed(why);

    private void RunOne(LabLoop on)
    {
        // An item that comes up on the loop that the session has left goes on to where it is now.
        if (on != _loop)
        {
            var loop = _loop;
            loop.Post(() => RunOne(loop));
            return;
        }

        if (_work.TryDequeue(out var work))
            Run(work);
        if (_moving is null)
            return;
        _loop = _moving;
        _moving = null;
    }

    /// <summary>A failure of ours ends this connection, so that its client does not wait for ever, and is told to the loop.</summary>
    private void Run(Action work)
    {
        try
        {
            work();
        }
        catch
        {
            _session?.End(reset: true);
            throw;
        }
    }
}
