using System.Net.Sockets;
using System.Runtime.CompilerServices;
using DotNetty.Buffers;
using DotNetty.Transport.Channels;
using DotNetty.Transport.Channels.Sockets;

namespace ImapLab.Server.DotNetty;

/// <summary>
/// An accepted connection. DotNetty's own channel closes when its client ends its sending side, and what is still to be told is lost; this one
/// says so with a <see cref="ChannelInputShutdownEvent"/> and goes on.
/// </summary>
internal sealed class ClientChannel : TcpSocketChannel
{
    private ClientChannel(IChannel parent, Socket socket)
        : base(parent, socket)
    {
        SetState(StateFlags.Active);
        CacheLocalAddress();
        CacheRemoteAddress();
    }

    /// <summary>Ends the connection with a real RST: with linger 0, CloseAsync still shuts the sending side down first, and that is a FIN.</summary>
    public void Reset()
    {
        if (Open)
        {
            Socket.LingerState = new LingerOption(true, 0);
            Socket.Dispose();
        }

        CloseAsync();
    }

    /// <returns>Octets read; 0 for none now, and less for none ever, at which the channel closes.</returns>
    protected override int DoReadBytes(IByteBuffer byteBuf)
    {
        var count = base.DoReadBytes(byteBuf);
        if (count >= 0 || !Socket.Connected)
            return count;
        // From here on the channel asks for no more to read, so this comes once.
        ShutdownInput();
        Pipeline.FireUserEventTriggered(ChannelInputShutdownEvent.Instance);
        return 0;
    }

    [UnsafeAccessor(UnsafeAccessorKind.Field, Name = "Socket")]
    private static extern ref Socket SocketOf(AbstractSocketChannel channel);

    /// <summary>Stands where a listener hands over what it has accepted, which are channels of DotNetty's own.</summary>
    public sealed class Maker : ChannelHandlerAdapter
    {
        public override void ChannelRead(IChannelHandlerContext context, object message) =>
            context.FireChannelRead(new ClientChannel(context.Channel, SocketOf((TcpSocketChannel)message)));
    }
}
