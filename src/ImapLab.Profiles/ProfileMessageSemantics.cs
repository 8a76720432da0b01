using ImapLab.Profiles.Yaml;
using ImapLab.Protocol.Wire;
using ImapLab.Server.Mailboxes;

namespace ImapLab.Profiles;

/// <summary>What a profile says of messages: <c>semantics: messages:</c>.</summary>
internal static class ProfileMessageSemantics
{
    public static MessageSemantics Read(YamlNode? node)
    {
        var standard = MessageSemantics.Standard;
        if (node?.Map("what commands do to messages", "lazy-preview", "keeps-zones", "utf8-headers", "keywords", "uids-last", "moves-from-read-only") is not { } map)
            return standard;
        return new MessageSemantics
        {
            LazyPreview = map.Optional("lazy-preview")?.OneOf(("made", LazyPreview.Made), ("once-made", LazyPreview.OnceMade)) ?? standard.LazyPreview,
            KeepsZones = map.Optional("keeps-zones")?.Flag() ?? standard.KeepsZones,
            Utf8Headers = map.Optional("utf8-headers")?.OneOf(("as-they-are", Utf8Headers.AsTheyAre), ("encoded", Utf8Headers.Encoded)) ?? standard.Utf8Headers,
            Keywords = Keywords(map.Optional("keywords")),
            UidsLast = map.Optional("uids-last")?.Flag() ?? standard.UidsLast,
            MovesFromReadOnly = map.Optional("moves-from-read-only")?.Flag() ?? standard.MovesFromReadOnly,
        };
    }

    /// <summary>What a profile says of mailboxes that are labels: <c>semantics: labels:</c>.</summary>
    public static LabelSemantics? Labels(YamlNode? node)
    {
        var standard = new LabelSemantics();
        if (node?.Map("what mailboxes do that are labels", "expunges-at-once", "last-label", "tells-own-label", "merges-duplicates") is not { } map)
            return null;
        return new LabelSemantics
        {
            ExpungesAtOnce = map.Optional("expunges-at-once")?.Flag() ?? standard.ExpungesAtOnce,
            LastLabel = map.Optional("last-label")?.OneOf(
                ("archives", LastLabel.Archives), ("goes-to-trash", LastLabel.GoesToTrash), ("deletes", LastLabel.Deletes)) ?? standard.LastLabel,
            TellsOwnLabel = map.Optional("tells-own-label")?.Flag() ?? standard.TellsOwnLabel,
            MergesDuplicates = map.Optional("merges-duplicates")?.Flag() ?? standard.MergesDuplicates,
        };
    }

    private static KeywordSemantics Keywords(YamlNode? node)
    {
        var standard = KeywordSemantics.Standard;
        if (node?.Map("which keywords there are", "only", "longest", "most", "otherwise") is not { } map)
            return standard;
        return new KeywordSemantics
        {
            Only = map.Optional("only")?.Items("a list of keywords").Select(Keyword).OfType<string>().ToList(),
            Longest = map.Optional("longest")?.Whole("a number of characters", least: 1) ?? standard.Longest,
            Most = map.Optional("most")?.Whole("a number of keywords", least: 0) ?? standard.Most,
            Otherwise = map.Optional("otherwise")?.OneOf(("refused", UnwantedKeyword.Refused), ("left-out", UnwantedKeyword.LeftOut)) ?? standard.Otherwise,
        };
    }

    private static string? Keyword(YamlNode node)
    {
        var keyword = node.Text("a keyword");
        if (keyword is not null && !Grammar.IsAtom(keyword))
            node.Reject("a keyword such as $Forwarded");
        return keyword;
    }
}
