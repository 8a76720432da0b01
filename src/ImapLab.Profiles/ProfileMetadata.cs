using ImapLab.Profiles.Yaml;
using ImapLab.Server.Plans;

namespace ImapLab.Profiles;

/// <summary>What a profile's server takes by way of annotations.</summary>
internal static class ProfileMetadata
{
    public static MetadataPlan Read(YamlNode? node)
    {
        var standard = new MetadataPlan();
        if (node?.Map("metadata", "max-size", "max-entries", "private", "server-writable", "server") is not { } map)
            return standard;
        return standard with
        {
            MaxSize = map.Optional("max-size")?.Whole("a number of octets", least: 1024) ?? standard.MaxSize,
            MaxEntries = map.Optional("max-entries")?.Whole("a number of entries", least: 10) ?? standard.MaxEntries,
            HasPrivate = map.Optional("private")?.Flag() ?? standard.HasPrivate,
            ServerIsWritable = map.Optional("server-writable")?.Flag() ?? standard.ServerIsWritable,
            Server = Entries(map.Optional("server")),
        };
    }

    private static Dictionary<string, string> Entries(YamlNode? node)
    {
        var entries = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var (entry, value) in node?.FreeMap("a map of entries and values")?.Entries ?? [])
        {
            if (!entry.Value.StartsWith("/shared/", StringComparison.OrdinalIgnoreCase) && !entry.Value.StartsWith("/private/", StringComparison.OrdinalIgnoreCase))
                entry.Reject("an entry such as /shared/admin");
            else if (value.Text("the entry's value") is { } text && !entries.TryAdd(entry.Value, text))
                entry.Reject("each entry once");
        }

        return entries;
    }
}
