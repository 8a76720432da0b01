using ImapLab.Protocol.Replies;
using ImapLab.Server.Seams;

namespace ImapLab.Server.Quirks;

/// <summary>The connection is cut after a chosen byte, once.</summary>
public sealed class CutAtByte(int offset, bool reset) : Quirk, IDescribedQuirk, IWireBehavior
{
    private readonly Lock _gate = new();
    private long _sent;

    public static QuirkDescription Description { get; } = new(
        "fault.cut-at-byte",
        "The connection is cut when so many bytes have gone out, inside a line or a literal.",
        "A client must expect the connection to go at any moment (RFC 9051 section 2.2).",
        "Every provider, every day.",
        "Half a line or half a literal must not be taken for a whole one.")
    {
        Parameters =
        [
            new QuirkParameter("bytes", "a number, counted over all connections from when the fault is on", null),
            new QuirkParameter("by", "fin or rst", "fin"),
        ],
    };

    /// <summary>How often the connection was cut: 0 or 1.</summary>
    public int Fired { get; private set; }

    public static Quirk Create(QuirkArguments arguments)
    {
        ArgumentNullException.ThrowIfNull(arguments);
        return new CutAtByte(arguments.Whole("bytes", null), arguments.OneOf("by", false, ("fin", false), ("rst", true)));
    }

    public IEnumerable<WireAct> Carry(SeamContext context, Reply reply, ReadOnlyMemory<byte> bytes)
    {
        lock (_gate)
        {
            var left = offset - _sent;
            _sent += bytes.Length;
            if (Fired > 0 || left > bytes.Length)
                return [new WireAct.Send(bytes)];
            Fired++;
            WireAct cut = reset ? new WireAct.Abort() : new WireAct.Close();
            return [new WireAct.Send(bytes[..(int)left]), cut];
        }
    }
}
