namespace ImapLab.Tracking.Ports;

/// <summary>
/// Tells the NO of the moment from the NO for good. A NO of the moment never changes what is known of an account, and
/// at login it is never a wrong password: servers at their limits have answered LOGIN with it.
/// </summary>
public static class Refusal
{
    /// <summary>RFC 5530 section 3, and THROTTLED, which says the same in the wild.</summary>
    private static readonly string[] PassingCodes = ["UNAVAILABLE", "INUSE", "LIMIT", "SERVERBUG", "THROTTLED"];

    private static readonly string[] PassingWords =
    [
        "throttl", "temporar", "try again", "try later", "rate limit", "too many", "server unavailable", "service unavailable",
        "backoff", "busy", "in use", "maximum number of connections", "timeout", "timed out",
    ];

    /// <summary>Whether a tagged NO or BAD speaks of the moment.</summary>
    /// <param name="code">The response code without brackets and arguments; null for none.</param>
    /// <param name="text">What people are meant to read.</param>
    public static bool IsPassing(string? code, string? text)
    {
        if (code is not null)
        {
            // A code is the server's considered word. AUTHENTICATIONFAILED stays what it is, whatever the text beside it.
            return PassingCodes.Contains(code, StringComparer.OrdinalIgnoreCase)
                || (code.Equals("ALERT", StringComparison.OrdinalIgnoreCase) && HasPassingWord(text));
        }

        return HasPassingWord(text);
    }

    private static bool HasPassingWord(string? text) =>
        text is not null && PassingWords.Any(word => text.Contains(word, StringComparison.OrdinalIgnoreCase));
}
