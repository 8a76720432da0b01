using ImapLab.Protocol.Commands;
using ImapLab.Protocol.Replies;

namespace ImapLab.Server.Commands.Handlers.Connection;

internal sealed class LogoutHandler : CommandHandler<BareCommand>
{
    protected override IEnumerable<Reply> Handle(Turn turn, BareCommand command)
    {
        // BYE is said before anything else, and no news of the mailbox after it.
        turn.Session.Unselect();
        turn.Session.CloseAfterAnswer();
        return [ConditionReply.Bye(turn.Plan.Style.Farewell), turn.Ok()];
    }
}
