using System.Net;
using System.Net.Sockets;
using ImapLab.Server.DotNetty;
using ImapLab.Server.Wires;

namespace ImapLab.Server.Tests.Wires;

[TestFixture]
internal sealed class ChannelWireTests : WireContract
{
    /// <summary>A network that takes nothing for so long is full.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(200);

    private ServerListener _listener = null!;

    [TearDown]
    public async Task StopListening() => await _listener.DisposeAsync();

    [Test]
    public async Task A_client_that_does_not_read_holds_up_no_other()
    {
        var deaf = await ConnectAsync();
        var full = await Handler.Opened.Task.WaitAsync(Limit);
        while (full.Unsent < WireMarks.Full)
            full.Send(new byte[64 * 1024]);

        // More connections than there are threads: one of them shares the thread of the client that does not read.
        for (var number = 0; number < 4 * Environment.ProcessorCount; number++)
        {
            var handler = new Recorder();
            await using var listener = await ServerListener.StartAsync(() => handler, new IPEndPoint(IPAddress.Loopback, 0));
            using var client = new TcpClient();
            await client.ConnectAsync(listener.EndPoint);
            var wire = await handler.Opened.Task.WaitAsync(Limit);
            wire.Send("hello"u8);
            await client.GetStream().ReadExactlyAsync(new byte[5]).AsTask().WaitAsync(Limit);
        }

        await deaf.DisposeAsync();
    }

    [Test]
    public async Task A_paused_wire_leaves_what_the_client_says_to_the_network()
    {
        var client = (NetworkStream)await ConnectAsync();
        var wire = await Handler.Opened.Task.WaitAsync(Limit);
        wire.Pause();

        client.Socket.Blocking = false;
        var sent = 0;
        while (client.Socket.Poll(Patience, SelectMode.SelectWrite))
            sent += client.Socket.Send(new byte[64 * 1024]);

        Assert.That(Handler.Text.Length, Is.LessThan(sent));
        wire.Resume();
        await Handler.WaitForAsync(text => text.Length == sent);
    }

    [Test]
    public async Task A_client_that_went_without_a_word_is_found_out_when_it_is_told_something()
    {
        var client = await ConnectAsync();
        var wire = await Handler.Opened.Task.WaitAsync(Limit);
        await client.DisposeAsync();
        await Handler.Ended.Task.WaitAsync(Limit);

        // The network takes some of it before it has heard that nobody is there.
        using var limit = new CancellationTokenSource(Limit);
        while (!Handler.Closed.Task.IsCompleted)
        {
            limit.Token.ThrowIfCancellationRequested();
            wire.Send("news"u8);
        }

        Assert.That(wire.Unsent, Is.Zero);
    }

    private protected override async Task<Stream> ConnectAsync()
    {
        _listener = await ServerListener.StartAsync(() => Handler, new IPEndPoint(IPAddress.Loopback, 0));
        var client = new TcpClient();
        await client.ConnectAsync(_listener.EndPoint);
        return client.GetStream();
    }

    private protected override Task ShutDownAsync(Stream client)
    {
        ((NetworkStream)client).Socket.Shutdown(SocketShutdown.Send);
        return Task.CompletedTask;
    }
}
