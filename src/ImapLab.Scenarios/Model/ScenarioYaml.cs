using System.Text.RegularExpressions;
using ImapLab.Profiles;
using ImapLab.Profiles.Yaml;
using ImapLab.Scenarios.Steps;

namespace ImapLab.Scenarios.Model;

/// <summary>Reads scenario files. All errors of a file are found in one go.</summary>
public static partial class ScenarioYaml
{
    private const int MostMessages = 100_000;

    private static readonly string[] Keys = ["scenario", "about", "rule", "corpus", "profiles", "given", "steps"];

    /// <exception cref="YamlFileException">It is not a scenario.</exception>
    /// <exception cref="IOException">It cannot be read.</exception>
    public static Scenario Load(string path)
    {
        var errors = new YamlErrors();
        return Finish(path, YamlFile.Load(path, errors), errors);
    }

    /// <exception cref="YamlFileException">It is not a scenario.</exception>
    public static Scenario Parse(string file, string text)
    {
        var errors = new YamlErrors();
        return Finish(file, YamlFile.Parse(file, text, errors), errors);
    }

    private static Scenario Finish(string file, YamlNode? root, YamlErrors errors)
    {
        var scenario = root is null ? null : Read(file, root, errors);
        errors.ThrowIfAny();
        return scenario ?? throw new InvalidOperationException($"{file} gave neither a scenario nor an error.");
    }

    private static Scenario? Read(string file, YamlNode root, YamlErrors errors)
    {
        if (root.Map("a scenario", Keys) is not { } map)
            return null;
        var name = map.Required("scenario", "its name")?.Text() ?? "";
        if (name.Length > 0 && !NamePattern().IsMatch(name))
            map.Optional("scenario")!.Reject("a name of small letters, digits and hyphens");
        var steps = map.Required("steps", "what happens");
        if (steps is YamlList { Values.Count: 0 })
            steps.Reject("at least one step");
        return new Scenario
        {
            Name = name,
            Group = Path.GetFileName(Path.GetDirectoryName(Path.GetFullPath(file))) ?? "",
            About = map.Required("about", "a sentence for people")?.Text() ?? "",
            Rule = map.Optional("rule")?.Text(),
            Corpus = [.. (map.Optional("corpus")?.Items("a list of numbers") ?? []).Select(item => item.Whole(least: 1)).OfType<int>()],
            Profiles = ProfileFilter.Read(map.Optional("profiles")),
            Given = ReadGiven(map.Optional("given"), errors),
            Steps = StepCatalog.Read(steps),
            File = file,
        };
    }

    private static Given ReadGiven(YamlNode? node, YamlErrors errors)
    {
        if (node?.Map("what is given", "folders", "quirks") is not { } map)
            return new Given([], []);
        var folders = new List<GivenFolder>();
        foreach (var (name, value) in map.Optional("folders")?.FreeMap("a map of folders")?.Entries.Select(entry => (entry.Key, entry.Value)) ?? [])
        {
            var messages = value.IsNothing ? null : value.Map("a folder", "messages")?.Optional("messages")?.Whole(most: MostMessages);
            folders.Add(new GivenFolder(name.Value, messages ?? 0, name.Place));
        }

        var quirks = (map.Optional("quirks")?.Items("a list of quirks") ?? []).Select(QuirkUseYaml.Read).OfType<QuirkUse>().ToList();
        foreach (var quirk in quirks)
            ProfileBinder.Bind(quirk, errors);
        return new Given(folders, quirks);
    }

    [GeneratedRegex("^[a-z0-9][a-z0-9-]{0,79}$")]
    private static partial Regex NamePattern();
}
