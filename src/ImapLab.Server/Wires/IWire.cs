namespace ImapLab.Server.Wires;

/// <summary>The server's end of one connection. All members may be called after the connection is gone; they then do nothing.</summary>
public interface IWire
{
    /// <summary>Octets that were sent and that the network, or a client in the same process, has not taken yet.</summary>
    long Unsent { get; }

    /// <summary>Sends bytes. They are copied or sent before the call returns.</summary>
    void Send(ReadOnlySpan<byte> bytes);

    /// <summary>Leaves what the client says where it is, so that a client that goes on talking comes to a stop. What is on its way may still come.</summary>
    void Pause();

    /// <summary>Listens again.</summary>
    void Resume();

    /// <summary>Ends the connection after what was sent: the client reads an end of stream (FIN).</summary>
    void Close();

    /// <summary>Tears the connection down at once: the client's next read or write fails (RST).</summary>
    void Abort();
}
