using ImapLab.Protocol.Commands;
using ImapLab.Protocol.Replies;

namespace ImapLab.Server.Commands.Handlers.Searching;

/// <summary>CANCELUPDATE (RFC 5267 section 4.3.5).</summary>
internal sealed class CancelUpdateHandler : CommandHandler<CancelUpdateCommand>
{
    protected override IEnumerable<Reply> Handle(Turn turn, CancelUpdateCommand command)
    {
        var updates = turn.Session.Searches.Updates;
        var unknown = command.Tags.Where(tag => !updates.Cancel(tag)).ToList();
        return [unknown.Count == 0 ? turn.Ok() : turn.No($"Unknown tag {unknown[0]}")];
    }
}
