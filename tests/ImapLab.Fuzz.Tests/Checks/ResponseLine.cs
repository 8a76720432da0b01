using System.Buffers;
using System.Text;
using ImapLab.Fuzz.Tests.Running;

namespace ImapLab.Fuzz.Tests.Checks;

/// <summary>One response as octets, literals included, read from left to right.</summary>
internal ref struct ResponseLine
{
    private static readonly SearchValues<byte> Specials = SearchValues.Create("(){ \"\\%*]\r\n\0"u8);

    private readonly ReadOnlySpan<byte> _bytes;
    private int _at;
    private bool _inCode;

    /// <param name="bytes">Begins with the response; more may follow.</param>
    public ResponseLine(ReadOnlySpan<byte> bytes)
    {
        Length = LengthOf(bytes);
        IsWhole = Length > 0;
        _bytes = IsWhole ? bytes[..(Length - 2)] : default;
    }

    /// <summary>With its line end, in octets.</summary>
    public int Length { get; }

    public bool IsWhole { get; }

    public readonly char Peek => _at < _bytes.Length ? (char)_bytes[_at] : '\0';

    public bool TryTake(char octet)
    {
        if (_at >= _bytes.Length || _bytes[_at] != octet)
            return false;
        _at++;
        return true;
    }

    public void Take(char octet) => Verify(TryTake(octet), $"\"{octet}\" is missing");

    public readonly void Verify(bool holds, string what)
    {
        if (!holds)
            throw new Finding($"No response of IMAP: {what} at {_at} of {Encoding.Latin1.GetString(_bytes[..Math.Min(_bytes.Length, 300)])}");
    }

    public readonly void End() => Verify(_at == _bytes.Length, "something follows the end");

    public ulong Number()
    {
        var start = _at;
        while (_at < _bytes.Length && char.IsAsciiDigit((char)_bytes[_at]))
            _at++;
        var isNumber = ulong.TryParse(_bytes[start.._at], out var number);
        Verify(isNumber && number <= long.MaxValue, "a number of 63 bits is missing");
        return number;
    }

    public string Tag()
    {
        var end = _bytes[_at..].IndexOf((byte)' ');
        Verify(end > 0 && _bytes.Slice(_at, end).IndexOfAnyExceptInRange((byte)'!', (byte)'~') < 0, "a tag is missing");
        var tag = Encoding.ASCII.GetString(_bytes.Slice(_at, end));
        _at += end;
        return tag;
    }

    /// <summary>An atom, or what begins like one.</summary>
    public string Word(string expected)
    {
        var rest = _bytes[_at..];
        var end = rest.IndexOfAny(Specials);
        var word = end < 0 ? rest : rest[..end];
        Verify(word.Length > 0 && word.IndexOfAnyExceptInRange((byte)'!', (byte)'~') < 0, $"{expected} is missing");
        _at += word.Length;
        return Encoding.ASCII.GetString(word);
    }

    /// <summary>The rest of the line as text: no control characters in it.</summary>
    public string Rest()
    {
        var rest = _bytes[_at..];
        Verify(rest.IndexOfAnyInRange((byte)0, (byte)31) < 0 && !rest.Contains((byte)127), "a control character in a text");
        _at = _bytes.Length;
        return Encoding.Latin1.GetString(rest);
    }

    public void SkipTo(char octet)
    {
        while (_at < _bytes.Length && _bytes[_at] != octet)
            _at++;
    }

    /// <summary>What may follow a name: a list, a string, a literal, a number, an atom, a flag or a set.</summary>
    public void Value(int depth = 0)
    {
        Verify(depth < 200, "a list in lists without end");
        switch (Peek)
        {
            case '(':
                List(depth);
                break;
            case '"':
                Quoted();
                break;
            case '{':
            // An atom may begin with the tilde of literal8.
            case '~' when _at + 1 < _bytes.Length && _bytes[_at + 1] == '{':
                Literal();
                break;
            default:
                Bare();
                break;
        }
    }

    /// <summary>What may stand in a response code, where a bracket ends it.</summary>
    public void CodeValue()
    {
        _inCode = true;
        Value();
        _inCode = false;
    }

    private void List(int depth)
    {
        Take('(');
        if (TryTake(')'))
            return;
        do
        {
            Value(depth + 1);
            // Bodies of a multipart, addresses and threads stand side by side.
            while (Peek == '(')
                Value(depth + 1);
        }
        while (TryTake(' '));
        Take(')');
    }

    private void Quoted()
    {
        Take('"');
        while (!TryTake('"'))
        {
            Verify(_at < _bytes.Length, "a closing quote is missing");
            if (_bytes[_at] == '\\')
                Verify(++_at < _bytes.Length && _bytes[_at] is (byte)'"' or (byte)'\\', "a backslash quotes nothing");
            else
                Verify(_bytes[_at] is not (0 or (byte)'\r' or (byte)'\n'), "a quoted string with a line end or NUL");
            _at++;
        }
    }

    private void Literal()
    {
        var binary = TryTake('~');
        Take('{');
        var octets = (int)Number();
        Take('}');
        Verify(_at + 2 <= _bytes.Length && _bytes[_at] == '\r' && _bytes[_at + 1] == '\n', "a literal without its line end");
        _at += 2;
        Verify(octets <= _bytes.Length - _at, "a literal that is cut");
        Verify(binary || !_bytes.Slice(_at, octets).Contains((byte)0), "NUL in a literal that is none of literal8");
        _at += octets;
    }

    /// <summary>An atom; a flag or attribute with its backslash; <c>*</c>, in sets and PERMANENTFLAGS.</summary>
    private void Bare()
    {
        var start = _at;
        if (TryTake('\\') && TryTake('*'))
            return;
        while (_at < _bytes.Length && _bytes[_at] is > 32 and < 127 and not ((byte)'(' or (byte)')' or (byte)'{' or (byte)'"' or (byte)'\\' or (byte)'%') && !(_inCode && _bytes[_at] == ']'))
            _at++;
        Verify(_at > start, "a value is missing");
    }

    /// <summary>Where the response ends: the first line end that is not in a literal, and does not begin one. A text may end in a brace too.</summary>
    private static int LengthOf(ReadOnlySpan<byte> bytes)
    {
        var mayHaveLiterals = bytes.StartsWith("* "u8) && !IsText(bytes);
        for (var at = 0; bytes[at..].IndexOf("\r\n"u8) is >= 0 and var end;)
        {
            var line = bytes.Slice(at, end);
            at += end + 2;
            if (!mayHaveLiterals || LiteralAtEnd(line) is not { } octets)
                return at;
            if (octets > bytes.Length - at)
                return 0;
            at += octets;
        }

        return 0;
    }

    private static int? LiteralAtEnd(ReadOnlySpan<byte> line)
    {
        var open = line.LastIndexOf((byte)'{');
        return open >= 0 && line.EndsWith("}"u8) && int.TryParse(line[(open + 1)..^1], out var octets) && octets >= 0 ? octets : null;
    }

    private static bool IsText(ReadOnlySpan<byte> bytes) =>
        bytes.StartsWith("* OK "u8) || bytes.StartsWith("* NO "u8) || bytes.StartsWith("* BAD "u8) || bytes.StartsWith("* BYE "u8);
}
