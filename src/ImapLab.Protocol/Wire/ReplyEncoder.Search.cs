using ImapLab.Protocol.Commands;
using ImapLab.Protocol.Numbers;
using ImapLab.Protocol.Replies;

namespace ImapLab.Protocol.Wire;

/// <content>SEARCH and ESEARCH.</content>
public sealed partial class ReplyEncoder
{
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
}
