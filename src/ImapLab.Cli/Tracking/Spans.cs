using System.Globalization;

namespace ImapLab.Cli.Tracking;

/// <summary>Lengths of time as users write them: <c>90s</c>, <c>5m</c>, <c>2h</c>, or a number of seconds.</summary>
internal static class Spans
{
    public const string Expected = "a length of time such as 90s, 5m or 2h, from 1s to 24h";

    /// <summary>Beyond a day a tracker is no tracker.</summary>
    private static readonly TimeSpan Longest = TimeSpan.FromHours(24);

    /// <returns>Null where it is none.</returns>
    public static TimeSpan? Read(string text)
    {
        var digits = text.TrimEnd('s', 'm', 'h');
        if (text.Length - digits.Length > 1 || !long.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var number) || number is < 1 or > 86_400)
            return null;
        var unit = text[^1] switch
        {
            'm' => TimeSpan.FromMinutes(1),
            'h' => TimeSpan.FromHours(1),
            _ => TimeSpan.FromSeconds(1),
        };
        return number * unit is var span && span <= Longest ? span : null;
    }
}
