using System.Collections.Immutable;
using ImapLab.Protocol.Commands;
using ImapLab.Protocol.Numbers;
using ImapLab.Protocol.Replies;

namespace ImapLab.Protocol.Wire;

/// <content>SEARCH, SORT and ESEARCH.</content>
public sealed partial class ReplyEncoder
{
    private static void Found(string name, ImmutableArray<uint> numbers, ModSeq? modSeq, ImapWriter writer)
    {
        writer.Raw(name).Numbers(numbers.AsSpan());
        if (modSeq is { } highest && numbers.Length > 0)
            writer.Raw(" (MODSEQ ").Number(highest.Value).Raw(')');
    }

    private void Esearch(EsearchReply esearch, ImapWriter writer)
    {
        writer.Raw("ESEARCH (TAG ").String(esearch.Tag);
        if (esearch.Of is { } mailbox)
            Mailbox(mailbox.Mailbox, writer.Raw(" MAILBOX ")).Raw(" UIDVALIDITY ").Number(mailbox.Epoch.Value);
        writer.Raw(')');
        if (esearch.ByUid)
            writer.Raw(" UID");
        foreach (var item in style.Search.Order)
            Item(item, esearch, writer);
    }

    /// <summary>RFC 4731 section 3.1: MIN, MAX and ALL are left out where nothing matched; COUNT is told always, and so is PARTIAL (RFC 9394 section 3.1).</summary>
    private static void Item(EsearchItem item, EsearchReply esearch, ImapWriter writer)
    {
        var (asked, found) = (esearch.Return, esearch.Numbers);
        switch (item)
        {
            case EsearchItem.Min when asked.Asks(SearchResults.Min) && found.Length > 0:
                writer.Raw(" MIN ").Number(found[0]);
                break;
            case EsearchItem.Max when asked.Asks(SearchResults.Max) && found.Length > 0:
                writer.Raw(" MAX ").Number(found[^1]);
                break;
            case EsearchItem.All when asked.Asks(SearchResults.All) && found.Length > 0:
                writer.Raw(" ALL ").NumberSet(found.AsSpan());
                break;
            case EsearchItem.Partial when asked.Partial is { } range:
                Partial(range, found, writer);
                break;
            case EsearchItem.Count when asked.Asks(SearchResults.Count):
                writer.Raw(" COUNT ").Number((ulong)found.Length);
                break;
            case EsearchItem.ModSeq when esearch.HighestModSeq is { } highest && found.Length > 0:
                writer.Raw(" MODSEQ ").Number(highest.Value);
                break;
        }
    }

    private static void Partial(PartialRange range, ImmutableArray<uint> found, ImapWriter writer)
    {
        var (start, length) = range.Of(found.Length);
        writer.Raw(" PARTIAL (").Raw(range.ToString()).Space();
        if (length > 0)
            writer.NumberSet(found.AsSpan(start, length));
        else
            writer.Raw("NIL");
        writer.Raw(')');
    }

    private static void Update(SearchUpdateReply update, ImapWriter writer)
    {
        writer.Raw("ESEARCH (TAG ").String(update.Tag).Raw(')');
        if (update.ByUid)
            writer.Raw(" UID");
        Update(" REMOVEFROM (", update.Removed, writer);
        Update(" ADDTO (", update.Added, writer);
    }

    private static void Update(string name, IReadOnlyList<SearchUpdateItem> items, ImapWriter writer)
    {
        for (var at = 0; at < items.Count; at++)
            writer.Raw(at == 0 ? name : " ").Number(items[at].Position).Space().NumberSet(items[at].Numbers.AsSpan());
        if (items.Count > 0)
            writer.Raw(')');
    }
}
