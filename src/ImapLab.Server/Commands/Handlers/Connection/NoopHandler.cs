using ImapLab.Protocol.Commands;
using ImapLab.Protocol.Replies;

namespace ImapLab.Server.Commands.Handlers.Connection;

/// <summary>NOOP and CHECK: nothing but the news that every command ends with.</summary>
internal sealed class NoopHandler : CommandHandler<BareCommand>
{
    protected override IEnumerable<Reply> Handle(Turn turn, BareCommand command) => [turn.Ok()];
}
