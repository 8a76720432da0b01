using ImapLab.Protocol.Mail;

namespace ImapLab.Server.Mime;

/// <summary>Describes a part as BODYSTRUCTURE does (RFC 9051 section 7.5.2).</summary>
internal static class BodyStructureReader
{
    /// <summary>The part that a multipart without parts is said to have, because the grammar asks for one; Dovecot does the same.</summary>
    private static readonly BodyPart Nothing = new BodySinglePart
    {
        Type = MediaType.PlainText.Type,
        Subtype = MediaType.PlainText.Subtype,
        Parameters = Parameters(MediaType.PlainText.Parameters),
        Octets = 0,
        Lines = 0,
    };

    public static BodyPart Read(ReadOnlyMemory<byte> message, MimeNode node)
    {
        var header = node.Header;
        var disposition = Disposition(header.First("Content-Disposition"));
        var language = Language(header.First("Content-Language"));
        var location = header.First("Content-Location");
        if (node.Type.IsMultipart)
        {
            return new BodyMultipart
            {
                Subtype = node.Type.Subtype,
                Parameters = Parameters(node.Type.Parameters),
                Parts = node.Children.Count > 0 ? [.. node.Children.Select(child => Read(message, child))] : [Nothing],
                Disposition = disposition,
                Language = language,
                Location = location,
            };
        }

        var content = message.Span[node.BodyStart..node.End];
        return new BodySinglePart
        {
            Type = node.Type.Type,
            Subtype = node.Type.Subtype,
            Parameters = Parameters(node.Type.Parameters),
            Id = header.First("Content-ID"),
            Description = header.First("Content-Description"),
            Encoding = Encoding(header),
            Octets = content.Length,
            Lines = node.Type.IsText || node.Message is not null ? content.Count((byte)'\n') : null,
            Message = node.Message is { } inner ? new EmbeddedMessage(EnvelopeReader.Read(inner.Header), Read(message, inner)) : null,
            Md5 = header.First("Content-MD5"),
            Disposition = disposition,
            Language = language,
            Location = location,
        };
    }

    /// <summary>The Content-Transfer-Encoding of a header, as spelled; <c>7bit</c> by default.</summary>
    public static string Encoding(HeaderBlock header)
    {
        var lexer = new HeaderLexer(header.First("Content-Transfer-Encoding"));
        return lexer.Token() is { Length: > 0 } encoding ? encoding : "7bit";
    }

    private static BodyDisposition? Disposition(string? value)
    {
        var lexer = new HeaderLexer(value);
        return lexer.Token() is { Length: > 0 } type ? new BodyDisposition(type, Parameters(HeaderParameter.ReadAll(ref lexer))) : null;
    }

    private static List<string> Language(string? value)
    {
        var tags = new List<string>();
        var lexer = new HeaderLexer(value);
        while (!lexer.AtEnd && tags.Count < MimeLimits.Parameters)
        {
            if (lexer.Token() is { Length: > 0 } tag)
                tags.Add(tag);
            else
                lexer.Skip();
        }

        return tags;
    }

    private static BodyParameter[] Parameters(IReadOnlyList<HeaderParameter> parameters) =>
        [.. parameters.Select(parameter => new BodyParameter(parameter.Name, parameter.Value))];
}
