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
        var words = new List<string>();
        while (true)
        {
            var gap = _lexer.Current is ' ' or '\t' or '(';
            _lexer.SkipBlanksAndComments();
            switch (_lexer.Current)
            {
                case ':' when !_inGroup:
                    _lexer.Skip();
                    _inGroup = true;
                    _addresses.Add(Address.GroupStart(string.Join(' ', words)));
                    return;
                case '<':
                    ReadAngle(words.Count > 0 ? string.Join(' ', words) : null);
                    return;
                case '@':
                    ReadHostAfter(words);
                    return;
                case '\0' or ',' or ';':
                    AddWithoutHost(words);
                    return;
                default:
                    AddWord(words, gap);
                    break;
            }
        }
    }

    private void AddWord(List<string> words, bool gap)
    {
        var word = Word(WordEnd);
        if (gap || words.Count == 0)
            words.Add(word);
        else
            words[^1] += word;
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

    private void AddWithoutHost(List<string> words)
    {
        if (words.Count == 1)
            Add(_lexer.TakeComment(), null, words[0], "");
        else if (words.Count > 1)
            Add(string.Join(' ', words), null, "", "");
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
    private void ReadHostAfter(List<string> words)
    {
        _lexer.Skip();
        var host = Host();
        SkipTrail();
        if (_lexer.Current == '<')
        {
            ReadAngle($"{string.Join(' ', words)}@{host}");
            return;
        }

        var name = words.Count > 1 ? string.Join(' ', words.SkipLast(1)) : _lexer.TakeComment();
        Add(name, null, words.LastOrDefault(""), host);
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
}
