using System.Collections.Concurrent;
using DotNetty.Buffers;
using DotNetty.Transport.Channels;
using DotNetty.Transport.Channels.Sockets;
using ImapLab.Server.Wires;

namespace ImapLab.Server.DotNetty;

/// <summary>Hands what happens on a channel to the server. Bytes are copied once, so no buffer of DotNetty's gets out.</summary>
internal sealed class ChannelPump(IWireHandler handler, ConcurrentDictionary<IChannel, byte> accepted) : ChannelHandlerAdapter
{
    public override void ChannelActive(IChannelHandlerContext context)
    {
        accepted.TryAdd(context.Channel, 0);
        handler.Opened(new ChannelWire((ClientChannel)context.Channel));
    }

    public override void ChannelRead(IChannelHandlerContext context, object message)
    {
        var buffer = (IByteBuffer)message;
        try
        {
            var bytes = new byte[buffer.ReadableBytes];
            buffer.ReadBytes(bytes);
            handler.Received(bytes);
        }
        finally
        {
            buffer.Release();
        }
    }

    public override void UserEventTriggered(IChannelHandlerContext context, object happened)
    {
        if (happened is ChannelInputShutdownEvent)
            handler.Ended();
    }

    public override void ChannelWritabilityChanged(IChannelHandlerContext context)
    {
        if (context.Channel.IsWritable)
            handler.Drained();
    }

    public override void ChannelInactive(IChannelHandlerContext context)
    {
        accepted.TryRemove(context.Channel, out _);
        handler.Closed();
    }

    /// <summary>A peer's reset comes here. Without this DotNetty would leave the connection hanging.</summary>
    public override void ExceptionCaught(IChannelHandlerContext context, Exception exception) => context.CloseAsync();
}
