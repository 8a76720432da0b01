using System.Text;
using System.Text.RegularExpressions;
using ImapLab.Protocol.Mail;

namespace ImapLab.Server.Commands.Handlers.Folders;

/// <summary>A pattern of LIST: <c>*</c> matches anything, <c>%</c> anything but the delimiter (RFC 9051 section 6.3.9).</summary>
internal sealed class MailboxPattern
{
    private readonly Regex _regex;
    private readonly bool _matchesInbox;

    public MailboxPattern(string reference, string pattern, char delimiter)
    {
        var whole = reference + pattern;
        var source = new StringBuilder("^");
        // Runs of wildcards mean what one does, and cost the matcher dearly.
        for (var at = 0; at < whole.Length; at++)
        {
            if (whole[at] is '*' or '%')
            {
                var start = at;
                while (at + 1 < whole.Length && whole[at + 1] is '*' or '%')
                    at++;
                source.Append(whole.AsSpan(start, at - start + 1).Contains('*') ? ".*" : $"[^{Regex.Escape(delimiter.ToString())}]*");
            }
            else
            {
                source.Append(Regex.Escape(whole[at].ToString()));
            }
        }

        _regex = new Regex(source.Append('$').ToString(), RegexOptions.Singleline | RegexOptions.NonBacktracking);
        _matchesInbox = new Regex(source.ToString(), RegexOptions.Singleline | RegexOptions.NonBacktracking | RegexOptions.IgnoreCase).IsMatch("INBOX");
    }

    /// <summary>INBOX matches in any case (RFC 9051 section 6.3.9).</summary>
    public bool Matches(MailboxName name) => name.IsInbox ? _matchesInbox : _regex.IsMatch(name.Text);
}
