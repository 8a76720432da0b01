using ImapLab.Profiles.Yaml;
using ImapLab.Server.Mailboxes;
using ImapLab.Server.Plans;

namespace ImapLab.Profiles;

/// <summary>What a profile says of clients with a mailbox open: <c>semantics: session:</c>.</summary>
internal static class ProfileSessionSemantics
{
    private static readonly (string Word, NewsRule Value)[] Rules =
        [("nothing", NewsRule.Nothing), ("but-expunges", NewsRule.ButExpunges), ("after", NewsRule.After), ("before", NewsRule.Before)];

    private static readonly (string Word, ReadOnlyChange Value)[] ReadOnlyChanges =
        [("refused", ReadOnlyChange.Refused), ("ignored", ReadOnlyChange.Ignored), ("told", ReadOnlyChange.Told)];

    private static readonly string[] Keys =
    [
        "news", "news-order", "news-with-refusals", "uid-sets-hold-expunges", "held-expunges-are-marked", "read-only-store", "read-only-expunge", "store-answer", "unchangedsince-zero-asks", "refuses-all-of-none",
        "modseqs-from-first-use", "uid-in-news", "enabled", "enabled-nothing", "highestmodseq-without-condstore", "expunge-tells-highestmodseq",
        "move-tells-uids", "exists-after-expunges",
        "notify", "gone", "mailbox-gone", "mailbox-gone-text", "own-delete",
    ];

    public static SessionSemantics Read(YamlNode? node)
    {
        var standard = SessionSemantics.Standard;
        if (node?.Map("what clients are told", Keys) is not { } map)
            return standard;
        return new SessionSemantics
        {
            News = News(map.Optional("news")),
            NewsOrder = map.Optional("news-order")?.OneOf(("numbers-first", NewsOrder.NumbersFirst), ("flags-first", NewsOrder.FlagsFirst)) ?? standard.NewsOrder,
            MarksHeldExpunges = map.Optional("held-expunges-are-marked")?.Flag() ?? standard.MarksHeldExpunges,
            ReadOnlyStore = map.Optional("read-only-store")?.OneOf(ReadOnlyChanges) ?? standard.ReadOnlyStore,
            ReadOnlyExpunge = map.Optional("read-only-expunge")?.OneOf(ReadOnlyChanges[..2]) ?? standard.ReadOnlyExpunge,
            UidSetsHoldExpunges = map.Optional("uid-sets-hold-expunges")?.Flag() ?? standard.UidSetsHoldExpunges,
            NewsWithRefusals = map.Optional("news-with-refusals")?.Flag() ?? standard.NewsWithRefusals,
            RefusesAllOfNone = map.Optional("refuses-all-of-none")?.Flag() ?? standard.RefusesAllOfNone,
            StoreAnswer = map.Optional("store-answer")?.OneOf(("named", StoreAnswer.Named), ("changed", StoreAnswer.Changed)) ?? standard.StoreAnswer,
            UnchangedSinceZeroAsks = map.Optional("unchangedsince-zero-asks")?.Flag() ?? standard.UnchangedSinceZeroAsks,
            ModSeqsFromFirstUse = map.Optional("modseqs-from-first-use")?.Flag() ?? standard.ModSeqsFromFirstUse,
            UidInNews = map.Optional("uid-in-news")?.OneOf(("condstore", UidInNews.Condstore), ("qresync", UidInNews.Qresync)) ?? standard.UidInNews,
            TellsEnabled = map.Optional("enabled")?.Flag() ?? standard.TellsEnabled,
            HighestModSeqWithoutCondstore = map.Optional("highestmodseq-without-condstore")?.Flag() ?? standard.HighestModSeqWithoutCondstore,
            TellsEnabledNothing = map.Optional("enabled-nothing")?.Flag() ?? standard.TellsEnabledNothing,
            ExpungeTellsHighestModSeq = map.Optional("expunge-tells-highestmodseq")?.Flag() ?? standard.ExpungeTellsHighestModSeq,
            MoveTellsUidsLast = map.Optional("move-tells-uids")?.OneOf(("first", false), ("last", true)) ?? standard.MoveTellsUidsLast,
            ExistsAfterExpunges = map.Optional("exists-after-expunges")?.Flag() ?? standard.ExistsAfterExpunges,
            Notify = Notify(map.Optional("notify")),
            Gone = Gone(map.Optional("gone")),
            MailboxGone = map.Optional("mailbox-gone")?.OneOf(("bye", MailboxGone.Bye), ("no", MailboxGone.No), ("expunges", MailboxGone.Expunges)) ?? standard.MailboxGone,
            MailboxGoneText = map.Optional("mailbox-gone-text")?.Line() ?? standard.MailboxGoneText,
            OwnDelete = map.Optional("own-delete")?.OneOf(("unselects", OwnDelete.Unselects), ("stays-open", OwnDelete.StaysOpen), ("refused", OwnDelete.Refused), ("ends-session", OwnDelete.EndsSession)) ?? standard.OwnDelete,
        };
    }

