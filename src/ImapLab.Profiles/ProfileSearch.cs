using ImapLab.Profiles.Yaml;
using ImapLab.Protocol.Wire;
using ImapLab.Server.Mailboxes;

namespace ImapLab.Profiles;

/// <summary>What a profile says of searches: <c>semantics: search:</c> and <c>style: search:</c>.</summary>
internal static class ProfileSearch
{
    private static readonly (string Word, EsearchItem Value)[] Items =
        [.. Enum.GetValues<EsearchItem>().Select(item => (item.ToString().ToLowerInvariant(), item))];

    public static SearchSemantics Semantics(YamlNode? node)
    {
        var standard = SearchSemantics.Standard;
        if (node?.Map("what searches find", "number-range-above-last", "undated-is-sent-in-1970", "keywords-become-known") is not { } map)
            return standard;
        return new SearchSemantics
        {
            NumberRangeAboveLast = map.Optional("number-range-above-last")?.OneOf(
                ("last-message", RangeAboveLast.LastMessage), ("nothing", RangeAboveLast.Nothing)) ?? standard.NumberRangeAboveLast,
            KeywordsBecomeKnown = map.Optional("keywords-become-known")?.Flag() ?? standard.KeywordsBecomeKnown,
            UndatedIsSentIn1970 = map.Optional("undated-is-sent-in-1970")?.Flag() ?? standard.UndatedIsSentIn1970,
        };
    }

    public static SearchStyle Style(YamlNode? node)
    {
        var plain = SearchStyle.Plain;
        if (node?.Map("the style of search replies", "order", "badcharset-names-others") is not { } map)
            return plain;
        return new SearchStyle
        {
            Order = Order(map.Optional("order")) ?? plain.Order,
            BadCharsetNamesOthers = map.Optional("badcharset-names-others")?.Flag() ?? plain.BadCharsetNamesOthers,
        };
    }

    private static List<EsearchItem>? Order(YamlNode? node)
    {
        if (node is null)
            return null;
        var order = node.Items("the items of ESEARCH in their order").Select(item => item.OneOf(Items)).OfType<EsearchItem>().ToList();
        if (order.Distinct().Count() != Items.Length || order.Count != Items.Length)
            node.Reject($"each of {string.Join(", ", Items.Select(item => item.Word))} once");
        return order;
    }
}
