namespace ImapLab.Protocol.Mail;

/// <summary>A parameter of a media type or of a disposition: <c>charset=utf-8</c>.</summary>
/// <param name="Name">As the message spells it.</param>
/// <param name="Value">Without quotes, as bytes in Latin-1; percent-encoding (RFC 2231) stays.</param>
public sealed record BodyParameter(string Name, string Value);

/// <summary>How a part wants to be shown: <c>attachment</c> with its file name (RFC 2183).</summary>
public sealed record BodyDisposition(string Type, IReadOnlyList<BodyParameter> Parameters);

/// <summary>
/// A part of a message as BODY and BODYSTRUCTURE describe it (RFC 9051 section 7.5.2). Either <see cref="BodySinglePart"/> or
/// <see cref="BodyMultipart"/>. Texts are Latin-1: one char is one byte.
/// </summary>
public abstract record BodyPart
{
    private protected BodyPart()
    {
    }

    /// <summary>The media type's second half: <c>plain</c>, <c>mixed</c>.</summary>
    public required string Subtype { get; init; }

    public IReadOnlyList<BodyParameter> Parameters { get; init; } = [];

    public BodyDisposition? Disposition { get; init; }

    /// <summary>Language tags (RFC 3282); empty where the part names none.</summary>
    public IReadOnlyList<string> Language { get; init; } = [];

    /// <summary>The part's URI (RFC 2557), or null.</summary>
    public string? Location { get; init; }

    /// <summary>The part itself and every part inside it.</summary>
    public IEnumerable<BodyPart> Flatten() => this switch
    {
        BodyMultipart multipart => multipart.Parts.SelectMany(part => part.Flatten()).Prepend(this),
        BodySinglePart { Message: { } message } => message.Body.Flatten().Prepend(this),
        _ => [this],
    };
}

/// <summary>A part that holds other parts.</summary>
public sealed record BodyMultipart : BodyPart
{
    /// <summary>At least one: the grammar knows no multipart without parts.</summary>
    public required IReadOnlyList<BodyPart> Parts { get; init; }
}

/// <summary>A part that holds content: text, a file, or a whole message.</summary>
public sealed record BodySinglePart : BodyPart
{
    /// <summary>The media type's first half: <c>text</c>, <c>image</c>.</summary>
    public required string Type { get; init; }

    public string? Id { get; init; }

    public string? Description { get; init; }

    /// <summary>The transfer encoding; <c>7bit</c> where the part names none (RFC 2045 section 6.1).</summary>
    public string Encoding { get; init; } = "7bit";

    /// <summary>The size of the content in bytes, as encoded for transfer.</summary>
    public required long Octets { get; init; }

    /// <summary>The line ends in the content; told of text and of embedded messages, null elsewhere.</summary>
    public long? Lines { get; init; }

    /// <summary>What a message/rfc822 part holds; null elsewhere.</summary>
    public EmbeddedMessage? Message { get; init; }

    /// <summary>The Content-MD5 field (RFC 1864), or null.</summary>
    public string? Md5 { get; init; }
}

/// <summary>The message within a message/rfc822 part.</summary>
public sealed record EmbeddedMessage(Envelope Envelope, BodyPart Body);
