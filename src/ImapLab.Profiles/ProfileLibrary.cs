using ImapLab.Profiles.Yaml;

namespace ImapLab.Profiles;

/// <summary>The profiles that this program carries, by name; and any other, by path.</summary>
public sealed class ProfileLibrary(string folder)
{
    /// <summary>Those that were built into the program's folder.</summary>
    public static ProfileLibrary BuiltIn { get; } = new(Path.Combine(AppContext.BaseDirectory, "profiles"));

    /// <summary>The names, in ordinal order.</summary>
    public IReadOnlyList<string> Names => Directory.Exists(folder)
        ? [.. Directory.EnumerateFiles(folder, "*.yaml").Select(file => Path.GetFileNameWithoutExtension(file)).Order(StringComparer.Ordinal)]
        : [];

    /// <summary>Loads all of them, in the order of <see cref="Names"/>.</summary>
    public IReadOnlyList<Profile> LoadAll() => [.. Names.Select(Load)];

    /// <summary>Loads a profile by path or name; a path wins.</summary>
    /// <exception cref="YamlFileException">It is not a profile.</exception>
    /// <exception cref="FileNotFoundException">There is neither; the message lists the names.</exception>
    public Profile Load(string pathOrName)
    {
        ArgumentException.ThrowIfNullOrEmpty(pathOrName);
        // Next to a profile, extends means its neighbours first.
        if (File.Exists(pathOrName))
            return ProfileYaml.Load(pathOrName, name => FileIn(Path.GetDirectoryName(Path.GetFullPath(pathOrName))!, name) ?? FileIn(folder, name));
        return FileIn(folder, pathOrName) is { } file
            ? ProfileYaml.Load(file, name => FileIn(folder, name))
            : throw new FileNotFoundException($"No profile and no file \"{pathOrName}\"; the profiles are {Words.Or(Names)}{Words.Guess(pathOrName, Names)}.", pathOrName);
    }

    private static string? FileIn(string folder, string name)
    {
        var file = Path.Combine(folder, $"{name}.yaml");
        return name.AsSpan().IndexOfAny('/', '\\') < 0 && File.Exists(file) ? file : null;
    }
}
