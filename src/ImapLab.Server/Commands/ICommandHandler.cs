using ImapLab.Protocol.Commands;
using ImapLab.Protocol.Replies;

namespace ImapLab.Server.Commands;

/// <summary>Does what a command asks.</summary>
/// <remarks>
/// The answer is enumerated while it is sent, so a long one is never whole in memory. A handler that changes mail does all
/// of it before its first reply: what other sessions do meanwhile then cannot come in between.
/// </remarks>
internal interface ICommandHandler
{
    /// <returns>The answer, ended by the tagged completion; without one the command goes on with the client's next line.</returns>
    IEnumerable<Reply> Handle(Turn turn, ImapCommand command);
}

/// <summary>A handler of one type of command.</summary>
internal abstract class CommandHandler<TCommand> : ICommandHandler
    where TCommand : ImapCommand
{
    public IEnumerable<Reply> Handle(Turn turn, ImapCommand command) => Handle(turn, (TCommand)command);

    protected abstract IEnumerable<Reply> Handle(Turn turn, TCommand command);
}
