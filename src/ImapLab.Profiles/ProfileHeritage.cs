using ImapLab.Profiles.Yaml;

namespace ImapLab.Profiles;

/// <summary>
/// What a profile takes over from the one it extends: maps are merged key by key, anything else is replaced; evidence
/// and deviations are added to, because what was known stays known.
/// </summary>
internal static class ProfileHeritage
{
    private const int LongestLine = 8;

    private static readonly string[] Own = ["profile", "title", "extends"];

    private static readonly string[] Growing = ["evidence", "deviations"];

    public static YamlMap Merge(YamlMap own, Func<string, string?> find, YamlErrors errors, int generation = 1)
    {
        if (own.Optional("extends") is not { } extends || extends.Text("the name of a profile") is not { } name)
            return own;
        if (generation > LongestLine)
        {
            extends.Reject($"a line of at most {LongestLine} profiles that extend each other (does one extend itself?)");
            return own;
        }

        if (find(name) is not { } path)
        {
            extends.Reject("the name of a profile that there is");
            return own;
        }

        if (YamlFile.Load(path, errors) is not { } parent || parent.FreeMap("a profile") is not { } inherited)
            return own;
        return Merge(Merge(inherited, find, errors, generation + 1), own, errors, depth: 0);
    }

    private static YamlMap Merge(YamlMap inherited, YamlMap own, YamlErrors errors, int depth)
    {
        var entries = inherited.Entries
            .Where(entry => depth > 0 || !Own.Contains(entry.Key.Value))
            .Where(entry => own.Entries.All(mine => mine.Key.Value != entry.Key.Value));
        var merged = own.Entries.Select(mine => inherited.Optional(mine.Key.Value) is { } theirs
            ? KeyValuePair.Create(mine.Key, Merge(mine.Key.Value, theirs, mine.Value, errors, depth))
            : mine);
        return new YamlMap(own.Place, errors, [.. entries, .. merged]);
    }

    private static YamlNode Merge(string key, YamlNode theirs, YamlNode mine, YamlErrors errors, int depth) => (theirs, mine) switch
    {
        (YamlMap their, YamlMap own) => Merge(their, own, errors, depth + 1),
        (YamlList their, YamlList own) when depth == 0 && Growing.Contains(key) => new YamlList(own.Place, errors, [.. own.Values, .. their.Values]),
        _ => mine,
    };
}
