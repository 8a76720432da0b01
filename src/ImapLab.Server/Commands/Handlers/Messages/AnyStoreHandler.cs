using ImapLab.Protocol.Commands;
using ImapLab.Protocol.Replies;

namespace ImapLab.Server.Commands.Handlers.Messages;

/// <summary>STORE, whose data items are flags or labels.</summary>
internal sealed class AnyStoreHandler : ICommandHandler
{
    private readonly StoreHandler _flags = new();
    private readonly StoreLabelsHandler _labels = new();

    public IEnumerable<Reply> Handle(Turn turn, ImapCommand command) =>
        command is StoreLabelsCommand ? _labels.Handle(turn, command) : _flags.Handle(turn, command);
}
