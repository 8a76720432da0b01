using ImapLab.Protocol.Mail;

namespace ImapLab.Tracking.Accounts;

/// <summary>
/// Patterns that choose folders: <c>*</c> stands for any characters, also across levels, <c>?</c> for one; all others for
/// themselves. <c>INBOX</c> has no case.
/// </summary>
public static class FolderGlob
{
    /// <summary>Whether one of the patterns fits; none at all fits every folder.</summary>
    public static bool Matches(IReadOnlyList<string> patterns, MailboxName name)
    {
        ArgumentNullException.ThrowIfNull(patterns);
        return patterns.Count == 0 || patterns.Any(pattern =>
            Fits(pattern.Equals("INBOX", StringComparison.OrdinalIgnoreCase) ? "INBOX" : pattern, name.Text));
    }

    private static bool Fits(string pattern, string text)
    {
        int at = 0, inText = 0, star = -1, retry = 0;
        while (inText < text.Length)
        {
            if (at < pattern.Length && pattern[at] == '*')
            {
                star = at++;
                retry = inText;
            }
            else if (at < pattern.Length && (pattern[at] == '?' || pattern[at] == text[inText]))
            {
                at++;
                inText++;
            }
            else if (star >= 0)
            {
                at = star + 1;
                inText = ++retry;
            }
            else
            {
                return false;
            }
        }

        return pattern.AsSpan(at).Trim('*').IsEmpty;
    }
}
