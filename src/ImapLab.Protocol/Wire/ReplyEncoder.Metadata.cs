using System.Text;
using ImapLab.Protocol.Replies;

namespace ImapLab.Protocol.Wire;

/// <content>Annotations (RFC 5464 section 4.4).</content>
public sealed partial class ReplyEncoder
{
    private void Metadata(MetadataReply metadata, ImapWriter writer) => Annotated(metadata.Mailbox, writer).Space()
        .List(metadata.Values, (w, pair) => Annotation(pair.Value, w.AString(pair.Key).Space()));

    private void MetadataChanged(MetadataChangedReply changed, ImapWriter writer)
    {
        Annotated(changed.Mailbox, writer);
        foreach (var entry in changed.Entries)
            writer.Space().AString(entry);
    }

    /// <summary>The server has the empty name.</summary>
    private ImapWriter Annotated(string mailbox, ImapWriter writer) => Mailbox(mailbox, writer.Raw("METADATA "));

    /// <summary>value = nstring / literal8: only the latter may hold NUL.</summary>
    private static void Annotation(ReadOnlyMemory<byte>? value, ImapWriter writer)
    {
        if (value is not { } octets)
            writer.Raw("NIL");
        else if (octets.Span.Contains((byte)0))
            writer.Literal8(octets.Span);
        else
            writer.String(Encoding.Latin1.GetString(octets.Span));
    }
}
