using ImapLab.Profiles.Yaml;
using ImapLab.Protocol.Wire;

namespace ImapLab.Profiles;

/// <summary>How a profile's server spells.</summary>
internal sealed record ProfileStyle(WireStyle Wire, string? LoginRefusal, string? TokenScope)
{
    public static ProfileStyle Read(YamlNode? node)
    {
        var plain = WireStyle.Plain;
        if (node?.Map("style", "quote-mailbox-names", "completions", "literal-continuation", "idle-continuation", "idle-heartbeat", "farewell", "login-refusal", "token-scope", "fetch", "search") is not { } map)
            return new ProfileStyle(plain, null, null);
        var wire = plain with
        {
            QuoteMailboxNames = map.Optional("quote-mailbox-names")?.Flag() ?? plain.QuoteMailboxNames,
            Completions = Completions(map.Optional("completions")) ?? plain.Completions,
            LiteralContinuation = map.Optional("literal-continuation")?.Line() ?? plain.LiteralContinuation,
            IdleHeartbeat = map.Optional("idle-heartbeat")?.Line() ?? plain.IdleHeartbeat,
            IdleContinuation = map.Optional("idle-continuation")?.Line() ?? plain.IdleContinuation,
            Farewell = map.Optional("farewell")?.Line() ?? plain.Farewell,
            Fetch = Fetch(map.Optional("fetch")),
            Search = ProfileSearch.Style(map.Optional("search")),
        };
        return new ProfileStyle(wire, map.Optional("login-refusal")?.Line(), map.Optional("token-scope")?.Line());
    }

    private static FetchStyle Fetch(YamlNode? node)
    {
        var plain = FetchStyle.Plain;
        if (node?.Map("the style of FETCH replies", "order", "seen-notice", "missing-part", "upper-case-field-names", "zero-padded-days") is not { } map)
            return plain;
        return new FetchStyle
        {
            Order = map.Optional("order")?.OneOf(("as-asked", FetchOrder.AsAsked), ("content-last", FetchOrder.ContentLast)) ?? plain.Order,
            SeenNotice = map.Optional("seen-notice")?.OneOf(
                ("at-end", SeenNotice.AtEnd), ("before-content", SeenNotice.BeforeContent), ("own-reply", SeenNotice.InOwnReply)) ?? plain.SeenNotice,
            MissingPart = map.Optional("missing-part")?.OneOf(("nil", MissingPart.Nil), ("empty", MissingPart.Empty)) ?? plain.MissingPart,
            UpperCaseFieldNames = map.Optional("upper-case-field-names")?.Flag() ?? plain.UpperCaseFieldNames,
            ZeroPaddedDays = map.Optional("zero-padded-days")?.Flag() ?? plain.ZeroPaddedDays,
        };
    }

    private static Dictionary<string, string>? Completions(YamlNode? node)
    {
        if (node?.FreeMap("a map of commands and texts") is not { } map)
            return null;
        var texts = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var (command, value) in map.Entries.Select(entry => (entry.Key, entry.Value)))
        {
            if (value.Line() is { } text && !texts.TryAdd(command.Value, text))
                command.Reject("each command once");
        }

        return texts;
    }
}
