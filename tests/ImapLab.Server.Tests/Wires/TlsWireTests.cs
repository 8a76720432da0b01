using System.Net.Security;
using ImapLab.Server.Runtime;
using ImapLab.Server.Wires;

namespace ImapLab.Server.Tests.Wires;

/// <summary>TLS is a wire like any other.</summary>
[TestFixture]
internal sealed class TlsWireTests : WireContract
{
    private static readonly ServerCertificate Certificate = ServerCertificate.SelfSigned(TimeProvider.System);

    private protected override async Task<Stream> ConnectAsync()
    {
        var loop = new ThreadLoop(error => TestContext.Out.WriteLine(error));
        var client = new SslStream(InProcessWire.Connect(loop, new Secured(loop, Handler)), false, (_, shown, _, _) => shown is not null);
        await client.AuthenticateAsClientAsync("localhost");
        return client;
    }

    private protected override Task ShutDownAsync(Stream client) => ((SslStream)client).ShutdownAsync();

    /// <summary>A server whose wire has TLS on it, which it uses from its loop alone.</summary>
    private sealed class Secured(LabLoop loop, IWireHandler handler) : IWireHandler, IWireUser, IWire
    {
        private LayeredWire? _wire;

        public long Unsent => _wire!.Unsent;

        public void Opened(IWire wire)
        {
            _wire = new LayeredWire(wire, this);
            _wire.StartTls(Certificate);
            handler.Opened(this);
        }

        public void Received(ReadOnlyMemory<byte> bytes) => _wire!.Received(bytes);

        void IWireHandler.Ended() => loop.Post(() =>
        {
            _wire!.Ended();
            _wire.GoOn();
        });

        public void Drained() => handler.Drained();

        public void Closed()
        {
            _wire!.Gone();
            handler.Closed();
        }

        /// <summary>Waits until it is sent, so that whoever fills the wire sees how full it is.</summary>
        public void Send(ReadOnlySpan<byte> bytes)
        {
            var copy = bytes.ToArray();
            using var sent = new ManualResetEventSlim();
            loop.Post(() =>
            {
                _wire!.Send(copy);
                sent.Set();
            });
            sent.Wait();
        }

        public void Pause() => loop.Post(_wire!.Pause);

        public void Resume() => loop.Post(_wire!.Resume);

        public void Close() => loop.Post(_wire!.Close);

        public void Abort() => loop.Post(_wire!.Abort);

        public void Post(Action work) => loop.Post(() =>
        {
            work();
            _wire!.GoOn();
        });

        public void Read(ReadOnlyMemory<byte> bytes) => handler.Received(bytes);

        void IWireUser.Ended() => handler.Ended();

        public int Backlog => 0;

        public void Refuse(string why) => Failed(why);

        public void Failed(string why) => TestContext.Out.WriteLine(why);
    }
}
