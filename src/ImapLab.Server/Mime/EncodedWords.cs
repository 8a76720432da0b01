using System.Text;
using MimeKit.Encodings;

namespace ImapLab.Server.Mime;

/// <summary>
/// Reads the encoded words in a header's text (RFC 2047). What is none stays as it is, read as UTF-8 or Latin-1. Blanks between two encoded words
/// are not part of the text (section 6.2). Blanks within a word are borne with, because senders forget to encode them.
/// </summary>
internal static class EncodedWords
{
    public static string Decode(ReadOnlySpan<byte> text)
    {
        if (text.IndexOf("=?"u8) < 0)
            return Charsets.Decode(text, null, Encoding.Latin1);
        var decoded = new StringBuilder(text.Length);
        var afterWord = false;
        while (!text.IsEmpty)
        {
            var start = text.IndexOf("=?"u8);
            if (start < 0)
                break;
            if (Word(text[start..], out var length, out var word))
            {
                var between = text[..start];
                if (!afterWord || between.ContainsAnyExcept(" \t\r\n"u8))
                    decoded.Append(Charsets.Decode(between, null, Encoding.Latin1));
                decoded.Append(word);
                afterWord = true;
                text = text[(start + length)..];
            }
            else
            {
                decoded.Append(Charsets.Decode(text[..(start + 2)], null, Encoding.Latin1));
                afterWord = false;
                text = text[(start + 2)..];
            }
        }

        return decoded.Append(Charsets.Decode(text, null, Encoding.Latin1)).ToString();
    }

    /// <summary><c>=?charset?encoding?text?=</c> at the start of a text; a language may follow the charset (RFC 2231 section 5).</summary>
    private static bool Word(ReadOnlySpan<byte> text, out int length, out string word)
    {
        (length, word) = (0, "");
        var afterCharset = Next(text, 2);
        if (afterCharset < 3 || text.Length < afterCharset + 3 || text[afterCharset + 2] != '?')
            return false;
        var start = afterCharset + 3;
        var end = text[start..].IndexOf("?="u8);
        if (end < 0)
            return false;
        var charset = Encoding.ASCII.GetString(text[2..afterCharset]);
        if (charset.IndexOf('*', StringComparison.Ordinal) is > 0 and var star)
            charset = charset[..star];
        if (Octets((char)text[afterCharset + 1], text.Slice(start, end)) is not { } octets)
            return false;
        length = start + end + 2;
        word = Charsets.Decode(octets, charset, Encoding.Latin1);
        return true;
    }

    private static int Next(ReadOnlySpan<byte> text, int from)
    {
        var found = text[from..].IndexOf((byte)'?');
        return found < 0 ? -1 : from + found;
    }

    private static byte[]? Octets(char encoding, ReadOnlySpan<byte> text)
    {
        IMimeDecoder? decoder = encoding switch
        {
            'B' or 'b' => new Base64Decoder(),
            'Q' or 'q' => new QuotedPrintableDecoder(rfc2047: true),
            _ => null,
        };
        if (decoder is null)
            return null;
        var encoded = text.ToArray();
        var output = new byte[decoder.EstimateOutputLength(encoded.Length)];
        return output[..decoder.Decode(encoded, 0, encoded.Length, output)];
    }
}
