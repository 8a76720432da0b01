using System.Globalization;
using ImapLab.Protocol.Commands;
using ImapLab.Protocol.Mail;

namespace ImapLab.Protocol.Parsing;

/// <summary>
/// Reads the query of X-GM-RAW, which is what a user types into the search box of a web mailer: words, <c>"phrases"</c>, <c>-not</c>, <c>a OR b</c>,
/// <c>(a b)</c>, <c>{a b}</c> for one of them, and operators as <c>from:ada</c>. An operator that is not known is a word.
/// </summary>
internal sealed class RawQuery
{
    private const uint Day = 24 * 60 * 60;

    private static readonly string[] DateForms = ["yyyy/M/d", "yyyy-M-d", "M/d/yyyy"];

    private readonly string _text;
    private readonly int _deepest;
    private int _at;
    private int _depth;

    private RawQuery(string text, int deepest) => (_text, _deepest) = (text, deepest);

    private char Peek => _at < _text.Length ? _text[_at] : '\0';

    /// <exception cref="GrammarException">It nests too deep.</exception>
    public static SearchKey Parse(string text, int deepest) => new RawQuery(text, deepest).Sequence('\0');

    private SearchKey Sequence(char end)
    {
        var keys = new List<SearchKey>();
        while (SkipBlanks() && Peek != end)
        {
            if (Peek is ')' or '}')
                _at++;
            else if (keys.Count > 0 && TakeOr())
                keys[^1] = new SearchKey.Or(keys[^1], Term());
            else
                keys.Add(Term());
        }

        if (Peek == end && end != '\0')
            _at++;
        if (end == '}' && keys.Count > 1)
            return keys.Aggregate((left, right) => new SearchKey.Or(left, right));
        return keys.Count switch { 0 => new SearchKey.All(), 1 => keys[0], _ => new SearchKey.And(keys) };
    }

    private SearchKey Term()
    {
        if (++_depth > _deepest)
            throw new GrammarException($"a query nests at most {_deepest} deep");
        SkipBlanks();
        var term = OneTerm();
        _depth--;
        return term;
    }

    private SearchKey OneTerm()
    {
        switch (Peek)
        {
            case '-':
                _at++;
                return new SearchKey.Not(Term());
            case '(' or '{':
                return Sequence(_text[_at++] == '(' ? ')' : '}');
            case '"':
                return new SearchKey.Text(Phrase());
        }

        var word = Word();
        if (word.Length == 0)
            _at++;
        if (Peek != ':' || word.Length == 0)
            return new SearchKey.Text(word);
        var before = _at++;
        var value = Peek == '"' ? Phrase() : Word();
        if (Operator(word.ToLowerInvariant(), value) is { } key)
            return key;
        _at = before + 1;
        return new SearchKey.And([new SearchKey.Text(word), .. value.Length > 0 ? [Term()] : Array.Empty<SearchKey>()]);
    }

    private static SearchKey? Operator(string name, string value) => name switch
    {
        "from" or "to" or "cc" or "bcc" => new SearchKey.Addresses(name.ToUpperInvariant(), value),
        "subject" => new SearchKey.Subject(value),
        "rfc822msgid" => new SearchKey.Header("Message-ID", value),
        "label" => new SearchKey.XGmLabel(value),
        "in" => In(value.ToLowerInvariant()),
        "is" => Is(value.ToLowerInvariant()),
        "has" => value.Equals("attachment", StringComparison.OrdinalIgnoreCase) ? new SearchKey.Attachment("") : null,
        "filename" => new SearchKey.Attachment(value),
        "before" or "older" => Date(DateRelation.Before, value),
        "after" or "newer" => Date(DateRelation.Since, value),
        "older_than" => Age(older: true, value),
        "newer_than" => Age(older: false, value),
        "larger" or "size" => Size(larger: true, value),
        "smaller" => Size(larger: false, value),
        _ => null,
    };

    private static SearchKey In(string value) => value switch
    {
        "anywhere" => new SearchKey.All(),
        "inbox" or "sent" or "trash" or "spam" or "important" or "starred" => new SearchKey.XGmLabel($"\\{value}"),
        "draft" or "drafts" => new SearchKey.XGmLabel("\\Draft"),
        _ => new SearchKey.XGmLabel(value),
    };

    private static SearchKey? Is(string value) => value switch
    {
        "unread" => new SearchKey.Flag(SystemFlags.Seen, false),
        "read" => new SearchKey.Flag(SystemFlags.Seen, true),
        "starred" => new SearchKey.Flag(SystemFlags.Flagged, true),
        "important" or "sent" or "draft" => new SearchKey.XGmLabel($"\\{value}"),
        _ => null,
    };

    private static SearchKey.Date? Date(DateRelation relation, string value) =>
        DateOnly.TryParseExact(value, DateForms, CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)
            ? new SearchKey.Date(relation, day, DateSource.Received)
            : null;

    private static SearchKey.Age? Age(bool older, string value)
    {
        uint? unit = value.Length > 1 ? value[^1] switch { 'd' => Day, 'm' => 30 * Day, 'y' => 365 * Day, _ => null } : null;
        return unit is { } seconds && uint.TryParse(value[..^1], NumberStyles.None, CultureInfo.InvariantCulture, out var count) && count <= 100_000
            ? new SearchKey.Age(older, (uint)Math.Min((ulong)count * seconds, uint.MaxValue))
            : null;
    }

    private static SearchKey.Size? Size(bool larger, string value)
    {
        var unit = value.Length == 0 ? 1UL : char.ToUpperInvariant(value[^1]) switch { 'K' => 1024UL, 'M' => 1024UL * 1024, _ => 1UL };
        var digits = unit > 1 ? value[..^1] : value;
        return uint.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var octets) ? new SearchKey.Size(larger, octets * unit) : null;
    }

    private bool SkipBlanks()
    {
        while (char.IsWhiteSpace(Peek))
            _at++;
        return _at < _text.Length;
    }

    private bool TakeOr()
    {
        if (!_text.AsSpan(_at).StartsWith("OR ", StringComparison.Ordinal))
            return false;
        _at += 3;
        return SkipBlanks() && Peek is not (')' or '}');
    }

    private string Word()
    {
        var start = _at;
        while (_at < _text.Length && !char.IsWhiteSpace(Peek) && Peek is not (':' or '"' or '(' or ')' or '{' or '}'))
            _at++;
        return _text[start.._at];
    }

    private string Phrase()
    {
        var start = ++_at;
        var end = _text.IndexOf('"', start);
        _at = end < 0 ? _text.Length : end + 1;
        return end < 0 ? _text[start..] : _text[start..end];
    }
}
