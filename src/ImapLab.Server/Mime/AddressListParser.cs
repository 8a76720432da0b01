using System.Buffers;
using System.Text;
using ImapLab.Protocol.Mail;

namespace ImapLab.Server.Mime;

/// <summary>
/// Reads an address field's unfolded value (RFC 5322 section 3.4 with the obsolete forms of section 4.4) and takes the best of what is
/// no address. Encoded words stay as they are.
/// </summary>
internal ref struct AddressListParser
{
    /// <summary>Stand for what an address lacks, because null would mean group syntax. Dovecot's words.</summary>
    public const string MissingMailbox = "MISSING_MAILBOX";
    public const string MissingHost = "MISSING_DOMAIN";

    private static readonly SearchValues<char> WordEnd = SearchValues.Create(" \t()<>,;:@\"");
    private static readonly SearchValues<char> LocalEnd = SearchValues.Create(" \t()<>,;@\"");
    private static readonly SearchValues<char> HostEnd = SearchValues.Create(" \t()<>,;:@[\"");
    private static readonly SearchValues<char> LiteralEnd = SearchValues.Create("]");
    private static readonly SearchValues<char> RouteEnd = SearchValues.Create(":>");
    private static readonly SearchValues<char> AngleEnd = SearchValues.Create(">,;");
    private static readonly SearchValues<char> TrailEnd = SearchValues.Create(",;(\"<");

    private readonly List<Address> _addresses = [];
    private HeaderLexer _lexer;
    private bool _inGroup;

    private AddressListParser(string value) => _lexer = new HeaderLexer(value);

    public static IReadOnlyList<Address> Parse(string value)
    {
        var parser = new AddressListParser(value);
        while (parser._addresses.Count < MimeLimits.Addresses && parser.Next())
        {
        }

        if (parser._inGroup)
            parser._addresses.Add(Address.GroupEnd);
        return parser._addresses;
    }

    private bool Next()
    {
        _lexer.SkipBlanksAndComments();
        switch (_lexer.Current)
        {
            case '\0':
                return false;
            case ';' when _inGroup:
                _inGroup = false;
                _addresses.Add(Address.GroupEnd);
                _lexer.Skip();
                break;
            case ',' or ';' or '>' or ')':
                _lexer.Skip();
                break;
            default:
                ReadOne();
                break;
        }

        return true;
    }

    /// <summary>Words up to the sign that tells what they are: a name, a group's name, or a mailbox.</summary>
    private void ReadOne()
    {
        _lexer.TakeComment();
        var words = new Phrase();
        while (true)
        {
            if (_lexer.Current is ' ' or '\t' or '(')
                words.Gap();
            _lexer.SkipBlanksAndComments();
            switch (_lexer.Current)
            {
                case ':' when !_inGroup:
                    _lexer.Skip();
                    _inGroup = true;
                    _addresses.Add(Address.GroupStart(words.ToString()));
                    return;
                case '<':
                    ReadAngle(words.Count > 0 ? words.ToString() : null);
                    return;
                case '@':
                    ReadHostAfter(words);
                    return;
                case '\0' or ',' or ';':
                    AddWithoutHost(words);
                    return;
                default:
                    words.Append(Word(WordEnd));
                    break;
            }
        }
    }

    private string Word(SearchValues<char> end)
    {
        if (_lexer.Current == '"')
            return _lexer.Quoted();
        var word = _lexer.Until(end);
        if (word.Length > 0)
            return word;

        // A special that means nothing here stands for itself, so that every turn takes something.
        word = _lexer.Current.ToString();
        _lexer.Skip();
        return word;
    }

    private void AddWithoutHost(Phrase words)
    {
        if (words.Count == 1)
            Add(_lexer.TakeComment(), null, words.ToString(), "");
        else if (words.Count > 1)
            Add(words.ToString(), null, "", "");
    }

    /// <summary><c>name &lt;@route:mailbox@host&gt;</c>; stands at the bracket.</summary>
    private void ReadAngle(string? name)
    {
        while (_lexer.TryTake('<'))
        {
        }

        _lexer.SkipBlanksAndComments();
        string? route = null;
        if (_lexer.Current == '@')
        {
            route = _lexer.Until(RouteEnd);
            if (!_lexer.TryTake(':'))
                route = null;
        }

        var mailbox = new StringBuilder();
        _lexer.SkipBlanksAndComments();
        while (_lexer.Current is not ('@' or '>' or ',' or ';' or '\0'))
        {
            mailbox.Append(Word(LocalEnd));
            _lexer.SkipBlanksAndComments();
        }

        var host = _lexer.TryTake('@') ? Host() : "";
        _lexer.Until(AngleEnd);
        _lexer.TryTake('>');
        SkipTrail();
        Add(name ?? _lexer.TakeComment(), route, mailbox.ToString(), host);
    }

    /// <summary><c>mailbox@host (name)</c>; words before the last are a name that lacks its brackets.</summary>
    private void ReadHostAfter(Phrase words)
    {
        _lexer.Skip();
        var host = Host();
        SkipTrail();
        if (_lexer.Current == '<')
        {
            ReadAngle($"{words}@{host}");
            return;
        }

        Add(words.BeforeLast ?? _lexer.TakeComment(), null, words.Last, host);
    }

    /// <summary>A domain, or an address in square brackets.</summary>
    private string Host()
    {
        var host = new StringBuilder();
        string part;
        do
        {
            _lexer.SkipBlanksAndComments();
            part = _lexer.Current == '[' ? Literal() : _lexer.Until(HostEnd);
            host.Append(part);
            _lexer.SkipBlanksAndComments();
        }
        while (part.Length > 0 && (part[^1] == '.' || _lexer.Current == '.'));
        return host.ToString();
    }

    private string Literal()
    {
        var literal = _lexer.Until(LiteralEnd);
        return _lexer.TryTake(']') ? literal + "]" : literal;
    }

    /// <summary>Passes what stands between an address and the next comma, but for an address in angle brackets.</summary>
    private void SkipTrail()
    {
        while (true)
        {
            _lexer.SkipBlanksAndComments();
            _lexer.Until(TrailEnd);
            if (_lexer.Current == '"')
                _lexer.Quoted();
            else if (_lexer.Current != '(')
                return;
        }
    }

    private readonly void Add(string? name, string? route, string mailbox, string host) => _addresses.Add(new Address(
        name, route, mailbox.Length > 0 ? mailbox : MissingMailbox, host.Length > 0 ? host : MissingHost));

    /// <summary>The words of a name or mailbox. What stands together without a gap is one word: <c>Dr.</c>, <c>a."b c"</c>.</summary>
    private sealed class Phrase
    {
        private readonly StringBuilder _text = new();
        private int _last;
        private bool _gap;

        public int Count { get; private set; }

        public string Last => _text.ToString(_last, _text.Length - _last);

        /// <summary>The words before the last, or null where it is alone.</summary>
        public string? BeforeLast => Count > 1 ? _text.ToString(0, _last - 1) : null;

        public void Gap() => _gap = true;

        public void Append(string word)
        {
            if (_gap && Count > 0)
                _text.Append(' ');
            if (_gap || Count == 0)
            {
                _last = _text.Length;
                Count++;
            }

            _gap = false;
            _text.Append(word);
        }

        public override string ToString() => _text.ToString();
    }
}
