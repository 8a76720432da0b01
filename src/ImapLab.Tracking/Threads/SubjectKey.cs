using System.Text.RegularExpressions;
using ImapLab.Tracking.Ports;

namespace ImapLab.Tracking.Threads;

/// <summary>
/// What messages of a conversation have in common though they do not name each other: the subject without what answers
/// put before it, and the people. A guess: two people may write twice of one thing.
/// </summary>
internal static partial class SubjectKey
{
    /// <summary>Null where the subject says nothing.</summary>
    public static string? Of(MessageSummary message)
    {
        var subject = Prefixes().Replace(message.Subject ?? "", "").Trim();
        if (subject.Length == 0 || message.Participants.Length == 0)
            return null;
        var people = message.Participants.Select(address => address.ToLowerInvariant()).Distinct().Order(StringComparer.Ordinal);
        return $"subject {string.Join(' ', people)} {Blanks().Replace(subject, " ").ToLowerInvariant()}";
    }

    [GeneratedRegex(@"^\s*((\[[^\]]{1,40}\]|(re|fwd?|aw|wg|sv|vs|antw|tr)(\[\d+\])?\s*:)\s*)+", RegexOptions.IgnoreCase)]
    private static partial Regex Prefixes();

    [GeneratedRegex(@"\s+")]
    private static partial Regex Blanks();
}
