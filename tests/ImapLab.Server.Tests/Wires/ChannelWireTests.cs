using System.Net;
using System.Net.Sockets;
using ImapLab.Server.DotNetty;

namespace ImapLab.Server.Tests.Wires;

[TestFixture]
internal sealed class ChannelWireTests : WireContract
{
    private ServerListener _listener = null!;

    [TearDown]
    public async Task StopListening() => await _listener.DisposeAsync();

    private protected override async Task<Stream> ConnectAsync()
    {
        _listener = await ServerListener.StartAsync(() => Handler, new IPEndPoint(IPAddress.Loopback, 0));
        var client = new TcpClient();
        await client.ConnectAsync(_listener.EndPoint);
        return client.GetStream();
    }
}
