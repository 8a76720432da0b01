namespace ImapLab.Protocol.Wire;

/// <summary>What the framer found next in the bytes of a client.</summary>
public abstract record FramerEvent
{
    /// <summary>A whole command.</summary>
    public sealed record Complete(CommandFrame Frame) : FramerEvent;

    /// <summary>The client waits for <c>+</c> before it sends a literal (RFC 9051 section 4.3).</summary>
    /// <param name="Binary">It is a literal8.</param>
    public sealed record LiteralAnnounced(CommandFrame SoFar, int Octets, bool Binary) : FramerEvent;

    /// <summary>A command over a limit. It was passed over to its end; what follows is read as usual.</summary>
    /// <param name="Start">Its first bytes, where its tag may be.</param>
    /// <param name="TooBig">A literal was over its limit, and not the text of the command.</param>
    public sealed record Refused(string Start, string Why, bool TooBig = false) : FramerEvent;
}
