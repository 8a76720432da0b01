using System.Text;

namespace ImapLab.Server.Mime;

/// <summary>Turns octets into text as a reader would see it.</summary>
internal static class Charsets
{
    private static readonly UTF8Encoding StrictUtf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <param name="charset">A charset that is not known counts as UTF-8, as does none.</param>
    /// <param name="otherwise">How to read octets of an unknown charset that are no UTF-8.</param>
    public static string Decode(ReadOnlySpan<byte> octets, string? charset, Encoding otherwise)
    {
        if (System.Text.Ascii.IsValid(octets) && !ShiftsStates(charset))
            return Encoding.ASCII.GetString(octets);
        if (charset is not null && Known(charset) is { } known)
            return known.GetString(octets);
        try
        {
            return StrictUtf8.GetString(octets);
        }
        catch (DecoderFallbackException)
        {
            return otherwise.GetString(octets);
        }
    }

    /// <summary>Whether ASCII octets may stand for other characters, as in ISO-2022-JP and HZ; true as well for what is not known to be otherwise.</summary>
    private static bool ShiftsStates(string? charset) => charset is not null
        && !charset.StartsWith("iso-8859-", StringComparison.OrdinalIgnoreCase)
        && !charset.StartsWith("windows-125", StringComparison.OrdinalIgnoreCase)
        && !charset.Equals("utf-8", StringComparison.OrdinalIgnoreCase)
        && !charset.Equals("us-ascii", StringComparison.OrdinalIgnoreCase);

    /// <summary>US-ASCII counts as unknown: mail that says so and is not is common.</summary>
    private static Encoding? Known(string charset)
    {
        if (charset.Equals("us-ascii", StringComparison.OrdinalIgnoreCase))
            return null;
        try
        {
            return CodePagesEncodingProvider.Instance.GetEncoding(charset) ?? Encoding.GetEncoding(charset);
        }
        catch (Exception unknown) when (unknown is NotSupportedException or ArgumentException)
        {
            return null;
        }
    }
}
