using ImapLab.Profiles.Yaml;
using ImapLab.Server.Mailboxes;
using ImapLab.Server.Plans;

namespace ImapLab.Profiles;

/// <summary>What a profile says of clients with a mailbox open: <c>semantics: session:</c>.</summary>
internal static class ProfileSessionSemantics
{
    private static readonly (string Word, NewsRule Value)[] Rules =
        [("nothing", NewsRule.Nothing), ("but-expunges", NewsRule.ButExpunges), ("after", NewsRule.After), ("before", NewsRule.Before)];

    public static SessionSemantics Read(YamlNode? node)
    {
        var standard = SessionSemantics.Standard;
        if (node?.Map("what clients are told", "news-order", "read-only-change", "store-answer", "refuses-all-of-none", "modseqs-from-first-use", "news", "news-with-refusals", "uid-in-news", "enabled-nothing", "expunge-tells-highestmodseq") is not { } map)
            return standard;
        return new SessionSemantics
        {
            News = News(map.Optional("news")),
            NewsOrder = map.Optional("news-order")?.OneOf(("numbers-first", NewsOrder.NumbersFirst), ("flags-first", NewsOrder.FlagsFirst)) ?? standard.NewsOrder,
            ReadOnlyChange = map.Optional("read-only-change")?.OneOf(("refused", ReadOnlyChange.Refused), ("ignored", ReadOnlyChange.Ignored)) ?? standard.ReadOnlyChange,
            NewsWithRefusals = map.Optional("news-with-refusals")?.Flag() ?? standard.NewsWithRefusals,
            RefusesAllOfNone = map.Optional("refuses-all-of-none")?.Flag() ?? standard.RefusesAllOfNone,
            StoreAnswer = map.Optional("store-answer")?.OneOf(("named", StoreAnswer.Named), ("changed", StoreAnswer.Changed)) ?? standard.StoreAnswer,
            ModSeqsFromFirstUse = map.Optional("modseqs-from-first-use")?.Flag() ?? standard.ModSeqsFromFirstUse,
            UidInNews = map.Optional("uid-in-news")?.OneOf(("condstore", UidInNews.Condstore), ("qresync", UidInNews.Qresync)) ?? standard.UidInNews,
            TellsEnabledNothing = map.Optional("enabled-nothing")?.Flag() ?? standard.TellsEnabledNothing,
            ExpungeTellsHighestModSeq = map.Optional("expunge-tells-highestmodseq")?.Flag() ?? standard.ExpungeTellsHighestModSeq,
        };
    }

    private static Dictionary<string, NewsRule> News(YamlNode? node)
    {
        var news = new Dictionary<string, NewsRule>(StringComparer.Ordinal);
        foreach (var (name, value) in node?.FreeMap("a map of command names")?.Entries ?? [])
        {
            if (name.Value != "*" && !ServerPlan.CommandNames.Contains(name.Value, StringComparer.Ordinal))
                name.Reject($"a command such as UID FETCH, or *{Words.Guess(name.Value, ServerPlan.CommandNames)}");
            if (value.OneOf(Rules) is { } rule)
                news[name.Value] = rule;
        }

        return news;
    }
}
