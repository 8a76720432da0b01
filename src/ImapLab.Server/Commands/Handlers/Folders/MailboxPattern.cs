using ImapLab.Protocol.Mail;

namespace ImapLab.Server.Commands.Handlers.Folders;

/// <summary>
/// A pattern of LIST: <c>*</c> matches anything, <c>%</c> anything but the delimiter (RFC 9051 section 6.3.9). It is run as a machine that is
/// in several places of the pattern at once, so that no pattern costs more than its length times the name's.
/// </summary>
internal sealed class MailboxPattern
{
    private readonly string _pattern;
    private readonly char _delimiter;

    public MailboxPattern(string reference, string pattern, char delimiter)
    {
        _pattern = Simplified(reference + pattern);
        _delimiter = delimiter;
    }

    public bool Matches(MailboxName name) => IsAll || Places(name.Text)[_pattern.Length];

    /// <summary>Whether a name below this one could match.</summary>
    public bool MayMatchBelow(MailboxName name) => IsAll || Places(name.Text + _delimiter).AsSpan(0, _pattern.Length).Contains(true);

    /// <summary>What most clients ask for costs nothing.</summary>
    private bool IsAll => _pattern == "*";

    /// <summary>The places in the pattern in which a text can have come to its end.</summary>
    private bool[] Places(string text)
    {
        var now = new bool[_pattern.Length + 1];
        var next = new bool[_pattern.Length + 1];
        Enter(now, 0);
        // INBOX is INBOX in any case, and so is what is below it (RFC 9051 section 5.1).
        var anyCase = text.StartsWith("INBOX", StringComparison.Ordinal) && (text.Length == 5 || text[5] == _delimiter) ? 5 : 0;
        for (var at = 0; at < text.Length; at++)
        {
            Array.Clear(next);
            for (var place = 0; place < _pattern.Length; place++)
            {
                if (now[place])
                    Step(next, place, text[at], at < anyCase);
            }

            (now, next) = (next, now);
        }

        return now;
    }

    private void Step(bool[] next, int place, char character, bool anyCase)
    {
        switch (_pattern[place])
        {
            case '*':
                Enter(next, place);
                break;
            case '%' when character != _delimiter:
                Enter(next, place);
                break;
            case var asked when asked == character || (anyCase && char.ToUpperInvariant(asked) == character):
                Enter(next, place + 1);
                break;
        }
    }

    /// <summary>A wildcard may match nothing, so where it is entered what follows it is too.</summary>
    private void Enter(bool[] places, int place)
    {
        places[place] = true;
        for (; place < _pattern.Length && _pattern[place] is '*' or '%'; place++)
            places[place + 1] = true;
    }

    /// <summary>A run of wildcards means what its widest one does.</summary>
    private static string Simplified(string pattern)
    {
        var simple = new List<char>(pattern.Length);
        foreach (var character in pattern)
        {
            if (character is '*' or '%' && simple is [.., '*' or '%'])
                simple[^1] = simple[^1] == '*' ? '*' : character;
            else
                simple.Add(character);
        }

        return new string([.. simple]);
    }
}
