using System.Text;
using ImapLab.Protocol.Mail;

namespace ImapLab.Server.Mime;

/// <summary>
/// A message as a reader sees it, for SEARCH and SORT: header values with encoded words decoded (RFC 2047), text parts with transfer encoding
/// and charset undone. What asks for the header alone does not look at the body.
/// </summary>
internal sealed class MessageText(ReadOnlyMemory<byte> message, HeaderBlock header, Func<MimeNode> root)
{
    private List<string>? _body;
    private List<string>? _headers;

    /// <summary>
    /// When it was sent; null where that cannot be read. SENTON and its like look at the day alone, as written, without time and zone (RFC 9051
    /// section 6.4.4).
    /// </summary>
    public MessageDate? Sent => header.First("Date") is { } value ? MessageDate.Parse(value) : null;

    /// <summary>The text parts, in order. Other content is no text: RFC 9051 section 6.4.4 lets a server leave it out.</summary>
    public IReadOnlyList<string> Body => _body ??= [.. Texts(root())];

    /// <summary>The headers of the message and of everything in it, a field each: <c>Name: value</c>.</summary>
    private List<string> Headers => _headers ??= [.. HeadersOf(root())];

    /// <summary>The decoded values of all fields of a name, in order; empty where there is none.</summary>
    public IEnumerable<string> Fields(string name) => header.All(name).Select(field => EncodedWords.Decode(HeaderText.Unfolded(header.RawValue(field))));

    /// <summary>SEARCH HEADER. Every field contains the empty text (RFC 9051 section 6.4.4).</summary>
    public bool FieldHas(string name, TextPattern pattern) => Fields(name).Any(pattern.IsIn);

    /// <summary>SEARCH FROM and its like: whether the addresses, written in one form, contain the text.</summary>
    public bool AddressesHave(string name, TextPattern pattern) =>
        header.All(name).Any(field => pattern.IsEmpty || pattern.IsIn(EncodedWords.Decode(Encoding.Latin1.GetBytes(AddressText.Write(header.Value(field))))));

    /// <summary>SEARCH SUBJECT: blanks in a row are one.</summary>
    public bool SubjectHas(TextPattern pattern) =>
        header.All("Subject").Any(field => pattern.IsIn(EncodedWords.Decode(HeaderText.Compressed(header.RawValue(field)))));

    /// <summary>The subject that SORT and THREAD compare by. Of a field that comes twice the first counts here and below, as common servers have it.</summary>
    public BaseSubject BaseSubject => BaseSubject.Of(header.First("Subject") is { } value ? EncodedWords.Decode(Encoding.Latin1.GetBytes(value)) : "");

    /// <summary>The first identifier in Message-ID; null where there is none.</summary>
    public string? MessageId => MessageIds.Read(header.First("Message-ID")).FirstOrDefault();

    /// <summary>The messages that this one answers, the oldest first (RFC 5256 section 3): those in References, else the first in In-Reply-To.</summary>
    public IReadOnlyList<string> References
    {
        get
        {
            var references = MessageIds.Read(header.First("References")).Take(MimeLimits.References).ToList();
            return references.Count > 0 ? references : [.. MessageIds.Read(header.First("In-Reply-To")).Take(1)];
        }
    }

    /// <summary>The addresses in the first field of a name.</summary>
    public IReadOnlyList<Address> Addresses(string name) => header.First(name) is { } value ? AddressListParser.Parse(value) : [];

    /// <summary>SEARCH BODY: whether the text is in a text part.</summary>
    public bool BodyHas(TextPattern pattern) => pattern.IsEmpty || Body.Any(pattern.IsIn);

    /// <summary>SEARCH TEXT: whether the text is in a text part or in any header, those of parts and embedded messages among them.</summary>
    public bool Has(TextPattern pattern) => pattern.IsEmpty || Headers.Any(pattern.IsIn) || BodyHas(pattern);

    private static IEnumerable<string> HeadersOf(MimeNode node)
    {
        foreach (var field in node.Header.Fields)
            yield return $"{Encoding.Latin1.GetString(node.Header.Name(field))}:{EncodedWords.Decode(HeaderText.UnfoldedLine(node.Header.RawValue(field)))}";
        foreach (var inner in node.Message is { } embedded ? node.Children.Prepend(embedded) : node.Children)
        {
            foreach (var field in HeadersOf(inner))
                yield return field;
        }
    }

    /// <summary>Characters beyond <see cref="MimeLimits.SearchText"/> are not looked into.</summary>
    private IEnumerable<string> Texts(MimeNode node)
    {
        var left = MimeLimits.SearchText;
        foreach (var part in Parts(node).Where(IsSearched))
        {
            var text = Decode(part);
            yield return text.Length > left ? text[..left] : text;
            left -= text.Length;
            if (left <= 0)
                yield break;
        }
    }

    /// <summary>Text, and what tells of messages, as a delivery report does; the parts of an embedded message are asked one by one.</summary>
    private static bool IsSearched(MimeNode part) => part.Type.IsText || (part.Message is null && part.Type.Type.Equals("message", StringComparison.OrdinalIgnoreCase));

    private static IEnumerable<MimeNode> Parts(MimeNode node) =>
        (node.Message is { } embedded ? node.Children.Prepend(embedded) : node.Children).SelectMany(Parts).Prepend(node);

    /// <summary>An unknown transfer encoding is borne with: the text as it stands may still be readable.</summary>
    private string Decode(MimeNode node)
    {
        var content = message[node.BodyStart..node.End];
        var decoded = TransferDecoder.Decode(content, BodyStructureReader.Encoding(node.Header)) ?? content;
        return Charsets.Decode(decoded.Span, node.Type.Parameter("charset"), Encoding.Latin1);
    }
}
