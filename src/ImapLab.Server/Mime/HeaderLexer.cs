using System.Buffers;
using System.Text;

namespace ImapLab.Server.Mime;

/// <summary>
/// Walks over a structured field's value: tokens, quoted strings, comments (RFC 5322 section 3.2). Takes what it finds and never
/// fails: an unclosed quote or comment reaches to the end.
/// </summary>
internal ref struct HeaderLexer(ReadOnlySpan<char> text)
{
    /// <summary>RFC 2045 section 5.1, tspecials, less those that senders forget to quote in a value.</summary>
    private static readonly SearchValues<char> TokenEnd = SearchValues.Create(" \t()<>@,;:\\\"/[]?=");

    private readonly ReadOnlySpan<char> _text = text;
    private int _position;
    private string? _lastComment;

    public readonly bool AtEnd => _position >= _text.Length;

    /// <summary>The next character; NUL at the end, which no unfolded value holds.</summary>
    public readonly char Current => AtEnd ? '\0' : _text[_position];

    public void Skip() => _position++;

    /// <summary>Passes blanks and comments, then the character if it is the next.</summary>
    public bool TryTake(char character)
    {
        SkipBlanksAndComments();
        if (Current != character || AtEnd)
            return false;
        _position++;
        return true;
    }

    public void SkipBlanksAndComments()
    {
        while (!AtEnd)
        {
            if (Current is ' ' or '\t')
                _position++;
            else if (Current == '(')
                _lastComment = Comment();
            else
                break;
        }
    }

    /// <summary>The last comment that was passed since the last call, or null: in old mail it is the sender's name.</summary>
    public string? TakeComment()
    {
        var comment = _lastComment;
        _lastComment = null;
        return comment;
    }

    /// <summary>Blanks and comments, then a token; empty where none stands there.</summary>
    public string Token()
    {
        SkipBlanksAndComments();
        return Until(TokenEnd);
    }

    /// <summary>The characters up to one of a set, or to the end.</summary>
    public string Until(SearchValues<char> stops)
    {
        var rest = _text[Math.Min(_position, _text.Length)..];
        var length = rest.IndexOfAny(stops);
        var taken = length < 0 ? rest : rest[..length];
        _position += taken.Length;
        return taken.ToString();
    }

    /// <summary>A quoted string, without its quotes and backslashes. Stands at the opening quote.</summary>
    public string Quoted()
    {
        var content = new StringBuilder();
        for (_position++; !AtEnd && Current != '"'; _position++)
        {
            if (Current == '\\' && _position + 1 < _text.Length)
                _position++;
            content.Append(Current);
        }

        _position++;
        return content.ToString();
    }

    /// <summary>A comment with the comments within it, without the outer brackets. Stands at the opening bracket.</summary>
    public string Comment()
    {
        var content = new StringBuilder();
        var depth = 0;
        for (; !AtEnd; _position++)
        {
            var character = Current;
            if (character == '\\' && _position + 1 < _text.Length)
                character = _text[++_position];
            else if (character == '(' && ++depth == 1)
                continue;
            else if (character == ')' && --depth == 0)
                break;
            content.Append(character);
        }

        _position++;
        return content.ToString();
    }
}
