using System.Text;
using ImapLab.Protocol.Replies;

namespace ImapLab.Protocol.Wire;

/// <content>The items of FETCH.</content>
public sealed partial class ReplyEncoder
{
    private void Fetch(FetchReply fetch, ImapWriter writer) => Data(fetch.Data, writer.Number((ulong)fetch.Message.Value).Raw(" FETCH ("u8));

    private void UidFetch(UidFetchReply fetch, ImapWriter writer) => Data(fetch.Data, writer.Number(fetch.Uid.Value).Raw(" UIDFETCH ("u8));

    private void Data(IReadOnlyList<FetchDatum> data, ImapWriter writer)
    {
        for (var item = 0; item < data.Count; item++)
        {
            if (item > 0)
                writer.Space();
            Datum(writer, data[item]);
        }

        writer.Raw(')');
    }

    private void Datum(ImapWriter writer, FetchDatum datum)
    {
        switch (datum)
        {
            case FetchDatum.Uid uid:
                writer.Raw("UID "u8).Number(uid.Value.Value);
                break;
            case FetchDatum.Flags flags:
                writer.Raw("FLAGS "u8).Flags(flags.Value);
                break;
            case FetchDatum.InternalDate date:
                Date(date.Value, writer.Raw("INTERNALDATE "u8));
                break;
            case FetchDatum.Size size:
                writer.Raw("RFC822.SIZE "u8).Number(size.Octets);
                break;
            case FetchDatum.ModSeq modSeq:
                writer.Raw("MODSEQ ("u8).Number(modSeq.Value.Value).Raw(')');
                break;
            case FetchDatum.Envelope envelope:
                writer.Raw("ENVELOPE "u8).Envelope(envelope.Value);
                break;
            case FetchDatum.Structure { Extended: true } structure:
                writer.Raw("BODYSTRUCTURE "u8).BodyStructure(structure.Value);
                break;
            case FetchDatum.Structure structure:
                writer.Raw("BODY "u8).Body(structure.Value);
                break;
            case FetchDatum.SaveDate date:
                Date(date.Value, writer.Raw("SAVEDATE "u8));
                break;
            case FetchDatum.ObjectId id:
                writer.Raw(id.Name).Raw(" ("u8).Raw(id.Id).Raw(')');
                break;
            case FetchDatum.Number number:
                writer.Raw(number.Name).Space().Number(number.Value);
                break;
            case FetchDatum.Labels labels:
                writer.Raw("X-GM-LABELS "u8).List(labels.Names, Label);
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
            writer.Raw("NIL"u8);
        else if (bytes.Binary)
            writer.Literal8(content.Span);
        else
            writer.Literal(content.Span);
    }

    private void Label(ImapWriter writer, string name)
    {
        if (name.StartsWith('\\'))
            writer.Quoted(name);
        else
            Mailbox(name, writer);
    }

    private static void Preview(FetchDatum.Preview preview, ImapWriter writer)
    {
        writer.Raw(preview.Name).Raw(preview.Fuzzy ? " (FUZZY " : " ")
            .NString(preview.Text is { } text ? Encoding.Latin1.GetString(Encoding.UTF8.GetBytes(text)) : null);
        if (preview.Fuzzy)
            writer.Raw(')');
    }

    private void Date(DateTimeOffset date, ImapWriter writer) => writer.DateTime(date, style.Fetch.ZeroPaddedDays ? '0' : ' ');
}
