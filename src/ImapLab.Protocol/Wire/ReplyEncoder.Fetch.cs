using System.Globalization;
using ImapLab.Protocol.Replies;

namespace ImapLab.Protocol.Wire;

/// <content>The items of FETCH.</content>
public sealed partial class ReplyEncoder
{
    private static void Datum(ImapWriter writer, FetchDatum datum)
    {
        switch (datum)
        {
            case FetchDatum.Uid uid:
                writer.Raw("UID ").Number(uid.Value.Value);
                break;
            case FetchDatum.Flags flags:
                Flags(flags.Value.ToNames(), writer.Raw("FLAGS "));
                break;
            case FetchDatum.InternalDate date:
                writer.Raw("INTERNALDATE ").Quoted(InternalDate(date.Value));
                break;
            case FetchDatum.Size size:
                writer.Raw("RFC822.SIZE ").Number(size.Octets);
                break;
            case FetchDatum.ModSeq modSeq:
                writer.Raw("MODSEQ (").Number(modSeq.Value.Value).Raw(')');
                break;
            case FetchDatum.Envelope envelope:
                writer.Raw("ENVELOPE ").Envelope(envelope.Value);
                break;
            case FetchDatum.Structure { Extended: true } structure:
                writer.Raw("BODYSTRUCTURE ").BodyStructure(structure.Value);
                break;
            case FetchDatum.Structure structure:
                writer.Raw("BODY ").Body(structure.Value);
                break;
            case FetchDatum.Bytes bytes:
                Bytes(bytes, writer);
                break;
            default:
                throw new ArgumentException($"No encoding for {datum.GetType().Name}.", nameof(datum));
        }
    }

    private static void Bytes(FetchDatum.Bytes bytes, ImapWriter writer)
    {
        writer.Raw(bytes.Name);
        if (bytes.Origin is { } origin)
            writer.Raw('<').Number(origin).Raw('>');
        writer.Space();
        if (bytes.Content is { } content)
            writer.Literal(content.Span);
        else
            writer.Raw("NIL");
    }

    /// <summary>date-time: the day is two wide and padded with a space (RFC 9051 section 9, date-day-fixed).</summary>
    private static string InternalDate(DateTimeOffset date)
    {
        var offset = date.Offset;
        return string.Create(CultureInfo.InvariantCulture, $"{date.Day,2}-{date:MMM-yyyy HH:mm:ss} {(offset < TimeSpan.Zero ? '-' : '+')}{offset:hhmm}");
    }
}
