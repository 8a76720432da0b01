using ImapLab.Protocol.Mail;

namespace ImapLab.Server.Mime;

/// <summary>
/// What IMAP tells of a message's inside: its envelope, its parts, any section byte for byte, and its text for SEARCH. Any bytes
/// are a message; nothing here fails on them (limits: <see cref="MimeLimits"/>).
/// </summary>
/// <remarks>Belongs to one loop: what is asked for is made on first use and kept.</remarks>
internal sealed class MessageStructure
{
    private readonly ReadOnlyMemory<byte> _message;
    private HeaderBlock? _header;
    private MimeNode? _root;
    private Envelope? _envelope;
    private BodyPart? _body;
    private MessageText? _text;

    private MessageStructure(ReadOnlyMemory<byte> message) => _message = message;

    public Envelope Envelope => _envelope ??= EnvelopeReader.Read(Header);

    /// <summary>Holds all that BODYSTRUCTURE tells; BODY leaves the extension data out when it is written.</summary>
    public BodyPart Body => _body ??= BodyStructureReader.Read(_message, Root);

    /// <summary>The decoded text, for SEARCH.</summary>
    public MessageText Text => _text ??= new MessageText(_message, Header, () => Root);

    /// <summary>The message's own header; to find it the body is not looked at.</summary>
    private HeaderBlock Header => _header ??= _root?.Header ?? MimeScanner.Header(_message);

    private MimeNode Root => _root ??= MimeScanner.Scan(_message);

    /// <summary>The beginning of its text, in one line (RFC 8970).</summary>
    public string Preview => PreviewText.Read(_message, Root);

    /// <summary>Takes a message apart. The bytes are kept, not copied, so they must not change.</summary>
    public static MessageStructure Parse(ReadOnlyMemory<byte> message) => new(message);

    /// <summary>
    /// The exact bytes of a section. Null where there is no such part, or the part is no message and so has no HEADER or TEXT:
    /// servers then answer NIL or an empty string.
    /// </summary>
    public ReadOnlyMemory<byte>? Section(SectionSpec section) => SectionReader.Read(_message, Root, section);

    /// <summary>Whether all encodings within a section are known, so that <see cref="Decoded"/> can undo them.</summary>
    public bool CanDecode(SectionSpec section) => BinaryReader.CanDecode(Root, section);

    /// <summary>A section with its transfer encodings undone (RFC 3516); null where there is no such part, or an encoding is not known.</summary>
    public ReadOnlyMemory<byte>? Decoded(SectionSpec section) => BinaryReader.Read(_message, Root, section);

    /// <summary>
    /// What <c>&lt;first.count&gt;</c> asks of a section (RFC 9051 section 6.4.5): less than asked for where the section ends, empty
    /// where it begins beyond the end.
    /// </summary>
    public static ReadOnlyMemory<byte> Partial(ReadOnlyMemory<byte> section, uint first, uint count)
    {
        var start = (int)Math.Min(first, (uint)section.Length);
        return section.Slice(start, (int)Math.Min(count, (uint)(section.Length - start)));
    }
}
