namespace ImapLab.Server.Sessions;

/// <summary>
/// Ends the connection of a client that does not read. Answers are made only as the client takes them, so what waits for it is bounded; but it
/// waits for ever, and what is said unasked comes on top.
/// </summary>
internal sealed class OutputWatch(ImapSession session, IConnectionHost host)
{
    private long _unasked;
    private long _sent;
    private long _taken;
    private bool _isSet;

    /// <summary>Something was said that no command asked for.</summary>
    public void SaidUnasked(int octets)
    {
        if (!host.IsFull)
            _unasked = 0;
        else if ((_unasked += octets) > session.Plan.Limits.PendingOutput)
            session.End(reset: true);
    }

    /// <summary>Bytes have been handed to the wire.</summary>
    public void Sent(int octets)
    {
        _sent += octets;
        if (_isSet || !host.IsFull)
            return;
        _isSet = true;
        LookAgain();
    }

    private void LookAgain()
    {
        _taken = _sent - host.Unsent;
        session.Seams.After(session.Plan.Limits.Unread, Look);
    }

    private void Look()
    {
        if (!host.IsFull)
            _isSet = false;
        else if (_sent - host.Unsent > _taken)
            LookAgain();
        else
            session.End(reset: true);
    }
}
