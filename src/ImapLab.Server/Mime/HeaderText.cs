using System.Buffers;
using System.Text;

namespace ImapLab.Server.Mime;

/// <summary>Header bytes as the text of an envelope: one char is one byte.</summary>
internal static class HeaderText
{
    private static readonly SearchValues<byte> Odd = SearchValues.Create("\r\n\0"u8);

    /// <summary>
    /// A field's value without its folds (RFC 5322 section 2.2.3) and without blanks around it. A fold and the blanks after it
    /// become one space, as common servers have it. NUL, which no IMAP string can hold (RFC 9051 section 9, CHAR8), becomes
    /// U+FFFD in UTF-8.
    /// </summary>
    public static string Unfold(ReadOnlySpan<byte> value)
    {
        if (value.EndsWith("\n"u8))
            value = value[..^(value.EndsWith("\r\n"u8) ? 2 : 1)];
        value = value.Trim(" \t\r\n"u8);
        return value.ContainsAny(Odd) ? UnfoldSlowly(value) : Encoding.Latin1.GetString(value);
    }

    private static string UnfoldSlowly(ReadOnlySpan<byte> value)
    {
        var text = new StringBuilder(value.Length);
        for (var i = 0; i < value.Length; i++)
        {
            switch (value[i])
            {
                case (byte)'\r' or (byte)'\n':
                    while (i + 1 < value.Length && value[i + 1] is (byte)'\r' or (byte)'\n' or (byte)' ' or (byte)'\t')
                        i++;
                    text.Append(' ');
                    break;
                case 0:
                    text.Append("\u00ef\u00bf\u00bd");
                    break;
                default:
                    text.Append((char)value[i]);
                    break;
            }
        }

        return text.ToString();
    }

    /// <summary>
    /// A field's value as SEARCH looks into it: without its folds, of which the first blank stays as a space, without the blank after the
    /// colon and without the line end. Other blanks stay as they are.
    /// </summary>
    public static byte[] Unfolded(ReadOnlySpan<byte> value) => UnfoldedLine(value.Length > 0 && value[0] is (byte)' ' or (byte)'\t' ? value[1..] : value);

    /// <summary>As <see cref="Unfolded"/>, with the blank after the colon.</summary>
    public static byte[] UnfoldedLine(ReadOnlySpan<byte> value)
    {
        if (value.EndsWith("\n"u8))
            value = value[..^(value.EndsWith("\r\n"u8) ? 2 : 1)];
        var text = value.ToArray();
        var length = 0;
        for (var at = 0; at < text.Length; at++)
        {
            if (text[at] is (byte)'\r' && at + 1 < text.Length && text[at + 1] == (byte)'\n')
                continue;
            if (text[at] == (byte)'\n')
            {
                if (at + 1 < text.Length && text[at + 1] == (byte)'\t')
                    text[at + 1] = (byte)' ';
                continue;
            }

            text[length++] = text[at];
        }

        return text[..length];
    }

    /// <summary>A field's value with every run of blanks, folds among them, as one space.</summary>
    public static byte[] Compressed(ReadOnlySpan<byte> value)
    {
        var text = Unfolded(value);
        var length = 0;
        foreach (var octet in text)
        {
            var blank = octet is (byte)' ' or (byte)'\t';
            if (!blank || length == 0 || text[length - 1] != (byte)' ')
                text[length++] = blank ? (byte)' ' : octet;
        }

        return text[..length];
    }
}
