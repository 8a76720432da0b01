using ImapLab.Protocol.Commands;
using ImapLab.Protocol.Mail;
using ImapLab.Protocol.Replies;
using ImapLab.Server.Mailboxes;
using ImapLab.Server.Mime;

namespace ImapLab.Server.Commands.Handlers.Messages;

/// <summary>A message's inside, taken apart once for all that one command asks of it, and only where it asks.</summary>
internal sealed class MessageReader(IMessageContent content)
{
    private MessageStructure? _structure;

    public MessageStructure Structure => _structure ??= MessageStructure.Parse(content.Bytes);

    /// <summary>What an item of FETCH that reads the message answers.</summary>
    public FetchDatum Datum(FetchItem item, FetchSpelling spelling) => item.Attribute switch
    {
        FetchAttribute.Envelope => new FetchDatum.Envelope(_structure is null && content.Envelope is { } known ? known : Structure.Envelope),
        FetchAttribute.Body => new FetchDatum.Structure(Structure.Body, Extended: false),
        FetchAttribute.BodyStructure => new FetchDatum.Structure(Structure.Body, Extended: true),
        FetchAttribute.Binary => Bytes(item, spelling, Structure.Decoded(item.Section!), binary: true),
        FetchAttribute.BinarySize => new FetchDatum.BinarySize(spelling.NameOf(item), (uint)(Structure.Decoded(item.Section!)?.Length ?? 0)),
        _ => Bytes(item, spelling, item.Section == SectionSpec.Everything ? content.Bytes : Structure.Section(item.Section!), binary: false),
    };

    private static FetchDatum.Bytes Bytes(FetchItem item, FetchSpelling spelling, ReadOnlyMemory<byte>? octets, bool binary)
    {
        octets ??= spelling.Missing;
        var literal8 = binary && octets is { } decoded && decoded.Span.Contains((byte)0);
        if (item.Partial is { } partial && octets is { } whole)
            octets = MessageStructure.Partial(whole, partial.Offset, partial.Length);
        return new FetchDatum.Bytes(spelling.NameOf(item), item.Partial?.Offset, octets, literal8);
    }
}
