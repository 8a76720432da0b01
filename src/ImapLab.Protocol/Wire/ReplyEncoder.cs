using System.Globalization;
using ImapLab.Protocol.Commands;
using ImapLab.Protocol.Mail;
using ImapLab.Protocol.Numbers;
using ImapLab.Protocol.Replies;

namespace ImapLab.Protocol.Wire;

/// <summary>Turns typed replies into bytes (RFC 9051 section 9, <c>response</c>).</summary>
public sealed class ReplyEncoder(WireStyle style)
{
    /// <summary>Writes one reply with its line end.</summary>
    public void Encode(Reply reply, ImapWriter writer)
    {
        ArgumentNullException.ThrowIfNull(reply);
        ArgumentNullException.ThrowIfNull(writer);
        switch (reply)
        {
            case ConditionReply condition:
                Condition(condition, writer);
                break;
            case ContinuationReply continuation:
                writer.Raw("+ ").Raw(continuation.Text);
                break;
            case RawReply raw:
                writer.Raw(raw.Line);
                break;
            default:
                Untagged(reply, writer.Raw("* "));
                break;
        }

        writer.Line();
    }

    private static void Condition(ConditionReply reply, ImapWriter writer)
    {
        writer.Raw(reply.Tag ?? "*").Space().Raw(reply.Condition.ToString().ToUpperInvariant());
        if (reply.Code is not null)
            writer.Space().Raw(reply.Code.ToString());
        if (reply.Text.Length > 0)
            writer.Space().Raw(reply.Text);
    }

    private void Untagged(Reply reply, ImapWriter writer)
    {
        switch (reply)
        {
            case CapabilityReply capability:
                writer.Raw("CAPABILITY ").Raw(string.Join(' ', capability.Names));
                break;
            case EnabledReply enabled:
                writer.Raw("ENABLED");
                foreach (var name in enabled.Names)
                    writer.Space().Raw(name);
                break;
            case IdReply id:
                Id(id, writer);
                break;
            case NamespaceReply namespaces:
                writer.Raw("NAMESPACE");
                foreach (var group in new[] { namespaces.Personal, namespaces.Others, namespaces.Shared })
                    Namespaces(group, writer.Space());
                break;
            case ListReply list:
                List(list, writer);
                break;
            case StatusReply status:
                Mailbox(status.Mailbox, writer.Raw("STATUS ")).Space()
                    .List(status.Items, (w, item) => w.Raw(item.Key.ToString().ToUpperInvariant()).Space().Number(item.Value));
                break;
            case FlagsReply flags:
                Flags(flags.Names, writer.Raw("FLAGS "));
                break;
            case ExistsReply exists:
                writer.Number((ulong)exists.Count).Raw(" EXISTS");
                break;
            case RecentReply recent:
                writer.Number((ulong)recent.Count).Raw(" RECENT");
                break;
            case ExpungeReply expunge:
                writer.Number((ulong)expunge.Message.Value).Raw(" EXPUNGE");
                break;
            case SearchReply search:
                Search(search, writer);
                break;
            case EsearchReply esearch:
                Esearch(esearch, writer);
                break;
            case FetchReply fetch:
                writer.Number((ulong)fetch.Message.Value).Raw(" FETCH ").List(fetch.Data, Datum);
                break;
            default:
                throw new ArgumentException($"No encoding for {reply.GetType().Name}.", nameof(reply));
        }
    }

    private static void Id(IdReply id, ImapWriter writer)
    {
        writer.Raw("ID ");
        if (id.Fields is null)
            writer.Raw("NIL");
        else
            writer.List(id.Fields, (w, field) => w.Quoted(field.Key).Space().NString(field.Value));
    }

    private static void Namespaces(IReadOnlyList<Namespace> group, ImapWriter writer)
    {
        if (group.Count == 0)
        {
            writer.Raw("NIL");
            return;
        }

        writer.Raw('(');
        foreach (var one in group)
            Delimiter(one.Delimiter, writer.Raw('(').Quoted(ModifiedUtf7.Encode(one.Prefix)).Space()).Raw(')');
        writer.Raw(')');
    }

    private void List(ListReply list, ImapWriter writer)
    {
        Flags(list.Attributes, writer.Raw(list.Name).Space()).Space();
        Delimiter(list.Delimiter, writer).Space();
        Mailbox(list.Mailbox, writer);
    }

    private ImapWriter Mailbox(string name, ImapWriter writer)
    {
        var encoded = ModifiedUtf7.Encode(name);
        return style.QuoteMailboxNames ? writer.String(encoded) : writer.AString(encoded);
    }

    private static ImapWriter Delimiter(char? delimiter, ImapWriter writer) =>
        delimiter is { } character ? writer.Quoted(character.ToString()) : writer.Raw("NIL");

    private static ImapWriter Flags(IEnumerable<string> names, ImapWriter writer) => writer.List(names, (w, name) => w.Raw(name));

    private static void Search(SearchReply search, ImapWriter writer)
    {
        writer.Raw("SEARCH");
        foreach (var number in search.Numbers)
            writer.Space().Number(number);
        if (search.HighestModSeq is { } highest && search.Numbers.Count > 0)
            writer.Raw(" (MODSEQ ").Number(highest.Value).Raw(')');
    }

    /// <summary>RFC 4731 section 3.1: MIN, MAX and ALL are left out where nothing matched; COUNT is told always.</summary>
    private static void Esearch(EsearchReply esearch, ImapWriter writer)
    {
        writer.Raw("ESEARCH (TAG ").String(esearch.Tag).Raw(')');
        if (esearch.ByUid)
            writer.Raw(" UID");
        var found = esearch.Numbers;
        if (esearch.Return.HasFlag(SearchReturn.Min) && found.Count > 0)
            writer.Raw(" MIN ").Number(found[0]);
        if (esearch.Return.HasFlag(SearchReturn.Max) && found.Count > 0)
            writer.Raw(" MAX ").Number(found[^1]);
        if (esearch.Return.HasFlag(SearchReturn.Count))
            writer.Raw(" COUNT ").Number((ulong)found.Count);
        if (esearch.Return.HasFlag(SearchReturn.All) && found.Count > 0)
            writer.Raw(" ALL ").Raw(SequenceSet.Of(found.Select(number => new Uid(number))).ToString());
        if (esearch.HighestModSeq is { } highest && found.Count > 0)
            writer.Raw(" MODSEQ ").Number(highest.Value);
    }

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
