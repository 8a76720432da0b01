using ImapLab.Server.Runtime;

namespace ImapLab.Server.Sessions;

/// <summary>What a session needs of the connection that carries it.</summary>
internal interface IConnectionHost
{
    /// <summary>Whether TLS protects what is said.</summary>
    bool IsSecure { get; }

    /// <summary>The client takes what it is sent too slowly: answers wait until there is room.</summary>
    bool IsFull { get; }

    /// <summary>Octets that were sent and that nobody has taken yet.</summary>
    long Unsent { get; }

    void Send(ReadOnlySpan<byte> bytes);

    void Close();

    void Abort();

    /// <summary>Whether what is said is compressed.</summary>
    bool IsCompressed { get; }

    /// <summary>From here on both sides speak TLS.</summary>
    void StartTls();

    /// <summary>From here on both sides compress what they say.</summary>
    void StartDeflate();

    /// <summary>From here on neither side does.</summary>
    void EndDeflate();

    /// <summary>Runs work after what is queued already, on the loop that the session is on then.</summary>
    void Post(Action work);

    /// <summary>Moves the session to another loop; its work and its client's bytes go there from now on.</summary>
    void MoveTo(LabLoop loop);
}
