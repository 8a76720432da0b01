using System.Globalization;
using ImapLab.Profiles.Yaml;

namespace ImapLab.Scenarios.Steps;

/// <summary>Lengths of time as scenarios write them: <c>90s</c>, <c>20m</c>, <c>2h</c>.</summary>
internal static class Durations
{
    /// <summary>In seconds; two days are longer than any story here.</summary>
    private const long Longest = 2 * 24 * 60 * 60;

    public static TimeSpan? Read(YamlNode node)
    {
        if (node is YamlScalar { Value: [.. var digits, var unit] } && long.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            && number <= Longest && Unit(unit) is { } seconds && number * seconds is > 0 and <= Longest)
            return TimeSpan.FromSeconds(number * seconds);
        node.Reject("a length of time such as 90s, 20m or 2h, of at most 48h");
        return null;
    }

    public static string Text(TimeSpan duration) => duration switch
    {
        { TotalSeconds: < 120 } => $"{duration.TotalSeconds:0.###} s",
        { TotalMinutes: < 120 } => $"{duration.TotalMinutes:0.#} min",
        _ => $"{duration.TotalHours:0.#} h",
    };

    private static int? Unit(char unit) => unit switch
    {
        's' => 1,
        'm' => 60,
        'h' => 3600,
        _ => null,
    };
}
