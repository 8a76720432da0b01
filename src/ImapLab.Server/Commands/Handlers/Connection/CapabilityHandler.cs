using ImapLab.Protocol.Commands;
using ImapLab.Protocol.Replies;

namespace ImapLab.Server.Commands.Handlers.Connection;

internal sealed class CapabilityHandler : CommandHandler<BareCommand>
{
    protected override IEnumerable<Reply> Handle(Turn turn, BareCommand command)
    {
        turn.Session.HasAskedCapabilities = true;
        return [new CapabilityReply(turn.Session.Capabilities), turn.Ok()];
    }
}
