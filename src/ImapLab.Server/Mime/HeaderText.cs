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
}
