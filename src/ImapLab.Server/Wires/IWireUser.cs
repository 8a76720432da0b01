namespace ImapLab.Server.Wires;

/// <summary>What takes a client's bytes when the layers of a <see cref="LayeredWire"/> have been taken off. Called on the connection's loop, except for <see cref="Post"/>.</summary>
internal interface IWireUser
{
    /// <summary>Brings work onto the connection's loop; may be called from anywhere, as the framework's TLS may go on anywhere.</summary>
    void Post(Action work);

    /// <summary>Octets that were read and that have not come to be answered.</summary>
    int Backlog { get; }

    /// <param name="bytes">The user's to keep.</param>
    void Read(ReadOnlyMemory<byte> bytes);

    /// <summary>The client will say no more, and all that it said has been read.</summary>
    void Ended();

    /// <summary>A layer can make nothing of the client's bytes, which the client can still be told.</summary>
    void Refuse(string why);

    /// <summary>A layer can make nothing of the client's bytes and has closed the wire.</summary>
    void Failed(string why);
}
