using System.Buffers;
using System.Buffers.Text;
using System.Text;

namespace ImapLab.Protocol.Wire;

/// <summary>
/// Writes the elements of IMAP's grammar (RFC 9051 section 9) into a buffer. Text is Latin-1: one char is one byte on the
/// wire, so what came from a header goes out byte for byte.
/// </summary>
public sealed class ImapWriter
{
    /// <summary>A quoted string longer than this goes out as a literal, as common servers do.</summary>
    private const int LongestQuoted = 1000;

    private const int LongestNumber = 20;

    private const int FirstRoom = 256;

    private static readonly SearchValues<char> Escaped = SearchValues.Create("\"\\");

    /// <summary>What a quoted string holds as it is: printable ASCII without quote and backslash.</summary>
    private static readonly SearchValues<char> Plain =
        SearchValues.Create([.. Enumerable.Range(' ', '~' - ' ' + 1).Select(character => (char)character).Where(character => character is not ('"' or '\\'))]);

    private byte[] _bytes = [];

    public int Length { get; private set; }

    /// <summary>Quoted strings may be UTF-8 (RFC 6855 section 3); others that are not ASCII are literals.</summary>
    public bool Utf8 { get; set; }

    /// <summary>What was written since <see cref="Clear"/>, which makes it void.</summary>
    public ReadOnlyMemory<byte> Written => _bytes.AsMemory(0, Length);

    /// <summary>Gives the buffer back: a writer that waits for the next thing to say costs nothing.</summary>
    public void Clear()
    {
        if (_bytes.Length > 0)
            ArrayPool<byte>.Shared.Return(_bytes);
        _bytes = [];
        Length = 0;
    }

    /// <summary>Characters that need no quoting, as they are.</summary>
    public ImapWriter Raw(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        Encoding.Latin1.GetBytes(text, Room(text.Length));
        Length += text.Length;
        return this;
    }

    /// <summary>Octets that need no quoting, as they are.</summary>
    public ImapWriter Raw(ReadOnlySpan<byte> octets)
    {
        octets.CopyTo(Room(octets.Length));
        Length += octets.Length;
        return this;
    }

    /// <summary>
    /// Text for people to read (RFC 9051 section 9, <c>text</c>). It may quote a client, so what cannot stand in it, line ends above all, is a
    /// question mark.
    /// </summary>
    public ImapWriter Text(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return text.AsSpan().ContainsAnyExceptInRange(' ', '~') ? Raw(string.Concat(text.Select(character => character is >= ' ' and <= '~' ? character : '?'))) : Raw(text);
    }

    public ImapWriter Raw(char character)
    {
        Room(1)[0] = (byte)character;
        Length++;
        return this;
    }

    public ImapWriter Space() => Raw(' ');

    public ImapWriter Line() => Raw("\r\n"u8);

    public ImapWriter Number(ulong number)
    {
        Utf8Formatter.TryFormat(number, Room(LongestNumber), out var written);
        Length += written;
        return this;
    }

    /// <summary>Each number with a space before it.</summary>
    public ImapWriter Numbers(ReadOnlySpan<uint> numbers)
    {
        foreach (var number in numbers)
        {
            // One look at the buffer for space and digits both.
            var room = Room(LongestNumber + 1);
            room[0] = (byte)' ';
            Utf8Formatter.TryFormat(number, room[1..], out var written);
            Length += written + 1;
        }

        return this;
    }

    /// <summary>
    /// Numbers in their order as a set: those that follow each other upwards are one range, which never counts downwards (RFC 5267 section 3.2).
    /// </summary>
    public ImapWriter NumberSet(ReadOnlySpan<uint> numbers)
    {
        for (var from = 0; from < numbers.Length;)
        {
            var to = from;
            while (to + 1 < numbers.Length && numbers[to + 1] == numbers[to] + 1)
                to++;
            if (from > 0)
                Raw(',');
            Number(numbers[from]);
            if (to > from)
                Raw(':').Number(numbers[to]);
            from = to + 1;
        }

        return this;
    }

