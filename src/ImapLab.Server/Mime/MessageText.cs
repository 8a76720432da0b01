using System.Text;
using MimeKit.Encodings;
using MimeKit.Utils;

namespace ImapLab.Server.Mime;

/// <summary>
/// A message as a reader sees it, for SEARCH: header values with encoded words decoded (RFC 2047), text parts with transfer encoding
/// and charset undone. An unknown charset is read as UTF-8 where the bytes are that, else as Latin-1.
/// </summary>
internal sealed class MessageText
{
    private static readonly UTF8Encoding StrictUtf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    private readonly ReadOnlyMemory<byte> _message;
    private readonly MimeNode _root;
    private string? _header;
    private string? _body;

    public MessageText(ReadOnlyMemory<byte> message, MimeNode root)
    {
        _message = message;
        _root = root;
    }

    /// <summary>All header fields, a line each.</summary>
    public string Header => _header ??= HeaderOf(_root.Header);

    /// <summary>
    /// The text parts and the embedded messages' headers, in order. Other content is no text: RFC 9051 section 6.4.4 lets a server
    /// leave it out.
    /// </summary>
    public string Body => _body ??= BodyOf(_root);

    /// <summary>
    /// The moment in the Date field, in the sender's own offset; null where it cannot be read. SENTON and its like look at the date
    /// alone, as written, without time and zone (RFC 9051 section 6.4.4).
    /// </summary>
    public DateTimeOffset? SentDate
    {
        get
        {
            return _root.Header.Last("Date") is { } value && DateUtils.TryParse(value, out var date) ? date : null;
        }
    }

    /// <summary>The decoded values of all fields of a name, in order; empty where there is none.</summary>
    public IEnumerable<string> Fields(string name) => _root.Header.All(name).Select(field => Decode(_root.Header, field));

    /// <summary>SEARCH BODY: whether the text is in the body, whatever its case.</summary>
    public bool BodyContains(string text) => Body.Contains(text, StringComparison.OrdinalIgnoreCase);

    /// <summary>SEARCH TEXT: whether the text is in the header or in the body, whatever its case.</summary>
    public bool Contains(string text) => Header.Contains(text, StringComparison.OrdinalIgnoreCase) || BodyContains(text);

    /// <summary>SEARCH HEADER, SUBJECT, FROM and their like. Every field contains the empty text (RFC 9051 section 6.4.4).</summary>
    public bool FieldContains(string name, string text) =>
        Fields(name).Any(value => value.Contains(text, StringComparison.OrdinalIgnoreCase));

    private static string HeaderOf(HeaderBlock header)
    {
        var text = new StringBuilder();
        foreach (var field in header.Fields)
            text.Append(Encoding.Latin1.GetString(header.Name(field))).Append(": ").Append(Decode(header, field)).Append('\n');
        return text.ToString();
    }

    private static string Decode(HeaderBlock header, HeaderField field) =>
        Rfc2047.DecodeText(Encoding.Latin1.GetBytes(header.Value(field)));

    private string BodyOf(MimeNode root)
    {
        var text = new StringBuilder();
        Append(text, root);
        return text.ToString();
    }

    private void Append(StringBuilder text, MimeNode node)
    {
        if (text.Length >= MimeLimits.SearchText)
            return;
        if (node.Type.IsText)
        {
            var decoded = Decode(node);
            text.Append(decoded, 0, Math.Min(decoded.Length, MimeLimits.SearchText - text.Length)).Append('\n');
        }

        if (node.Message is { } message)
        {
            text.Append(HeaderOf(message.Header));
            Append(text, message);
        }

        foreach (var child in node.Children)
            Append(text, child);
    }

    private string Decode(MimeNode node)
    {
        var content = _message[node.BodyStart..node.End].ToArray();
        IMimeDecoder? decoder = BodyStructureReader.Encoding(node.Header).ToUpperInvariant() switch
        {
            "BASE64" => new Base64Decoder(),
            "QUOTED-PRINTABLE" => new QuotedPrintableDecoder(),
            _ => null,
        };
        if (decoder is null)
            return Decode(content, node.Type.Parameter("charset"), Encoding.Latin1);

        var output = new byte[decoder.EstimateOutputLength(content.Length)];
        var length = decoder.Decode(content, 0, content.Length, output);
        return Decode(output.AsSpan(0, length), node.Type.Parameter("charset"), Encoding.Latin1);
    }

    /// <summary>Bytes in a charset as text.</summary>
    /// <param name="otherwise">How to read bytes of an unknown charset that are no UTF-8.</param>
    public static string Decode(ReadOnlySpan<byte> bytes, string? charset, Encoding otherwise)
    {
        if (charset is not null && KnownEncoding(charset) is { } known)
            return known.GetString(bytes);
        try
        {
            return StrictUtf8.GetString(bytes);
        }
        catch (DecoderFallbackException)
        {
            return otherwise.GetString(bytes);
        }
    }

    /// <summary>US-ASCII counts as unknown: mail that says so and is not is common.</summary>
    private static Encoding? KnownEncoding(string charset)
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
