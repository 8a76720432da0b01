using ImapLab.Profiles.Yaml;
using ImapLab.Server.Mailboxes;

namespace ImapLab.Profiles;

/// <summary>What a profile says of messages: <c>semantics: messages:</c>.</summary>
internal static class ProfileMessageSemantics
{
    public static MessageSemantics Read(YamlNode? node)
    {
        var standard = MessageSemantics.Standard;
        if (node?.Map("what commands do to messages", "lazy-preview", "keeps-zones") is not { } map)
            return standard;
        return new MessageSemantics
        {
            LazyPreview = map.Optional("lazy-preview")?.OneOf(("made", LazyPreview.Made), ("once-made", LazyPreview.OnceMade)) ?? standard.LazyPreview,
            KeepsZones = map.Optional("keeps-zones")?.Flag() ?? standard.KeepsZones,
        };
    }
}
