using ImapLab.Differential.Tests.Wire;
using ImapLab.Profiles;
using ImapLab.Protocol.Commands;
using ImapLab.Server;
using ImapLab.Server.Runtime;

namespace ImapLab.Differential.Tests.Sides;

/// <summary>The fake server with the profile of the real one, in this process and on this thread.</summary>
internal sealed class FakeSide : ISide
{
    private readonly PumpedLoop _loop = new();
    private readonly FakeImapServer _server;

    public FakeSide(Profile profile)
    {
        var bound = ProfileBinder.Bind(profile);
        _server = new FakeImapServer(bound.Plan, bound.Quirks, new VirtualTime(_loop, TimeProvider.System.GetUtcNow()), _loop);
        _server.AddAccount(User, new Secret(Password));
    }

    public string User => "user";

    public string Password => "secret";

    public IChannel Connect() => new FakeChannel(_loop, _server.Connect());

    public void Dispose() => _server.DropConnections(reset: false);
}