    /// <summary>A quoted string. The text holds no CR, LF or NUL.</summary>
    public ImapWriter Quoted(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        Raw('"');
        var rest = text.AsSpan();
        for (int next; (next = rest.IndexOfAny(Escaped)) >= 0; rest = rest[(next + 1)..])
            Raw(rest[..next]).Raw('\\').Raw(rest[next]);
        return Raw(rest).Raw('"');
    }

    /// <summary>A literal. NUL cannot stand in one (RFC 9051 section 4.3) and is told as 0x80, as common servers do.</summary>
    public ImapWriter Literal(ReadOnlySpan<byte> bytes)
    {
        Raw('{').Number((ulong)bytes.Length).Raw("}\r\n"u8);
        bytes.Replace(Room(bytes.Length), (byte)0, (byte)0x80);
        Length += bytes.Length;
        return this;
    }

    /// <summary>A literal of any octets (RFC 3516 section 4.2).</summary>
    public ImapWriter Literal8(ReadOnlySpan<byte> bytes) => Raw("~{"u8).Number((ulong)bytes.Length).Raw("}\r\n"u8).Raw(bytes);

    /// <summary>A quoted string where the grammar allows it, else a literal.</summary>
    public ImapWriter String(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        if (text.Length <= LongestQuoted && !text.AsSpan().ContainsAnyExcept(Plain))
            return PlainQuoted(text);
        if (text.Length <= LongestQuoted && text.AsSpan().IndexOfAnyExceptInRange('\u0020', '\u007e') < 0)
            return Quoted(text);
        var octets = Encoding.Latin1.GetBytes(text);
        return Utf8 && octets.Length <= LongestQuoted && !octets.AsSpan().ContainsAnyInRange((byte)0, (byte)0x1f) && System.Text.Unicode.Utf8.IsValid(octets)
            ? Quoted(text)
            : Literal(octets);
    }

    /// <summary>A string, or <c>NIL</c> for null.</summary>
    public ImapWriter NString(string? text) => text is null ? Raw("NIL"u8) : String(text);

    /// <summary>A string that may also be an atom: quoted only where an atom could not hold it.</summary>
    public ImapWriter AString(string text) => Grammar.IsAString(text) ? Raw(text) : String(text);

    /// <summary>A parenthesised list, its items parted by spaces.</summary>
    public ImapWriter List<T>(IEnumerable<T> items, Action<ImapWriter, T> write)
    {
        ArgumentNullException.ThrowIfNull(items);
        ArgumentNullException.ThrowIfNull(write);
        Raw('(');
        var first = true;
        foreach (var item in items)
        {
            if (!first)
                Space();
            first = false;
            write(this, item);
        }

        return Raw(')');
    }

    /// <summary>Writes once more what was written from one place to another.</summary>
    public ImapWriter Again(int from, int to)
    {
        var room = Room(to - from);
        _bytes.AsSpan(from, to - from).CopyTo(room);
        Length += to - from;
        return this;
    }

    private ImapWriter PlainQuoted(string text)
    {
        var room = Room(text.Length + 2);
        room[0] = (byte)'"';
        Encoding.Latin1.GetBytes(text, room[1..]);
        room[text.Length + 1] = (byte)'"';
        Length += text.Length + 2;
        return this;
    }

    private ImapWriter Raw(ReadOnlySpan<char> text)
    {
        Encoding.Latin1.GetBytes(text, Room(text.Length));
        Length += text.Length;
        return this;
    }

    /// <summary>Where so many octets can be written.</summary>
    private Span<byte> Room(int octets)
    {
        if (_bytes.Length - Length < octets)
            Grow(octets);
        return _bytes.AsSpan(Length);
    }

    private void Grow(int octets)
    {
        var larger = ArrayPool<byte>.Shared.Rent(Math.Max(FirstRoom, Math.Max(2 * Length, Length + octets)));
        Written.CopyTo(larger);
        if (_bytes.Length > 0)
            ArrayPool<byte>.Shared.Return(_bytes);
        _bytes = larger;
    }
}
