using System.Globalization;
using System.Text;
using ImapLab.Protocol.Replies;

namespace ImapLab.Protocol.Wire;

/// <content>The items of FETCH.</content>
public sealed partial class ReplyEncoder
{
    private void Datum(ImapWriter writer, FetchDatum datum)
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
            case FetchDatum.SaveDate date:
                writer.Raw("SAVEDATE ").Quoted(InternalDate(date.Value));
                break;
            case FetchDatum.Preview preview:
                Preview(preview, writer);
                break;
            case FetchDatum.Bytes bytes:
                Bytes(bytes, writer);
                break;
            case FetchDatum.BinarySize size:
                writer.Raw(size.Name).Space().Number(size.Octets);
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
        if (bytes.Content is not { } content)
            writer.Raw("NIL");
        else if (bytes.Binary)
            writer.Raw('~').Literal(content.Span);
        else
            writer.Literal(content.Span);
    }

    private static void Preview(FetchDatum.Preview preview, ImapWriter writer)
    {
        writer.Raw(preview.Name).Raw(preview.Fuzzy ? " (FUZZY " : " ")
            .NString(preview.Text is { } text ? Encoding.Latin1.GetString(Encoding.UTF8.GetBytes(text)) : null);
        if (preview.Fuzzy)
            writer.Raw(')');
    }

    /// <summary>date-time: the day is two wide (RFC 9051 section 9, date-day-fixed).</summary>
    private string InternalDate(DateTimeOffset date)
    {
        var offset = date.Offset;
        return string.Create(CultureInfo.InvariantCulture, $"{(style.Fetch.ZeroPaddedDays ? $"{date.Day:00}" : $"{date.Day,2}")}-{date:MMM-yyyy HH:mm:ss} {(offset < TimeSpan.Zero ? '-' : '+')}{offset:hhmm}");
    }
}
