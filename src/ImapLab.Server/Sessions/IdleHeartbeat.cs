using ImapLab.Protocol.Replies;

namespace ImapLab.Server.Sessions;

/// <summary>Tells an idle client from time to time that the server is there, so that nothing between them takes the connection for dead.</summary>
internal sealed class IdleHeartbeat(ImapSession session)
{
    private int _idles;

    /// <summary>IDLE begins. What an earlier one has left to beat is silent from now on.</summary>
    public void Begin()
    {
        _idles++;
        if (session.Plan.Limits.IdleHeartbeat is { } interval)
            Wait(interval, _idles);
    }

    private void Wait(TimeSpan interval, int idle) => session.Seams.After(interval, () =>
    {
        if (!session.IsIdle || idle != _idles)
            return;
        session.SayUnlessFull(ConditionReply.Untagged(Condition.Ok, session.Plan.Style.IdleHeartbeat));
        Wait(interval, idle);
    });
}
