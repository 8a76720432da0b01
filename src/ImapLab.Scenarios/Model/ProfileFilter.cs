using ImapLab.Profiles;
using ImapLab.Profiles.Yaml;

namespace ImapLab.Scenarios.Model;

/// <summary>The servers that a scenario applies to: all, some by name, or those that have or lack capabilities.</summary>
public sealed record ProfileFilter(IReadOnlyList<string> Names, IReadOnlyList<string> With, IReadOnlyList<string> Without)
{
    /// <summary>Reads <c>all</c>, a list of names, or <c>{with: […], without: […]}</c>.</summary>
    public static ProfileFilter Read(YamlNode? node)
    {
        switch (node)
        {
            case null or YamlScalar { Value: "all" }:
                return new ProfileFilter([], [], []);
            case YamlList list:
                if (list.Values.Count == 0)
                    list.Reject("at least one profile");
                return new ProfileFilter(Texts(list), [], []);
            case YamlMap when node.Map("a filter of profiles", "with", "without") is { } map:
                return new ProfileFilter([], Texts(map.Optional("with")), Texts(map.Optional("without")));
            default:
                node.Reject("all, a list of profiles, or a filter such as {with: [IDLE]}");
                return new ProfileFilter([], [], []);
        }
    }

    /// <summary>Why a profile is left out; null where it is not.</summary>
    public string? WhyNot(Profile profile)
    {
        ArgumentNullException.ThrowIfNull(profile);
        if (Names.Count > 0 && !Names.Contains(profile.Name))
            return $"it is told on {string.Join(", ", Names)} only";
        var capabilities = profile.Plan.Capabilities;
        if (With.FirstOrDefault(name => !capabilities.Has(name)) is { } missing)
            return $"the server has no {missing}";
        return Without.FirstOrDefault(capabilities.Has) is { } present ? $"the server has {present}" : null;
    }

    private static List<string> Texts(YamlNode? node) =>
        [.. (node?.Items("a list of names") ?? []).Select(item => item.Text("a name")).OfType<string>()];
}
