using System.Buffers;
using System.Globalization;
using System.Text;
using ImapLab.Protocol.Commands;
using ImapLab.Protocol.Mail;
using ImapLab.Protocol.Numbers;
using ImapLab.Protocol.Replies;
using ImapLab.Protocol.Wire;

namespace ImapLab.Protocol.Parsing;

/// <summary>
/// Reads the elements of IMAP's grammar (RFC 9051 section 9) off a frame, one after the other. What does not fit throws
/// <see cref="GrammarException"/> with the place and what was expected.
/// </summary>
public sealed class ParseCursor(CommandFrame frame)
{
    /// <summary>How deep search keys nest at most where nobody says otherwise.</summary>
    public const int UsualNesting = 50;

    private static readonly UTF8Encoding StrictUtf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    private string _text = TextOf(frame, 0);
    private int _segment;
    private int _at;

    public string Tag { get; internal set; } = "";

    public string Name { get; internal set; } = "";

    /// <summary>What the command is, if its grammar is right but no mailbox can have the name that it gives; else null.</summary>
    internal MisnamedCommand? Misnamed { get; private set; }

    /// <summary>Strings are UTF-8, and mailbox names are not encoded (RFC 6855 section 3).</summary>
    public bool Utf8 { get; init; }

    /// <summary>How deep search keys may nest: each level is a level of the stack.</summary>
    public int Nesting { get; init; } = UsualNesting;

    /// <summary>The last literal is only announced, and what follows it is not there yet.</summary>
    internal bool IsUnfinished { get; init; }

    /// <summary>Whether the reading has come to that literal: whatever does not fit after it may still come.</summary>
    internal bool HasPassedPending { get; private set; }

    /// <summary>What a command is known to be, as far as it was read; nothing that is made of a literal which is not there yet.</summary>
    internal ImapCommand? Reached
    {
        get;
        set => field = HasPassedPending ? field : value;
    }

    /// <summary>The character that comes next, or NUL at the end or before a literal.</summary>
    public char Peek => _at < _text.Length ? _text[_at] : '\0';

    /// <summary>The character after that, or NUL.</summary>
    public char PeekNext => _at + 1 < _text.Length ? _text[_at + 1] : '\0';

    public bool AtEnd => _at >= _text.Length && _segment >= frame.Segments.Count - 1;

    private bool AtLiteral => _at >= _text.Length && _segment + 1 < frame.Segments.Count;

    internal GrammarException Error(string expected)
    {
        var found = AtEnd ? "the end of the command" : AtLiteral ? "a literal" : $"\"{Excerpt()}\"";
        return new GrammarException($"expected {expected}, found {found}");
    }

    public void Space()
    {
        if (Peek != ' ')
            throw Error("a space");
        _at++;
    }

    public void End()
    {
        if (!AtEnd)
            throw Error("the end of the command");
    }

    public bool TryTake(char character)
    {
        if (Peek != character)
            return false;
        _at++;
        return true;
    }

    public void Take(char character)
    {
        if (!TryTake(character))
            throw Error($"\"{character}\"");
    }

    /// <summary>Takes a word where it stands next, without regard to case.</summary>
    public bool TryWord(string word)
    {
        if (!Sees(word))
            return false;
        _at += word.Length;
        return true;
    }

    /// <summary>Whether a word stands next, without regard to case.</summary>
    public bool Sees(string word) => _text.AsSpan(Math.Min(_at, _text.Length)).StartsWith(word, StringComparison.OrdinalIgnoreCase);

    /// <summary>The characters for which <paramref name="belongs"/> holds; at least one.</summary>
    public string While(Func<char, bool> belongs, string expected)
    {
        var start = _at;
        while (_at < _text.Length && belongs(_text[_at]))
            _at++;
        return _at > start ? _text[start.._at] : throw Error(expected);
    }

    internal string While(SearchValues<char> belonging, string expected)
    {
        var rest = _text.AsSpan(Math.Min(_at, _text.Length));
        var length = rest.IndexOfAnyExcept(belonging) is >= 0 and var end ? end : rest.Length;
        if (length == 0)
            throw Error(expected);
        _at += length;
        return rest[..length].ToString();
    }

    public string Atom(string expected = "an atom") => While(Grammar.AtomCharacters, expected);

    /// <summary>An atom in upper case.</summary>
    public string Keyword(string expected) => Atom(expected).ToUpperInvariant();

