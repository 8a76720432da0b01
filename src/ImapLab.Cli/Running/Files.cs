using ImapLab.Profiles;
using ImapLab.Profiles.Yaml;
using ImapLab.Scenarios.Model;

namespace ImapLab.Cli.Running;

/// <summary>Loads profiles and scenarios for commands: what is wrong with them is the user's to mend.</summary>
internal static class Files
{
    /// <summary>Where scenarios are when nobody says: in the folder at hand, else in the program's.</summary>
    private const string Here = "scenarios";

    public static IReadOnlyList<Scenario> Scenarios(IReadOnlyList<string> paths) => Load(() =>
    {
        if (paths.Count == 0)
            paths = [Directory.Exists(Here) ? Here : ScenarioLibrary.BuiltInFolder];
        return paths.SelectMany(ScenarioLibrary.Load).DistinctBy(scenario => scenario.File).ToList();
    });

    public static IReadOnlyList<Profile> Profiles(IReadOnlyList<string> namesOrFiles) =>
        Load(() => namesOrFiles.Count == 0 ? ProfileLibrary.BuiltIn.LoadAll() : [.. namesOrFiles.Select(ProfileLibrary.BuiltIn.Load).DistinctBy(profile => profile.File)]);

    public static T Load<T>(Func<T> load)
    {
        try
        {
            return load();
        }
        catch (Exception wrong) when (wrong is YamlFileException or IOException or UnauthorizedAccessException)
        {
            throw new BadInputException(wrong.Message, wrong);
        }
    }
}
