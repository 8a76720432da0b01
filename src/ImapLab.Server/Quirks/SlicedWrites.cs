using ImapLab.Protocol.Replies;
using ImapLab.Server.Runtime;
using ImapLab.Server.Seams;

namespace ImapLab.Server.Quirks;

/// <summary>Replies arrive in small pieces.</summary>
public sealed class SlicedWrites(ulong seed) : Quirk, IDescribedQuirk, IWireBehavior
{
    public static QuirkDescription Description { get; } = new(
        "fault.sliced-writes",
        "Every reply is sent in pieces of 1 to 7 bytes.",
        "A stream has no message bounds: TCP may deliver any pieces.",
        "Slow links and TLS records; Toxiproxy's slicer.",
        "A client that takes a piece for a line loses its place.")
    {
        Parameters = [new QuirkParameter("seed", "a number", "1")],
    };

    public static Quirk Create(QuirkArguments arguments)
    {
        ArgumentNullException.ThrowIfNull(arguments);
        return new SlicedWrites((ulong)arguments.Whole("seed", 1));
    }

    public IEnumerable<WireAct> Carry(SeamContext context, Reply reply, ReadOnlyMemory<byte> bytes)
    {
        ArgumentNullException.ThrowIfNull(context);
        var slices = context.State<Slices>(this);
        slices.Sizes ??= new LabRandom(seed).Stream($"wire/connection-{context.Connection}");
        while (!bytes.IsEmpty)
        {
            var size = Math.Min(slices.Sizes.Next(1, 8), bytes.Length);
            yield return new WireAct.Send(bytes[..size]);
            bytes = bytes[size..];
        }
    }

    private sealed class Slices
    {
        public RandomStream? Sizes { get; set; }
    }
}
