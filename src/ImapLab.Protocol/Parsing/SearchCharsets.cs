using System.Text;

namespace ImapLab.Protocol.Parsing;

/// <summary>The charsets in which a client may write search strings. Others are refused with BADCHARSET (RFC 9051 section 6.4.4).</summary>
public static class SearchCharsets
{
    /// <summary>Those that are named to a client whose charset is unknown. There are more, but these are the ones to use.</summary>
    public static readonly IReadOnlyList<string> Recommended = ["US-ASCII", "UTF-8"];

    private static readonly UTF8Encoding StrictUtf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>
    /// The encoding of a charset, which throws on bytes that are none of its text; UTF-8 where the client names none; null where we do not know it.
    /// </summary>
    public static Encoding? Find(string? charset)
    {
        // Without a charset the strings are US-ASCII, and so UTF-8. A client that sends other octets means UTF-8 nearly always.
        if (string.IsNullOrEmpty(charset) || charset.Equals("UTF-8", StringComparison.OrdinalIgnoreCase) || charset.Equals("US-ASCII", StringComparison.OrdinalIgnoreCase))
            return StrictUtf8;
        try
        {
            return CodePagesEncodingProvider.Instance.GetEncoding(charset, EncoderFallback.ExceptionFallback, DecoderFallback.ExceptionFallback)
                ?? Encoding.GetEncoding(charset, EncoderFallback.ExceptionFallback, DecoderFallback.ExceptionFallback);
        }
        catch (Exception unknown) when (unknown is ArgumentException or NotSupportedException)
        {
            return null;
        }
    }
}
