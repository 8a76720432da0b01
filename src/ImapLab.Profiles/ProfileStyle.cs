using ImapLab.Profiles.Yaml;
using ImapLab.Protocol.Wire;

namespace ImapLab.Profiles;

/// <summary>How a profile's server spells.</summary>
internal sealed record ProfileStyle(WireStyle Wire, string? LoginRefusal, string? TokenScope)
{
    public static ProfileStyle Read(YamlNode? node)
    {
        var plain = WireStyle.Plain;
        if (node?.Map("style", "quote-mailbox-names", "completions", "literal-continuation", "idle-continuation", "idle-heartbeat", "farewell", "login-refusal", "token-scope", "select", "fetch", "search") is not { } map)
            return new ProfileStyle(plain, null, null);
        var wire = plain with
        {
            QuoteMailboxNames = map.Optional("quote-mailbox-names")?.Flag() ?? plain.QuoteMailboxNames,
            Completions = Completions(map.Optional("completions")) ?? plain.Completions,
            LiteralContinuation = map.Optional("literal-continuation")?.Line() ?? plain.LiteralContinuation,
            IdleHeartbeat = map.Optional("idle-heartbeat")?.Line() ?? plain.IdleHeartbeat,
            IdleContinuation = map.Optional("idle-continuation")?.Line() ?? plain.IdleContinuation,
            Farewell = map.Optional("farewell")?.Line() ?? plain.Farewell,
            Select = Select(map.Optional("select")),
            Fetch = Fetch(map.Optional("fetch")),
            Search = ProfileSearch.Style(map.Optional("search")),
        };
        return new ProfileStyle(wire, map.Optional("login-refusal")?.Line(), map.Optional("token-scope")?.Line());
    }

    private static SelectStyle Select(YamlNode? node)
    {
        var plain = SelectStyle.Plain;
        if (node?.Map("the style of SELECT", "order", "texts") is not { } map)
            return plain;
        var order = map.Optional("order") is { } list ? Order(list) : plain.Order;
        var texts = map.Optional("texts")?.Map("texts of SELECT", [.. SelectStyle.WithText.Select(Word)]);
        return new SelectStyle
        {
            Order = order,
            Texts = SelectStyle.WithText.Select(item => (Item: item, Text: texts?.Optional(Word(item))?.Line())).Where(one => one.Text is not null)
                .ToDictionary(one => one.Item, one => one.Text!),
        };
    }

    private static List<SelectItem> Order(YamlNode list)
    {
        var order = new List<SelectItem>();
        foreach (var node in list.Items("a list of what SELECT tells"))
        {
            if (node.OneOf([.. Enum.GetValues<SelectItem>().Select(item => (Word(item), item))]) is not { } item)
                continue;
            if (order.Contains(item))
                node.Reject("each item once");
            order.Add(item);
        }

        if (!order.Contains(SelectItem.Flags) || !order.Contains(SelectItem.Exists))
            list.Reject("flags and exists among the items, without which there is no SELECT (RFC 3501 section 6.3.1)");
        return order;
    }

    private static string Word(SelectItem item) => item.ToString().ToLowerInvariant();

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
