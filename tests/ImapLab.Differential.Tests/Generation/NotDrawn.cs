using System.Text.RegularExpressions;

namespace ImapLab.Differential.Tests.Generation;

/// <summary>
/// Commands to which Dovecot gives an answer that is wrong, and that no rule can tell from a wrong one of the fake server: to accept these would be to
/// accept any. They are drawn anew.
/// </summary>
internal static partial class NotDrawn
{
    public static readonly IReadOnlyList<(string Name, string Reason, Func<string, string?, bool> Is)> All =
    [
        ("several sizes in one search", "Dovecot makes one comparison of several, and a wrong one: NOT LARGER 1 NOT LARGER 500 finds what is larger than 1.", (text, _) => Sizes().Count(text) > 1),
        ("OR, or NOT of a list, of several flags that are not set", "Dovecot makes one test of OR UNSEEN UNDELETED, and a wrong one: it finds what has neither flag (RFC 9051 section 6.4.4, OR).", (text, _) => Alternatives().IsMatch(text) && NotSet().Count(text) > 1),
        ("sets in a search that is kept up to date", "Dovecot takes 1:* of RETURN (UPDATE) for the messages of that moment, and its process may end with a fault when others come.", (text, _) => WatchedSet().IsMatch(text)),
        ("VANISHED of $", "Dovecot's process ends with a fault at UID FETCH $ … VANISHED.", (text, _) => VanishedOfSaved().IsMatch(text)),
        ("CREATE of a name in modified UTF-7 with the delimiter at its end", "Dovecot counts its letters in another spelling than it looks at, and says NO.", (text, _) => EncodedParent().IsMatch(text)),
        ("NOT of MODSEQ", "Dovecot finds nothing by NOT MODSEQ n, whatever there is; RFC 9051 section 6.4.4: it finds what MODSEQ n does not.", (text, _) => NotModSeq().IsMatch(text)),
        ("MOVE to the mailbox that is open", "Where other clients have it open, too, Dovecot's Maildir now and then loses a message, or finds it again as a new one.", (text, open) => open is not null && Move().Match(text) is { Success: true } move && move.Groups[1].Value.Equals(open, StringComparison.OrdinalIgnoreCase)),
    ];

    /// <param name="open">The mailbox that the client is believed to have open.</param>
    public static bool Has(string text, string? open = null) => All.Any(kind => kind.Is(text, open));

    [GeneratedRegex(@"\bMOVE \S+ (?:\{\d+\+?\}\r\n)?""?(.*?)""?$", RegexOptions.IgnoreCase | RegexOptions.Singleline)]
    private static partial Regex Move();

    [GeneratedRegex(@"UPDATE.*\).* \(*[\d*$][\d:*,]*\)*( |$)", RegexOptions.IgnoreCase)]
    private static partial Regex WatchedSet();

    [GeneratedRegex(@"FETCH \$ .*VANISHED", RegexOptions.IgnoreCase)]
    private static partial Regex VanishedOfSaved();

    [GeneratedRegex(@"^CREATE .*&.*\.""?$", RegexOptions.IgnoreCase | RegexOptions.Singleline)]
    private static partial Regex EncodedParent();

    [GeneratedRegex(@"NOT .*MODSEQ", RegexOptions.IgnoreCase)]
    private static partial Regex NotModSeq();

    [GeneratedRegex(@"\b(LARGER|SMALLER) ", RegexOptions.IgnoreCase)]
    private static partial Regex Sizes();

    [GeneratedRegex(@"\bOR |NOT \(", RegexOptions.IgnoreCase)]
    private static partial Regex Alternatives();

    [GeneratedRegex(@"\b(NOT \(?(ANSWERED|DELETED|DRAFT|FLAGGED|SEEN|RECENT|KEYWORD|NEW|NOT|\()|UN(ANSWERED|DELETED|DRAFT|FLAGGED|SEEN|KEYWORD)|OLD|NEW)\b?", RegexOptions.IgnoreCase)]
    private static partial Regex NotSet();
}
