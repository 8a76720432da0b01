using ImapLab.Protocol.Commands;
using ImapLab.Protocol.Replies;

namespace ImapLab.Server.Commands.Handlers.Connection;

internal sealed class CapabilityHandler : CommandHandler<BareCommand>
{
    protected override IEnumerable<Reply> Handle(Turn turn, BareCommand command)
    {
        var plan = turn.Plan.Capabilities;
        return [new CapabilityReply(turn.Session.Store is null ? plan.BeforeLogin : plan.AfterLogin), turn.Ok()];
    }
}
