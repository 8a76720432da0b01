using ImapLab.Protocol.Commands;
using ImapLab.Protocol.Replies;

namespace ImapLab.Server.Commands.Handlers.Folders;

internal sealed class NamespaceHandler : CommandHandler<BareCommand>
{
    protected override IEnumerable<Reply> Handle(Turn turn, BareCommand command) =>
        [new NamespaceReply([turn.Plan.Namespaces.First()], turn.Plan.OtherUsers, turn.Plan.Shared), turn.Ok()];
}
