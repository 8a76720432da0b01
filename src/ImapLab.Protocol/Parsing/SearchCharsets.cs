using System.Text;

namespace ImapLab.Protocol.Parsing;

/// <summary>The charsets in which a client may write search strings. Others are refused with BADCHARSET (RFC 9051 section 6.4.4).</summary>
public static class SearchCharsets
{
    public static readonly IReadOnlyList<string> Names = ["US-ASCII", "UTF-8", "ISO-8859-1"];

    /// <summary>The encoding of a charset; UTF-8 where the client names none; null where we do not know it.</summary>
    public static Encoding? Find(string? charset) => charset?.ToUpperInvariant() switch
    {
        null or "UTF-8" or "US-ASCII" => Encoding.UTF8,
        "ISO-8859-1" => Encoding.Latin1,
        _ => null,
    };
}
