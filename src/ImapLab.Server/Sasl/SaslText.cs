using System.Text;

namespace ImapLab.Server.Sasl;

/// <summary>Texts as mechanisms carry them: UTF-8, and prepared before they are compared.</summary>
internal static class SaslText
{
    private const string OtherSpaces = "\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000";
    private const string Nothings = "\u00ad\u034f\u1806\u180b\u180c\u180d\u200b\u200c\u200d\u2060\ufeff";

    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <exception cref="SaslException">It is not UTF-8.</exception>
    public static string Read(byte[] message)
    {
        try
        {
            return Strict.GetString(message);
        }
        catch (DecoderFallbackException)
        {
            throw new SaslException("expected UTF-8");
        }
    }

    /// <summary>
    /// SASLprep (RFC 4013) as far as it depends on no tables of the machine: other spaces are spaces, what is not seen is nothing. Compatibility forms
    /// (its NFKC) are taken as they come, as clients have normalised them already.
    /// </summary>
    /// <exception cref="SaslException">It holds control characters.</exception>
    public static string Prepare(string text)
    {
        if (text.Any(char.IsControl))
            throw new SaslException("control characters are not allowed");
        return string.Concat(text.Where(character => !Nothings.Contains(character)).Select(character => OtherSpaces.Contains(character) ? ' ' : character));
    }
}
