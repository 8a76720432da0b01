using ImapLab.Profiles.Yaml;
using ImapLab.Protocol.Wire;

namespace ImapLab.Profiles;

/// <summary>How a profile's server spells.</summary>
internal sealed record ProfileStyle(WireStyle Wire, string? LoginRefusal)
{
    public static ProfileStyle Read(YamlNode? node)
    {
        var plain = WireStyle.Plain;
        if (node?.Map("style", "quote-mailbox-names", "completions", "literal-continuation", "idle-continuation", "farewell", "login-refusal") is not { } map)
            return new ProfileStyle(plain, null);
        var wire = plain with
        {
            QuoteMailboxNames = map.Optional("quote-mailbox-names")?.Flag() ?? plain.QuoteMailboxNames,
            Completions = Completions(map.Optional("completions")) ?? plain.Completions,
            LiteralContinuation = Line(map.Optional("literal-continuation")) ?? plain.LiteralContinuation,
            IdleContinuation = Line(map.Optional("idle-continuation")) ?? plain.IdleContinuation,
            Farewell = Line(map.Optional("farewell")) ?? plain.Farewell,
        };
        return new ProfileStyle(wire, Line(map.Optional("login-refusal")));
    }

    private static Dictionary<string, string>? Completions(YamlNode? node)
    {
        if (node?.FreeMap("a map of commands and texts") is not { } map)
            return null;
        var texts = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var (command, value) in map.Entries.Select(entry => (entry.Key, entry.Value)))
        {
            if (Line(value) is { } text && !texts.TryAdd(command.Value, text))
                command.Reject("each command once");
        }

        return texts;
    }

    /// <summary>A text that goes into one line of a reply; it may be empty.</summary>
    private static string? Line(YamlNode? node)
    {
        if (node is null)
            return null;
        if (node is YamlScalar scalar && scalar.Value.All(character => character is >= ' ' and <= '~'))
            return scalar.Value;
        node.Reject("a text of one line in ASCII");
        return null;
    }
}
