using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using DotNetty.Common;
using DotNetty.Transport.Bootstrapping;
using DotNetty.Transport.Channels;
using DotNetty.Transport.Channels.Sockets;
using ImapLab.Server.Wires;

namespace ImapLab.Server.DotNetty;

/// <summary>A fake server on a TCP port.</summary>
public sealed class ServerListener : IAsyncDisposable
{
    /// <summary>The thread that accepts connections, one for the process: starting and stopping one takes longer than most tests.</summary>
    private static readonly MultithreadEventLoopGroup Accepting = new(1);

    private static readonly ChannelLoops Accepted = new();

    private readonly ConcurrentDictionary<IChannel, byte> _accepted;
    private readonly IChannel _listening;

    /// <summary>DotNetty looks for buffers that nobody gives back by a stack trace now and then; here two lines give all of them back.</summary>
    static ServerListener() => ResourceLeakDetector.Level = ResourceLeakDetector.DetectionLevel.Disabled;

    private ServerListener(IChannel listening, ConcurrentDictionary<IChannel, byte> accepted)
    {
        _listening = listening;
        _accepted = accepted;
        EndPoint = (IPEndPoint)listening.LocalAddress;
    }

    /// <summary>Where it listens; the port is the real one where 0 was asked for.</summary>
    public IPEndPoint EndPoint { get; }

    /// <summary>Puts a server on a port. Returns when connections are accepted.</summary>
    /// <param name="tls">Whether clients begin with TLS, as on port 993.</param>
    /// <exception cref="SocketException">The address cannot be had.</exception>
    public static Task<ServerListener> StartAsync(FakeImapServer server, IPEndPoint endPoint, bool tls = false)
    {
        ArgumentNullException.ThrowIfNull(server);
        return StartAsync(() => server.Accept(tls), endPoint);
    }

    /// <param name="accept">Makes what takes each new connection.</param>
    internal static async Task<ServerListener> StartAsync(Func<IWireHandler> accept, IPEndPoint endPoint)
    {
        ArgumentNullException.ThrowIfNull(endPoint);
        var accepted = new ConcurrentDictionary<IChannel, byte>();
        var bootstrap = new ServerBootstrap()
            .Group(Accepting, Accepted)
            // The default channel would bind an IPv4 address as [::ffff:127.0.0.1].
            .ChannelFactory(() => new TcpServerSocketChannel(endPoint.AddressFamily))
            .Option(ChannelOption.SoBacklog, 1024)
            .Handler(new ClientChannel.Maker())
            .ChildOption(ChannelOption.TcpNodelay, true)
            .ChildHandler(new ActionChannelInitializer<IChannel>(channel => channel.Pipeline.AddLast(new ChannelPump(accept(), accepted))));
        try
        {
            return new ServerListener(await bootstrap.BindAsync(endPoint).ConfigureAwait(false), accepted);
        }
        catch (AggregateException several) when (several.InnerException is SocketException why)
        {
            throw new SocketException(why.ErrorCode, why.Message);
        }
    }

    /// <summary>Stops listening and closes the connections, which DotNetty would leave open.</summary>
    public async ValueTask DisposeAsync()
    {
        await _listening.CloseAsync().ConfigureAwait(false);
        foreach (var channel in _accepted.Keys)
            await channel.CloseAsync().ConfigureAwait(false);
    }
}
