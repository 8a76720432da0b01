using ImapLab.Profiles.Yaml;

namespace ImapLab.Scenarios.Model;

/// <summary>Scenario files in folders.</summary>
public static class ScenarioLibrary
{
    /// <summary>Those that were built into the program's folder.</summary>
    public static string BuiltInFolder => Path.Combine(AppContext.BaseDirectory, "scenarios");

    /// <summary>Loads a file, or all files of a folder and those below, in ordinal order of their paths.</summary>
    /// <exception cref="YamlFileException">Some are not scenarios; the errors are those of all of them.</exception>
    /// <exception cref="FileNotFoundException">There is no such path.</exception>
    public static IReadOnlyList<Scenario> Load(string path)
    {
        if (Directory.Exists(path))
            return LoadFolder(path);
        return File.Exists(path) ? [ScenarioYaml.Load(path)] : throw new FileNotFoundException($"No file and no folder \"{path}\".", path);
    }

    /// <inheritdoc cref="Load"/>
    public static IReadOnlyList<Scenario> LoadFolder(string folder)
    {
        var scenarios = new List<Scenario>();
        var errors = new List<YamlError>();
        foreach (var file in Directory.EnumerateFiles(folder, "*.yaml", SearchOption.AllDirectories).OrderBy(file => Path.ChangeExtension(file, null), StringComparer.Ordinal))
        {
            try
            {
                scenarios.Add(ScenarioYaml.Load(file));
            }
            catch (YamlFileException broken)
            {
                errors.AddRange(broken.Errors);
            }
        }

        foreach (var twice in scenarios.GroupBy(scenario => scenario.Name).Where(group => group.Count() > 1).Select(group => group.Last()))
            errors.Add(new YamlError(new YamlPlace(twice.File, 1, 1), $"expected a name that no other scenario has, found \"{twice.Name}\""));
        return errors.Count == 0 ? scenarios : throw new YamlFileException(errors);
    }
}
