namespace ImapLab.Profiles.Yaml;

/// <summary>Where something stands in a file, as editors count: from line 1 and column 1.</summary>
public readonly record struct YamlPlace(string File, int Line, int Column)
{
    public override string ToString() => $"{File}:{Line}:{Column}";
}
