using System.Globalization;
using System.Text.RegularExpressions;

namespace ImapLab.Tracking.Ports;

/// <summary>
/// Tells the NO of the moment from the NO for good. A NO of the moment never changes what is known of an account, and
/// at login it is never a wrong password: servers at their limits have answered LOGIN with it.
/// </summary>
public static partial class Refusal
{
    /// <summary>A hint that is longer than this is not believed: it would silence a tracker for ever.</summary>
    public static readonly TimeSpan LongestHint = TimeSpan.FromHours(1);

    /// <summary>RFC 5530 section 3, and THROTTLED, which says the same in the wild.</summary>
    private static readonly string[] PassingCodes = ["UNAVAILABLE", "INUSE", "LIMIT", "SERVERBUG", "THROTTLED"];

    private static readonly string[] PassingWords =
    [
        "throttl", "temporar", "try again", "try later", "rate limit", "too many", "server unavailable", "service unavailable",
        "backoff", "busy", "in use", "maximum number of connections", "timeout", "timed out",
    ];

    private static readonly string[] ThrottleWords =
        ["throttl", "rate limit", "backoff", "bandwidth limit", "too many requests", "too many commands", "too frequent"];

    private static readonly string[] CrowdWords =
        ["too many", "maximum number of connections", "connection limit", "concurrent connections", "simultaneous", "rate limit"];

    /// <summary>Whether a tagged NO or BAD speaks of the moment.</summary>
    /// <param name="code">The response code without brackets and arguments; null for none.</param>
    /// <param name="text">What people are meant to read.</param>
    public static bool IsPassing(string? code, string? text)
    {
        if (code is not null)
        {
            // A code is the server's considered word. AUTHENTICATIONFAILED stays what it is, whatever the text beside it.
            return PassingCodes.Contains(code, StringComparer.OrdinalIgnoreCase)
                || (code.Equals("ALERT", StringComparison.OrdinalIgnoreCase) && Has(text, PassingWords));
        }

        return Has(text, PassingWords);
    }

    /// <summary>
    /// Whether the server wants fewer commands: then not only this one is to wait. UNAVAILABLE, INUSE and SERVERBUG say
    /// nothing about how often we ask.
    /// </summary>
    /// <inheritdoc cref="IsPassing"/>
    public static bool IsThrottle(string? code, string? text) =>
        code?.ToUpperInvariant() is "THROTTLED" or "LIMIT" || Has(text, ThrottleWords);

    /// <summary>Whether a passing NO at login, or a BYE, speaks of too many connections or logins.</summary>
    /// <inheritdoc cref="IsPassing"/>
    public static bool IsCrowd(string? code, string? text) =>
        code?.ToUpperInvariant() is "LIMIT" || Has(text, CrowdWords);

    /// <summary>How long the server asks us to wait, where its text says so, at most <see cref="LongestHint"/>.</summary>
    public static TimeSpan? RetryAfter(string? text)
    {
        if (text is null || Hint().Match(text) is not { Success: true } hint
            || !long.TryParse(hint.Groups["number"].ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture, out var number))
            return null;
        var unit = hint.Groups["unit"].Value.ToUpperInvariant() switch
        {
            "" or "MS" or "MILLISECOND" or "MILLISECONDS" => TimeSpan.FromMilliseconds(1),
            "M" or "MIN" or "MINS" or "MINUTE" or "MINUTES" => TimeSpan.FromMinutes(1),
            "H" or "HOUR" or "HOURS" => TimeSpan.FromHours(1),
            _ => TimeSpan.FromSeconds(1),
        };
        return number > LongestHint / unit ? LongestHint : number * unit;
    }

    private static bool Has(string? text, string[] words) =>
        text is not null && words.Any(word => text.Contains(word, StringComparison.OrdinalIgnoreCase));

    /// <summary>
    /// "Suggested Backoff Time: 92415 milliseconds", "try again in 5 minutes", "retry after 30 s". A number without a unit
    /// counts only after "Backoff Time", where it has been seen: milliseconds.
    /// </summary>
    [GeneratedRegex(
        """(?:backoff time:? {0,3}(?<number>\d{1,15})\b ?(?:(?<unit>milliseconds?|ms|seconds?|s|minutes?)\b)?|(?:again|retry|wait|after|in) {1,3}(?:after |in |for |at least |about )?(?<number>\d{1,15}) ?(?<unit>milliseconds?|ms|seconds?|secs?|s|minutes?|mins?|m|hours?|h)\b)""",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Hint();
}
