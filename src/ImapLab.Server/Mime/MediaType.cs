namespace ImapLab.Server.Mime;

/// <summary>A part's Content-Type (RFC 2045 section 5). Spelling as in the message, comparisons ignore case.</summary>
internal sealed record MediaType(string Type, string Subtype, IReadOnlyList<HeaderParameter> Parameters)
{
    /// <summary>What a part without, or with an unreadable, Content-Type is (RFC 2045 section 5.2).</summary>
    public static readonly MediaType PlainText = new("text", "plain", [new HeaderParameter("charset", "us-ascii")]);

    /// <summary>What a part of a digest is by default (RFC 2046 section 5.1.5).</summary>
    public static readonly MediaType EmbeddedMessage = new("message", "rfc822", []);

    public static readonly MediaType Opaque = new("application", "octet-stream", []);

    public bool IsText => Is(Type, "text");

    public bool IsMultipart => Is(Type, "multipart");

    public bool IsDigest => IsMultipart && Is(Subtype, "digest");

    /// <summary>Holds a message whose own header and body IMAP tells of. RFC 9051 section 7.5.2 adds message/global (RFC 6532).</summary>
    public bool IsMessage => Is(Type, "message") && (Is(Subtype, "rfc822") || Is(Subtype, "global"));

    public string? Boundary => Parameter("boundary") is { Length: > 0 } boundary ? boundary : null;

    public string? Parameter(string name) => Parameters.FirstOrDefault(parameter => Is(parameter.Name, name))?.Value;

    /// <summary>Reads the value of a Content-Type field; null where it names no type.</summary>
    public static MediaType? TryParse(string value)
    {
        var lexer = new HeaderLexer(value);
        var type = lexer.Token();
        if (type.Length == 0 || !lexer.TryTake('/'))
            return null;
        var subtype = lexer.Token();
        if (subtype.Length == 0)
            return null;

        var parameters = HeaderParameter.ReadAll(ref lexer);
        // RFC 2045 section 5.2: text without a charset is US-ASCII; servers say so, and clients count on it.
        if (Is(type, "text") && !parameters.Any(parameter => Is(parameter.Name, "charset")))
            parameters = [.. parameters, new HeaderParameter("charset", "us-ascii")];
        return new MediaType(type, subtype, parameters);
    }

    private static bool Is(string left, string right) => left.Equals(right, StringComparison.OrdinalIgnoreCase);
}
