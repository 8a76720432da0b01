using ImapLab.Protocol.Replies;

namespace ImapLab.Server.Seams;

/// <summary>Spoils bytes on their way out: the only seam behind the encoder.</summary>
public interface IWireBehavior
{
    /// <param name="reply">What the bytes say.</param>
    /// <returns>What happens to the wire instead of sending the bytes as they are.</returns>
    IEnumerable<WireAct> Carry(SeamContext context, Reply reply, ReadOnlyMemory<byte> bytes);
}

/// <summary>Something done to a wire.</summary>
public abstract record WireAct
{
    public sealed record Send(ReadOnlyMemory<byte> Bytes) : WireAct;

    /// <summary>The connection ends as programs end it: FIN.</summary>
    public sealed record Close : WireAct;

    /// <summary>The connection is torn: RST.</summary>
    public sealed record Abort : WireAct;
}
