using System.Buffers;
using System.Text;

namespace ImapLab.Protocol.Mail;

/// <summary>The encoding of mailbox names in IMAP4rev1 (RFC 3501 section 5.1.3).</summary>
public static class ModifiedUtf7
{
    /// <summary>What stands for itself: printable ASCII without the shift.</summary>
    private static readonly SearchValues<char> Itself =
        SearchValues.Create([.. Enumerable.Range(' ', '~' - ' ' + 1).Select(character => (char)character).Where(character => character != '&')]);

    public static string Encode(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        if (!text.AsSpan().ContainsAnyExcept(Itself))
            return text;
        var encoded = new StringBuilder(text.Length);
        for (var at = 0; at < text.Length;)
        {
            if (IsPlain(text[at]))
            {
                encoded.Append(text[at] == '&' ? "&-" : text[at].ToString());
                at++;
                continue;
            }

            var start = at;
            while (at < text.Length && !IsPlain(text[at]))
                at++;
            var base64 = Convert.ToBase64String(Encoding.BigEndianUnicode.GetBytes(text[start..at]));
            encoded.Append('&').Append(base64.TrimEnd('=').Replace('/', ',')).Append('-');
        }

        return encoded.ToString();
    }

    /// <summary>
    /// The text behind an encoded name, or null where it is not modified UTF-7: a byte outside printable ASCII, a shift
    /// that does not end, padding bits that are not zero, half a surrogate pair, or characters encoded without need.
    /// </summary>
    public static string? Decode(string encoded)
    {
        ArgumentNullException.ThrowIfNull(encoded);
        if (!encoded.AsSpan().ContainsAnyExcept(Itself))
            return encoded;
        var text = new StringBuilder(encoded.Length);
        for (var at = 0; at < encoded.Length; at++)
        {
            if (!IsPlain(encoded[at]))
                return null;
            if (encoded[at] != '&')
            {
                text.Append(encoded[at]);
                continue;
            }

            var end = encoded.IndexOf('-', at);
            if (end < 0)
                return null;
            if (end == at + 1)
                text.Append('&');
            else if (Unshift(encoded[(at + 1)..end]) is { } shifted)
                text.Append(shifted);
            else
                return null;
            at = end;
        }

        // Only one spelling of a name is valid, so a name that does not come back is not one.
        return Encode(text.ToString()) == encoded ? text.ToString() : null;
    }

    private static bool IsPlain(char character) => character is >= ' ' and <= '~';

    private static string? Unshift(string base64)
    {
        var padded = base64.Replace(',', '/') + new string('=', (4 - (base64.Length % 4)) % 4);
        var bytes = new byte[base64.Length];
        if (base64.Contains('/', StringComparison.Ordinal) || !Convert.TryFromBase64String(padded, bytes, out var length) || length % 2 != 0)
            return null;
        var text = Encoding.BigEndianUnicode.GetString(bytes, 0, length);
        return text.EnumerateRunes().Any(rune => rune == Rune.ReplacementChar) ? null : text;
    }
}
