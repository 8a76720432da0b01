using ImapLab.Protocol.Replies;
using ImapLab.Server.Seams;

namespace ImapLab.Server.Quirks;

/// <summary>The connection is cut at a chosen reply, once.</summary>
public sealed class CutAtReply(int number, bool after, bool reset) : Quirk, IDescribedQuirk, IWireBehavior
{
    private int _seen;

    public static QuirkDescription Description { get; } = new(
        "fault.cut-at-reply",
        "The connection on which the n-th reply goes out is cut, before or after that reply.",
        "A client must expect the connection to go at any moment (RFC 9051 section 2.2).",
        "Every provider, every day.",
        "What was half told must not be taken for the whole.")
    {
        Parameters =
        [
            new QuirkParameter("reply", "a number, counted from 1 over all connections from when the fault is on", null),
            new QuirkParameter("when", "before or after that reply", "before"),
            new QuirkParameter("by", "fin or rst", "fin"),
        ],
    };

    /// <summary>How often the connection was cut: 0 or 1.</summary>
    public int Fired { get; private set; }

    public static Quirk Create(QuirkArguments arguments)
    {
        ArgumentNullException.ThrowIfNull(arguments);
        return new CutAtReply(
            arguments.Whole("reply", null, least: 1),
            arguments.OneOf("when", false, ("before", false), ("after", true)),
            arguments.OneOf("by", false, ("fin", false), ("rst", true)));
    }

    public IEnumerable<WireAct> Carry(SeamContext context, Reply reply, ReadOnlyMemory<byte> bytes)
    {
        if (Interlocked.Increment(ref _seen) != number)
            return [new WireAct.Send(bytes)];
        Fired++;
        WireAct cut = reset ? new WireAct.Abort() : new WireAct.Close();
        return after ? [new WireAct.Send(bytes), cut] : [cut];
    }
}
