namespace ImapLab.Scenarios.Trackers;

/// <summary>The kinds of trackers by the names that users give them.</summary>
public static class TrackerKinds
{
    /// <summary>Reads <c>built-in</c> or <c>exec:CMD</c>.</summary>
    /// <exception cref="FormatException">It is neither; the message says what was expected.</exception>
    public static ITrackerKind Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var colon = text.IndexOf(':', StringComparison.Ordinal);
        return (colon < 0 ? text : text[..colon], colon < 0 ? "" : text[(colon + 1)..].Trim()) switch
        {
            ("built-in", "") => new BuiltInTracker(),
            ("exec", { Length: > 0 } command) => new ExecTracker(command),
            ("webhook" or "snapshot", _) => throw new FormatException($"trackers of the kind {text[..colon]} cannot be tried yet; there are built-in and exec:CMD"),
            _ => throw new FormatException($"expected built-in or exec:CMD, found \"{text}\""),
        };
    }
}
