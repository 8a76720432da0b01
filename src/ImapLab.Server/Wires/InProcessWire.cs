using ImapLab.Server.Runtime;

namespace ImapLab.Server.Wires;

/// <summary>
/// A connection inside the process: the server's end is this <see cref="IWire"/>, the client's a <see cref="Stream"/>. Each
/// hand-over is an item of the loop, so neither side ever runs inside the other's call.
/// </summary>
public sealed class InProcessWire : IWire
{
    private readonly LabLoop _loop;
    private readonly IWireHandler _handler;
    private readonly Lock _gate = new();
    private long _unsent;
    private bool _wasFull;
    private Action<byte[]> _arrived = _ => { };
    private Action<IOException?> _ended = _ => { };
    private bool _over;

    private InProcessWire(LabLoop loop, IWireHandler handler)
    {
        _loop = loop;
        _handler = handler;
    }

    /// <summary>Connects a client to a handler.</summary>
    /// <returns>The client's end.</returns>
    public static Stream Connect(LabLoop loop, IWireHandler handler)
    {
        ArgumentNullException.ThrowIfNull(loop);
        ArgumentNullException.ThrowIfNull(handler);
        var wire = new InProcessWire(loop, handler);
        var client = new InProcessStream(wire.FromClient, wire.ClientTook, wire.ClientEnded, wire.ClientGone, loop as PumpedLoop);
        wire._arrived = client.Arrived;
        wire._ended = client.Ended;
        loop.Post(() => handler.Opened(wire));
        return client;
    }

    public long Unsent => Interlocked.Read(ref _unsent);

    public void Send(ReadOnlySpan<byte> bytes)
    {
        if (_over)
            return;
        var copy = bytes.ToArray();
        lock (_gate)
            _wasFull |= (_unsent += copy.Length) >= WireMarks.Full;
        _loop.Post(() => _arrived(copy));
    }

    /// <summary>A stream has no way to stop its writer; what the client says in its own process is its own memory.</summary>
    public void Pause()
    {
    }

    public void Resume()
    {
    }

    public void Close() => End(null);

    public void Abort() => End(new IOException("Connection reset by peer."));

    private void End(IOException? reset)
    {
        if (_over)
            return;
        _over = true;
        _loop.Post(() => _ended(reset));
        _loop.Post(_handler.Closed);
    }

    private void FromClient(byte[] bytes) => _loop.Post(() =>
    {
        if (!_over)
            _handler.Received(bytes);
    });

    private void ClientTook(int octets)
    {
        lock (_gate)
        {
            _unsent -= octets;
            if (!_wasFull || _unsent > WireMarks.Drained)
                return;
            _wasFull = false;
        }

        _loop.Post(() =>
        {
            if (!_over)
                _handler.Drained();
        });
    }

    private void ClientEnded() => _loop.Post(() =>
    {
        if (!_over)
            _handler.Ended();
    });

    private void ClientGone() => _loop.Post(() =>
    {
        if (_over)
            return;
        _over = true;
        _handler.Closed();
    });
}
