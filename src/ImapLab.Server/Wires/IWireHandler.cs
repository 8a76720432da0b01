namespace ImapLab.Server.Wires;

/// <summary>What a wire tells its server. Calls come one at a time, in order; <see cref="Closed"/> is the last.</summary>
public interface IWireHandler
{
    void Opened(IWire wire);

    /// <summary>Bytes from the client; the memory is the handler's to keep.</summary>
    void Received(ReadOnlyMemory<byte> bytes);

    /// <summary>The client will say no more, and may still read what it is told (FIN). A client that is gone looks the same.</summary>
    void Ended();

    /// <summary>The wire was full and has room again: <see cref="IWire.Unsent"/> reached <see cref="WireMarks.Full"/> and has fallen to <see cref="WireMarks.Drained"/>.</summary>
    void Drained();

    /// <summary>The connection is gone, whoever ended it.</summary>
    void Closed();
}
