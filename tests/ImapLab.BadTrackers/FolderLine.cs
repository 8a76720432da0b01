namespace ImapLab.BadTrackers;

/// <summary>A line of LIST.</summary>
internal static class FolderLine
{
    /// <summary>The name of a folder that can be opened; null for other lines.</summary>
    public static string? Read(string line)
    {
        if (!line.StartsWith("* LIST (", StringComparison.Ordinal) || line.Contains("\\Noselect", StringComparison.OrdinalIgnoreCase))
            return null;
        var rest = line[(line.IndexOf(") ", StringComparison.Ordinal) + 2)..];
        var name = rest[(rest.IndexOf(' ', StringComparison.Ordinal) + 1)..];
        return name.StartsWith('"') ? name[1..^1].Replace("\\\"", "\"", StringComparison.Ordinal).Replace("\\\\", "\\", StringComparison.Ordinal) : name;
    }
}
