using ImapLab.Server.Wires;

namespace ImapLab.Server.Sessions;

/// <summary>
/// Stops a client that talks faster than it is answered: while much of what it said waits, its wire is not listened to. So a client can fill its
/// own buffers, and not ours.
/// </summary>
internal sealed class InputGate
{
    /// <summary>With so much waiting the client is not listened to, in octets.</summary>
    private const int Most = 256 * 1024;

    /// <summary>With so much or less it is listened to again.</summary>
    private const int Least = 64 * 1024;

    private readonly Lock _gate = new();
    private long _arrived;
    private bool _paused;

    /// <summary>Bytes have come that the session has not seen. Called by the wire, maybe while the session runs.</summary>
    public void Arrived(int octets, IWire? wire)
    {
        if (Interlocked.Add(ref _arrived, octets) > Most)
            Set(paused: true, wire);
    }

    /// <summary>The session has seen bytes. Called on its loop.</summary>
    /// <param name="backlog">How much of all that it has seen it has not come to answer.</param>
    public void Taken(int octets, int backlog, IWire? wire)
    {
        var waiting = Interlocked.Add(ref _arrived, -octets) + backlog;
        if (waiting > Most)
            Set(paused: true, wire);
        else if (waiting <= Least)
            Set(paused: false, wire);
    }

    private void Set(bool paused, IWire? wire)
    {
        if (Volatile.Read(ref _paused) == paused || wire is null)
            return;
        lock (_gate)
        {
            if (_paused == paused)
                return;
            _paused = paused;
            if (paused)
                wire.Pause();
            else
                wire.Resume();
        }
    }
}
