namespace ImapLab.Differential.Tests.Wire;

/// <summary>A client's connection to one of the two servers.</summary>
internal interface IChannel : IDisposable
{
    void Send(ReadOnlySpan<byte> bytes);

    /// <summary>Reads what has come, waiting for it where the server may still be at work.</summary>
    /// <returns>False where nothing more will come, or not in time.</returns>
    bool ReadInto(ReplyBuffer buffer, TimeSpan patience);

    /// <summary>Whether the server has closed the connection and all it said was read.</summary>
    bool IsClosed { get; }
}
