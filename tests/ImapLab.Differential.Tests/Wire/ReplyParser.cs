using System.Globalization;
using System.Text;

namespace ImapLab.Differential.Tests.Wire;

/// <summary>Takes replies apart. It shares no code with the server that it helps to judge.</summary>
internal sealed class ReplyParser
{
    private readonly string _text;
    private int _at;

    private ReplyParser(string text) => _text = text;

    public static Reply Parse(string reply) => new ReplyParser(reply).Reply();

    private Reply Reply()
    {
        var tag = Until(' ');
        if (tag == "+")
            return new Reply(tag, [new Node.Text(_text[_at..])]);
        var first = Word();
        if (!new Reply(tag, [first]).IsCondition)
            return new Reply(tag, [first, .. Nodes('\0')]);
        var nodes = new List<Node> { first };
        if (_at < _text.Length && _text[_at] == '[')
        {
            _at++;
            nodes.Add(new Node.Code(Nodes(']')));
            Skip(' ');
        }

        nodes.Add(new Node.Text(_text[_at..]));
        return new Reply(tag, nodes);
    }

    private Node Word()
    {
        var word = new Node.Atom(Until(' '));
        return word;
    }

    private string Until(char end)
    {
        var from = _at;
        _at = _text.IndexOf(end, _at) is >= 0 and var found ? found : _text.Length;
        var text = _text[from.._at];
        Skip(end);
        return text;
    }

    private void Skip(char character)
    {
        if (_at < _text.Length && _text[_at] == character)
            _at++;
    }

    /// <summary>Pieces to a closing character, which is taken, or to the end.</summary>
    private List<Node> Nodes(char end)
    {
        var nodes = new List<Node>();
        while (_at < _text.Length && _text[_at] != end)
        {
            switch (_text[_at])
            {
                case ' ':
                    _at++;
                    break;
                case '(':
                    _at++;
                    nodes.Add(new Node.List(Nodes(')')));
                    break;
                case '"':
                    nodes.Add(Quoted());
                    break;
                case '{':
                    nodes.Add(Literal());
                    break;
                case '~' when _at + 1 < _text.Length && _text[_at + 1] == '{':
                    _at++;
                    // Without a NUL in it, it might as well be a literal.
                    var octets = Literal();
                    nodes.Add(!octets.Value.Contains('\0') ? octets : new Node.Octets(octets.Value));
                    break;
                case ')' or ']':
                    // One too many: kept, so that it shows.
                    nodes.Add(new Node.Atom(_text[_at++].ToString()));
                    break;
                default:
                    nodes.Add(Atom(end));
                    break;
            }
        }

        Skip(end);
        return nodes;
    }

    private Node.Text Quoted()
    {
        var text = new StringBuilder();
        for (_at++; _at < _text.Length && _text[_at] != '"'; _at++)
        {
            if (_text[_at] == '\\' && _at + 1 < _text.Length)
                _at++;
            text.Append(_text[_at]);
        }

        Skip('"');
        return new Node.Text(text.ToString());
    }

    private Node.Text Literal()
    {
        var close = _text.IndexOf('}', _at);
        var octets = int.Parse(_text.AsSpan(_at + 1, close - _at - 1), NumberStyles.None, CultureInfo.InvariantCulture);
        var from = close + 3;
        _at = from + octets;
        return new Node.Text(_text.Substring(from, octets));
    }

    /// <summary>An atom; brackets in it take along all that is in them.</summary>
    private Node.Atom Atom(char end)
    {
        var from = _at;
        var open = 0;
        for (; _at < _text.Length; _at++)
        {
            var character = _text[_at];
            if (character == '[')
                open++;
            else if (character == ']' && open > 0)
                open--;
            else if (open == 0 && (character is ' ' or '(' or ')' or '"' || character == end))
                break;
        }

        return new Node.Atom(_text[from.._at]);
    }
}
