using ImapLab.Profiles.Yaml;
using ImapLab.Server.Mailboxes;

namespace ImapLab.Profiles;

/// <summary>What a profile says of clients with a mailbox open: <c>semantics: session:</c>.</summary>
internal static class ProfileSessionSemantics
{
    public static SessionSemantics Read(YamlNode? node)
    {
        var standard = SessionSemantics.Standard;
        if (node?.Map("what clients are told", "news-order", "read-only-change", "store-answer", "modseqs-from-first-use") is not { } map)
            return standard;
        return new SessionSemantics
        {
            NewsOrder = map.Optional("news-order")?.OneOf(("numbers-first", NewsOrder.NumbersFirst), ("flags-first", NewsOrder.FlagsFirst)) ?? standard.NewsOrder,
            ReadOnlyChange = map.Optional("read-only-change")?.OneOf(("refused", ReadOnlyChange.Refused), ("ignored", ReadOnlyChange.Ignored)) ?? standard.ReadOnlyChange,
            StoreAnswer = map.Optional("store-answer")?.OneOf(("named", StoreAnswer.Named), ("changed", StoreAnswer.Changed)) ?? standard.StoreAnswer,
            ModSeqsFromFirstUse = map.Optional("modseqs-from-first-use")?.Flag() ?? standard.ModSeqsFromFirstUse,
        };
    }
}
