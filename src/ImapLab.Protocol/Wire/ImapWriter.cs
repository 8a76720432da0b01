using System.Buffers;
using System.Globalization;
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

    private readonly ArrayBufferWriter<byte> _buffer = new(256);

    public int Length => _buffer.WrittenCount;

    public ReadOnlyMemory<byte> Written => _buffer.WrittenMemory;

    public void Clear() => _buffer.ResetWrittenCount();

    /// <summary>Characters that need no quoting, as they are.</summary>
    public ImapWriter Raw(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        Encoding.Latin1.GetBytes(text, _buffer);
        return this;
    }

    public ImapWriter Raw(char character)
    {
        _buffer.GetSpan(1)[0] = (byte)character;
        _buffer.Advance(1);
        return this;
    }

    public ImapWriter Space() => Raw(' ');

    public ImapWriter Line() => Raw("\r\n");

    public ImapWriter Number(ulong number)
    {
        number.TryFormat(_buffer.GetSpan(20), out var written, default, CultureInfo.InvariantCulture);
        _buffer.Advance(written);
        return this;
    }

    /// <summary>Each number with a space before it.</summary>
    public ImapWriter Numbers(ReadOnlySpan<uint> numbers)
    {
        foreach (var number in numbers)
        {
            // A space and ten digits at the most: one look at the buffer for both.
            var room = _buffer.GetSpan(11);
            room[0] = (byte)' ';
            number.TryFormat(room[1..], out var written, default, CultureInfo.InvariantCulture);
            _buffer.Advance(written + 1);
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
        foreach (var character in text)
        {
            if (character is '"' or '\\')
                Raw('\\');
            Raw(character);
        }

        return Raw('"');
    }

    public ImapWriter Literal(ReadOnlySpan<byte> bytes)
    {
        Raw('{').Number((ulong)bytes.Length).Raw("}\r\n");
        _buffer.Write(bytes);
        return this;
    }

    /// <summary>A quoted string where the grammar allows it, else a literal.</summary>
    public ImapWriter String(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return text.Length <= LongestQuoted && text.AsSpan().IndexOfAnyExceptInRange('\u0020', '\u007e') < 0
            ? Quoted(text)
            : Literal(Encoding.Latin1.GetBytes(text));
    }

    /// <summary>A string, or <c>NIL</c> for null.</summary>
    public ImapWriter NString(string? text) => text is null ? Raw("NIL") : String(text);

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
}
