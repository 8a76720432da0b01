using ImapLab.Profiles.Yaml;

namespace ImapLab.Profiles;

/// <summary>Reads a quirk as profiles and scenarios write it: its id alone, or a map of id and parameters.</summary>
public static class QuirkUseYaml
{
    /// <returns>Null, and an error, where it is neither.</returns>
    public static QuirkUse? Read(YamlNode node)
    {
        ArgumentNullException.ThrowIfNull(node);
        if (node is YamlScalar)
            return node.Text("a quirk's id") is { } alone ? new QuirkUse(alone, new Dictionary<string, string>(), node.Place) : null;
        if (node.FreeMap("a quirk's id, or a map of id and parameters") is not { } map || map.Required("id", "the quirk's id")?.Text() is not { } id)
            return null;
        var values = new Dictionary<string, string>();
        var places = new Dictionary<string, YamlPlace>();
        foreach (var (key, value) in map.Entries.Where(entry => entry.Key.Value != "id").Select(entry => (entry.Key, entry.Value)))
        {
            if (value is not YamlScalar { IsNothing: false } scalar)
            {
                value.Reject("a text or a number");
                continue;
            }

            values[key.Value] = scalar.Value;
            places[key.Value] = scalar.Place;
        }

        return new QuirkUse(id, values, map.Optional("id")!.Place) { ParameterPlaces = places };
    }
}
