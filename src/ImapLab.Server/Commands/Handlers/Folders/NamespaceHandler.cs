using ImapLab.Protocol.Commands;
using ImapLab.Protocol.Replies;

namespace ImapLab.Server.Commands.Handlers.Folders;

internal sealed class NamespaceHandler : CommandHandler<BareCommand>
{
    protected override IEnumerable<Reply> Handle(Turn turn, BareCommand command) =>
        [new NamespaceReply([new Namespace(turn.Plan.NamespacePrefix, turn.Plan.Delimiter)], [], []), turn.Ok()];
}
