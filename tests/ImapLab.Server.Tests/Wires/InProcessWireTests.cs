using ImapLab.Server.Runtime;
using ImapLab.Server.Wires;

namespace ImapLab.Server.Tests.Wires;

[TestFixture]
internal sealed class InProcessWireTests : WireContract
{
    private protected override Task<Stream> ConnectAsync() =>
        Task.FromResult(InProcessWire.Connect(new ThreadLoop(error => TestContext.Out.WriteLine(error)), Handler));

    private protected override Task ShutDownAsync(Stream client)
    {
        ((InProcessStream)client).ShutDown();
        return Task.CompletedTask;
    }
}
