using ImapLab.Protocol.Commands;
using ImapLab.Protocol.Replies;

namespace ImapLab.Server.Commands.Handlers.Connection;

/// <summary>ID (RFC 2971): tells who the server is; what the client tells stays in the transcript.</summary>
internal sealed class IdHandler : CommandHandler<IdCommand>
{
    protected override IEnumerable<Reply> Handle(Turn turn, IdCommand command) => [new IdReply(turn.Plan.Id), turn.Ok()];
}
