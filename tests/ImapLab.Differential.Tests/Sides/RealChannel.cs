using System.Net;
using System.Net.Sockets;
using ImapLab.Differential.Tests.Wire;

namespace ImapLab.Differential.Tests.Sides;

/// <summary>A connection to the real server, read with a limit to the wait.</summary>
internal sealed class RealChannel : IChannel
{
    private readonly Socket _socket = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
    private readonly byte[] _bytes = new byte[64 * 1024];

    public RealChannel(int port) => _socket.Connect(IPAddress.Loopback, port);

    public bool IsClosed { get; private set; }

    public void Send(ReadOnlySpan<byte> bytes)
    {
        try
        {
            while (!bytes.IsEmpty)
                bytes = bytes[_socket.Send(bytes)..];
        }
        catch (SocketException)
        {
            // Closed: what it said before is still to be read, and then the end.
        }
    }

    public bool ReadInto(ReplyBuffer buffer, TimeSpan patience)
    {
        if (IsClosed || !_socket.Poll(patience, SelectMode.SelectRead))
            return false;
        try
        {
            var count = _socket.Receive(_bytes);
            buffer.Add(_bytes.AsSpan(0, count));
            IsClosed = count == 0;
        }
        catch (SocketException)
        {
            IsClosed = true;
        }

        return !IsClosed;
    }

    public void Dispose() => _socket.Dispose();
}
