using ImapLab.Protocol.Commands;
using ImapLab.Protocol.Replies;

namespace ImapLab.Server.Commands.Handlers.Connection;

/// <summary>IDLE (RFC 2177): a mode of the session, in which changes are told as they happen, until the client says DONE.</summary>
internal sealed class IdleHandler : CommandHandler<BareCommand>
{
    protected override IEnumerable<Reply> Handle(Turn turn, BareCommand command)
    {
        turn.ThenLine(line => Done(turn, line));
        yield return new ContinuationReply(turn.Plan.Style.IdleContinuation);
        // What is pending already is told once the answer is out, by the same path as what comes later.
        turn.Session.IsIdle = true;
    }

    private static IEnumerable<Reply> Done(Turn turn, string line)
    {
        turn.Session.IsIdle = false;
        return [line.Equals("DONE", StringComparison.OrdinalIgnoreCase) ? turn.Ok() : turn.Bad("Expected DONE")];
    }
}
