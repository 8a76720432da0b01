using ImapLab.Protocol.Replies;

namespace ImapLab.Server.Commands;

/// <summary>
/// Tells a client how far a command has come that looks at many messages (RFC 9585): after every so many of them, whatever the clock says, so that
/// it tells the same each time.
/// </summary>
/// <param name="all">How many messages the command looks at.</param>
internal sealed class Progress(Turn turn, int all)
{
    private readonly int _every = turn.Offers("INPROGRESS") ? turn.Plan.Limits.ProgressEvery : int.MaxValue;
    private int _done;
    private int _told;

    /// <summary>So many messages more are done.</summary>
    /// <returns>What is told of it now; null for nothing, as when all is done, because then the completion says so.</returns>
    public Reply? After(int messages)
    {
        _done += messages;
        if (_done - _told < _every || _done >= all)
            return null;
        _told = _done;
        return ConditionReply.Untagged(Condition.Ok, $"Looked at {_done} of {all} messages", ResponseCode.InProgress(turn.Tag, _done, all));
    }
}
