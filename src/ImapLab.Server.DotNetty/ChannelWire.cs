using System.Net.Sockets;
using System.Runtime.CompilerServices;
using DotNetty.Buffers;
using DotNetty.Transport.Channels;
using DotNetty.Transport.Channels.Sockets;
using ImapLab.Server.Wires;

namespace ImapLab.Server.DotNetty;

/// <summary>A channel as a wire.</summary>
internal sealed class ChannelWire(IChannel channel) : IWire
{
    private Task _lastWrite = Task.CompletedTask;

    public void Send(ReadOnlySpan<byte> bytes)
    {
        if (channel.Active)
            _lastWrite = channel.WriteAndFlushAsync(Unpooled.WrappedBuffer(bytes.ToArray()));
    }

    /// <summary>A close fails what still waits to be written, so it comes when the last write is out.</summary>
    public void Close() => _lastWrite.ContinueWith(
        static (_, state) => ((IChannel)state!).CloseAsync(), channel, CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default);

    /// <summary>
    /// A real RST needs the socket: with linger 0, CloseAsync still shuts the sending side down first, and that is a FIN.
    /// </summary>
    public void Abort() => channel.EventLoop.Execute(() =>
    {
        if (channel is AbstractSocketChannel known && channel.Open)
        {
            var socket = SocketOf(known);
            socket.LingerState = new LingerOption(true, 0);
            socket.Dispose();
        }

        channel.CloseAsync();
    });

    [UnsafeAccessor(UnsafeAccessorKind.Field, Name = "Socket")]
    private static extern ref Socket SocketOf(AbstractSocketChannel channel);
}
