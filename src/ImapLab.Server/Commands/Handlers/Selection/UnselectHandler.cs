using ImapLab.Protocol.Commands;
using ImapLab.Protocol.Replies;

namespace ImapLab.Server.Commands.Handlers.Selection;

/// <summary>UNSELECT (RFC 3691): CLOSE without the expunge.</summary>
internal sealed class UnselectHandler : CommandHandler<BareCommand>
{
    protected override IEnumerable<Reply> Handle(Turn turn, BareCommand command)
    {
        turn.Session.Unselect();
        return [turn.Ok()];
    }
}