    private static NotifySemantics Notify(YamlNode? node)
    {
        var standard = NotifySemantics.Standard;
        if (node?.Map("how NOTIFY works", "lax", "bad-event-names-refused", "own", "unwanted", "parents", "renamed-children", "uidvalidity") is not { } map)
            return standard;
        return new NotifySemantics
        {
            IsLax = map.Optional("lax")?.Flag() ?? standard.IsLax,
            BadEventNamesRefused = map.Optional("bad-event-names-refused")?.Flag() ?? standard.BadEventNamesRefused,
            TellsOwn = map.Optional("own")?.Flag() ?? standard.TellsOwn,
            Unwanted = map.Optional("unwanted")?.OneOf(("held", Unwanted.Held), ("silent", Unwanted.Silent)) ?? standard.Unwanted,
            TellsParents = map.Optional("parents")?.Flag() ?? standard.TellsParents,
            TellsRenamedChildren = map.Optional("renamed-children")?.Flag() ?? standard.TellsRenamedChildren,
            TellsUidValidity = map.Optional("uidvalidity")?.Flag() ?? standard.TellsUidValidity,
        };
    }

    private static GoneSemantics Gone(YamlNode? node)
    {
        var standard = GoneSemantics.Standard;
        if (node?.Map("what is found of messages that are gone", "fetch", "verdict", "text", "store", "copy", "search", "search-reads", "flags", "arrives") is not { } map)
            return standard;
        return new GoneSemantics
        {
            Fetch = map.Optional("fetch")?.OneOf(
                ("skipped", GoneFetch.Skipped), ("served", GoneFetch.Served), ("emptied", GoneFetch.Emptied), ("replaced", GoneFetch.Replaced)) ?? standard.Fetch,
            Verdict = map.Optional("verdict")?.OneOf(
                ("no", GoneVerdict.No), ("no-if-all", GoneVerdict.NoIfAllGone), ("ok-with-code", GoneVerdict.OkWithCode), ("ok", GoneVerdict.Ok)) ?? standard.Verdict,
            Text = map.Optional("text")?.Line() ?? standard.Text,
            Store = map.Optional("store")?.OneOf(("refused", GoneStore.Refused), ("ignored", GoneStore.Ignored), ("told", GoneStore.Told)) ?? standard.Store,
            Copy = map.Optional("copy")?.OneOf(("refused", GoneCopy.Refused), ("skipped", GoneCopy.Skipped), ("copied", GoneCopy.Copied)) ?? standard.Copy,
            SearchReads = map.Optional("search-reads")?.Flag() ?? standard.SearchReads,
            SearchFinds = map.Optional("search")?.Flag() ?? standard.SearchFinds,
            Arrives = map.Optional("arrives")?.Flag() ?? standard.Arrives,
            TellsFlags = map.Optional("flags")?.Flag() ?? standard.TellsFlags,
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