    public uint Number(string expected = "a number") =>
        uint.TryParse(While(char.IsAsciiDigit, expected), NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? number
            : throw Error(expected);

    /// <summary>A number of up to 63 bits (RFC 9051 section 9, number64).</summary>
    public ulong Number64(string expected = "a number") =>
        ulong.TryParse(While(char.IsAsciiDigit, expected), NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number <= long.MaxValue
            ? number
            : throw Error(expected);

    public ModSeq ModSeq(bool zeroAllowed)
    {
        var digits = While(char.IsAsciiDigit, "a mod-sequence");
        return ulong.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var value)
            && value <= long.MaxValue && (value > 0 || zeroAllowed)
                ? new ModSeq(value)
                : throw Error("a mod-sequence of 1 to 9223372036854775807");
    }

    /// <summary>A set of numbers, or <c>$</c> (RFC 5182).</summary>
    public SequenceSet SequenceSet(string expected = "a sequence set") => TryTake('$')
        ? Numbers.SequenceSet.Saved
        : Numbers.SequenceSet.TryParse(While(c => char.IsAsciiDigit(c) || c is ':' or ',' or '*', expected)) ?? throw Error(expected);

    /// <summary>An atom, a quoted string or a literal.</summary>
    public string AString(string expected = "a string") =>
        Peek == '"' || AtLiteral ? String(expected) : While(Grammar.AStringCharacters, expected);

    /// <summary>A quoted string or a literal.</summary>
    public string String(string expected = "a string") =>
        Peek == '"' ? Quoted() : Encoding.Latin1.GetString(Literal(expected).Span);

    /// <summary>A string, or null for NIL.</summary>
    public string? NString(string expected = "a string or NIL") => TryWord("NIL") ? null : String(expected);

    public ReadOnlyMemory<byte> Literal(string expected = "a literal")
    {
        if (AtBinaryLiteral)
            throw new GrammarException($"expected {expected}, found a literal8");
        return AnyLiteral(expected);
    }

    /// <summary>Whether a literal8 comes next, which may hold any octets (RFC 3516 section 7).</summary>
    public bool AtBinaryLiteral => AtLiteral && frame.Segments[_segment + 1].Binary;

    /// <summary>A literal or a literal8.</summary>
    public ReadOnlyMemory<byte> AnyLiteral(string expected = "a literal")
    {
        if (!AtLiteral)
            throw Error(expected);
        var bytes = frame.Segments[_segment + 1].Literal;
        HasPassedPending = IsUnfinished && _segment + 2 == frame.Segments.Count;
        _segment += 2;
        _text = TextOf(frame, _segment);
        _at = 0;
        return bytes;
    }

    /// <summary>A mailbox name as the client wrote it, decoded but not made canonical; it may be empty.</summary>
    public string MailboxText() =>
        Decoded(AString("a mailbox name")) ?? Misname("Mailbox name is not valid modified UTF-7", null);

    public MailboxName Mailbox() => Mailbox(MailboxText());

    /// <summary>The name of a mailbox that a text gives.</summary>
    public MailboxName Mailbox(string text) => new(text.Length > 0 ? text : Misname("Mailbox name is empty", ResponseCode.Cannot));

    /// <summary>Writes down that a name is impossible; the rest of the command still has to be right.</summary>
    private string Misname(string why, ResponseCode? code)
    {
        Misnamed ??= new MisnamedCommand(Tag, Name, why, code);
        return "?";
    }

    /// <summary>The text behind a name as it is on the wire, or null where it is not encoded as names are.</summary>
    public string? Decoded(string raw)
    {
        if (!Utf8)
            return ModifiedUtf7.Decode(raw);
        try
        {
            return StrictUtf8.GetString(Encoding.Latin1.GetBytes(raw));
        }
        catch (DecoderFallbackException)
        {
            // Such octets are no string at all (RFC 6855 section 3), so the client hears BAD.
            throw new GrammarException("a string is not valid UTF-8");
        }
    }

    /// <summary>Items in parentheses, parted by one space.</summary>
    public List<T> List<T>(Func<T> item, bool mayBeEmpty = false)
    {
        Take('(');
        var items = new List<T>();
        if (mayBeEmpty && TryTake(')'))
            return items;
        do
            items.Add(item());
        while (TryTake(' '));
        Take(')');
        return items;
    }

    /// <summary>Flags in parentheses. \Recent is no client's to set (RFC 3501 section 2.3.2).</summary>
    public FlagSet FlagList() => FlagSet.Of(List(Flag, mayBeEmpty: true)).Without(SystemFlags.Recent);

    public string Flag()
    {
        var system = TryTake('\\');
        var name = (system ? "\\" : "") + Atom("a flag");
        if (system && (FlagSet.SystemNamed(name) is null or SystemFlags.Recent))
            throw new GrammarException($"{name} is not a flag that a client may set");
        return name;
    }

    public string Quoted(string expected) => Peek == '"' ? Quoted() : throw Error(expected);

    private string Quoted()
    {
        Take('"');
        var text = new StringBuilder();
        while (!TryTake('"'))
        {
            if (_at >= _text.Length)
                throw Error("a closing quote");
            if (Peek == '\\' && _at + 1 < _text.Length && _text[_at + 1] is '"' or '\\')
                _at++;
            else if (Peek == '\\' || Peek == '\0')
                throw Error("a character that a quoted string may hold");
            text.Append(_text[_at++]);
        }

        // RFC 6855 section 3: octets with the high bit that are no UTF-8 are refused. Who has not spoken of UTF-8 may mean any charset.
        if (Utf8 && !System.Text.Unicode.Utf8.IsValid(Encoding.Latin1.GetBytes(text.ToString())))
            throw new GrammarException("a quoted string is not UTF-8");
        return text.ToString();
    }

    private static string TextOf(CommandFrame frame, int segment) => segment < frame.Segments.Count ? frame.Segments[segment].Text ?? "" : "";

    private string Excerpt() => _text.Length - _at > 20 ? $"{_text.AsSpan(_at, 20)}…" : _text[_at..];
}
