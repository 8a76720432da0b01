namespace ImapLab.Profiles.Yaml;

/// <summary>One thing that is wrong in a file, and where.</summary>
/// <param name="Message">What was expected and what was found.</param>
public sealed record YamlError(YamlPlace Place, string Message)
{
    public override string ToString() => $"{Place}: {Message}";
}

/// <summary>All that is wrong in a file: a reader goes on after an error, so that a person can mend them all at once.</summary>
public sealed class YamlErrors
{
    /// <summary>More than a person reads.</summary>
    private const int Most = 100;

    private readonly List<YamlError> _all = [];

    public IReadOnlyList<YamlError> All => _all;

    public int Count => _all.Count;

    public void Add(YamlPlace place, string message)
    {
        if (_all.Count < Most)
            _all.Add(new YamlError(place, message));
    }

    public void Expected(YamlNode node, string what)
    {
        ArgumentNullException.ThrowIfNull(node);
        Add(node.Place, $"expected {what}, found {node.Description}");
    }

    /// <exception cref="YamlFileException">There are errors.</exception>
    public void ThrowIfAny()
    {
        if (_all.Count > 0)
            throw new YamlFileException([.. _all.OrderBy(error => error.Place.File, StringComparer.Ordinal).ThenBy(error => error.Place.Line).ThenBy(error => error.Place.Column)]);
    }
}

/// <summary>A file that is not what it should be.</summary>
public sealed class YamlFileException(IReadOnlyList<YamlError> errors) : Exception(string.Join('\n', errors))
{
    public IReadOnlyList<YamlError> Errors => errors;
}
