namespace ImapLab.Server.Wires;

/// <summary>The server's end of one connection. All members may be called after the connection is gone; they then do nothing.</summary>
public interface IWire
{
    /// <summary>Sends bytes. They are copied or sent before the call returns.</summary>
    void Send(ReadOnlySpan<byte> bytes);

    /// <summary>Ends the connection after what was sent: the client reads an end of stream (FIN).</summary>
    void Close();

    /// <summary>Tears the connection down at once: the client's next read or write fails (RST).</summary>
    void Abort();
}

/// <summary>What a wire tells its server. Calls come one at a time, in order; <see cref="Closed"/> is the last.</summary>
public interface IWireHandler
{
    void Opened(IWire wire);

    /// <summary>Bytes from the client; the memory is the handler's to keep.</summary>
    void Received(ReadOnlyMemory<byte> bytes);

    /// <summary>The connection is gone, whoever ended it.</summary>
    void Closed();
}
