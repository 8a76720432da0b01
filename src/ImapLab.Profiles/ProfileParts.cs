using ImapLab.Profiles.Yaml;
using ImapLab.Server.Mailboxes;
using ImapLab.Server.Plans;
using ImapLab.Server.Quirks;

namespace ImapLab.Profiles;

/// <summary>The parts of a profile file, one method each.</summary>
internal static class ProfileParts
{
    public static CapabilityPlan Capabilities(YamlNode? node)
    {
        if (node?.Map("capabilities", "greeting", "login-reply", "login-reply-untagged", "before-login", "after-login", "advertised-only") is not { } map)
            return CapabilityPlan.Rev1;
        var plan = new CapabilityPlan
        {
            InGreeting = map.Optional("greeting")?.Flag() ?? false,
            UntaggedWhereAsked = map.Optional("login-reply-untagged")?.Flag() ?? false,
            InLoginReply = map.Optional("login-reply")?.Flag() ?? false,
            BeforeLogin = Names(map.Required("before-login", "names parted by spaces")),
            AfterLogin = Names(map.Required("after-login", "names parted by spaces")),
            AdvertisedOnly = Names(map.Optional("advertised-only")),
        };
        Check(plan, map);
        return plan;
    }

    public static IReadOnlyList<KeyValuePair<string, string?>>? Id(YamlNode? node) =>
        node?.FreeMap("a map of ID fields") is { } map
            ? [.. map.Entries.Select(entry => KeyValuePair.Create(entry.Key.Value, entry.Value.IsNothing ? null : entry.Value.Line()))]
            : null;

    public static MailboxSemantics Semantics(YamlNode? node)
    {
        var standard = MailboxSemantics.Standard;
        if (node?.Map(
                "semantics",
                "expunge-moves-highestmodseq",
                "uid-range-above-last",
                "expunge-order",
                "folders",
                "list",
                "messages",
                "labels",
                "search",
                "session") is not { } map)
            return standard;
        return standard with
        {
            ExpungeMovesHighestModSeq = map.Optional("expunge-moves-highestmodseq")?.Flag() ?? standard.ExpungeMovesHighestModSeq,
            UidRangeAboveLast = map.Optional("uid-range-above-last")?.OneOf(("last-message", RangeAboveLast.LastMessage), ("nothing", RangeAboveLast.Nothing))
                ?? standard.UidRangeAboveLast,
            ExpungeOrder = map.Optional("expunge-order")?.OneOf(("ascending", ExpungeOrder.Ascending), ("descending", ExpungeOrder.Descending)) ?? standard.ExpungeOrder,
            Messages = ProfileMessageSemantics.Read(map.Optional("messages")),
            Labels = ProfileMessageSemantics.Labels(map.Optional("labels")),
            Folders = ProfileFolderSemantics.Folders(map.Optional("folders")),
            List = ProfileFolderSemantics.List(map.Optional("list")),
            Search = ProfileSearch.Semantics(map.Optional("search")),
            Session = ProfileSessionSemantics.Read(map.Optional("session")),
        };
    }

    public static IEnumerable<QuirkUse> Quirks(YamlNode? node) =>
        (node?.Items("a list of quirks") ?? []).Select(QuirkUseYaml.Read).OfType<QuirkUse>().ToList();

    public static IEnumerable<QuirkUse> Stubs(YamlNode? node)
    {
        foreach (var item in node?.Items("a list of stubs") ?? [])
        {
            if (item.Map("a stub", "on", "reply") is not { } map)
                continue;
            var on = map.Required("on", "a command's name")?.Text();
            var reply = map.Required("reply", "the lines of the reply")?.Text();
            if (on is null || reply is null)
                continue;
            yield return new QuirkUse(CannedReply.Description.Id, new Dictionary<string, string> { ["on"] = on, ["reply"] = reply.TrimEnd() }, item.Place)
            {
                ParameterPlaces = new Dictionary<string, YamlPlace> { ["on"] = map.Optional("on")!.Place, ["reply"] = map.Optional("reply")!.Place },
            };
        }
    }

    public static IReadOnlyList<Deviation> Deviations(YamlNode? node) =>
    [
        .. (node?.Items("a list of deviations") ?? []).Select(item => item.Map("a deviation", "check", "reason") is { } map
            ? new Deviation(map.Required("check", "what would show it")?.Text() ?? "", map.Required("reason", "why it is so")?.Text() ?? "")
            : null).OfType<Deviation>(),
    ];

    public static IReadOnlyList<Evidence> Evidence(YamlNode? node) =>
    [
        .. (node?.Items("a list of evidence") ?? []).Select(item => item.Map("evidence", "fact", "source", "confidence") is { } map
            ? new Evidence(
                map.Required("fact", "what is so")?.Text() ?? "",
                map.Required("source", "who says so")?.Text() ?? "",
                map.Required("confidence", "how sure it is")?.OneOf(
                    ("observed", Confidence.Observed), ("reported", Confidence.Reported), ("inferred", Confidence.Inferred)) ?? Confidence.Inferred)
            : null).OfType<Evidence>(),
    ];

    private static string[] Names(YamlNode? node) =>
        node?.Text("names parted by spaces")?.Split([' ', '\n', '\t'], StringSplitOptions.RemoveEmptyEntries) ?? [];

    /// <summary>What is advertised must be served; that is the server's own rule too, but here it has a line and a column.</summary>
    private static void Check(CapabilityPlan plan, YamlMap map)
    {
        foreach (var (key, names) in new[] { ("before-login", plan.BeforeLogin), ("after-login", plan.AfterLogin) })
        {
            foreach (var name in names.Where(name => !CapabilityPlan.IsServed(name) && !plan.AdvertisedOnly.Contains(name, StringComparer.OrdinalIgnoreCase)))
            {
                map.Errors.Add(
                    map.Optional(key)!.Place,
                    $"expected capabilities that the server has ({string.Join(' ', CapabilityPlan.Served)}), or a word listed in advertised-only; found \"{name}\"{Words.Guess(name, CapabilityPlan.Served)}");
            }

            if (names.Count > 0 && !names.Any(name => name.Equals("IMAP4rev1", StringComparison.OrdinalIgnoreCase) || name.Equals("IMAP4rev2", StringComparison.OrdinalIgnoreCase)))
                map.Optional(key)!.Reject("IMAP4rev1 or IMAP4rev2 among the names");
        }

        foreach (var name in plan.AdvertisedOnly.Where(name => !plan.BeforeLogin.Concat(plan.AfterLogin).Contains(name, StringComparer.OrdinalIgnoreCase)))
            map.Optional("advertised-only")!.Reject($"names from before-login or after-login; \"{name}\" is in neither");
    }
}
