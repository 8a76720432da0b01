using System.Buffers;
using ImapLab.Protocol.Mail;

namespace ImapLab.Server.Mime;

/// <summary>What <c>BINARY[…]</c> asks of a message: a part with its transfer encoding undone (RFC 3516).</summary>
/// <remarks>
/// RFC 9051 section 6.4.5 has it for leaf parts alone; RFC 3516 section 7 has it for any part and for the whole message. Of what holds other parts
/// each part is decoded, and its header then says that it is binary.
/// </remarks>
internal static class BinaryReader
{
    /// <summary>Whether everything in the section has an encoding that is known. True of a part that is not there.</summary>
    public static bool CanDecode(MimeNode root, SectionSpec section) => SectionReader.Find(root, section.Part) is not { } part || CanDecode(part);

    /// <summary>The bytes of the section decoded; null where the message has no such part, or its encoding is not known.</summary>
    public static ReadOnlyMemory<byte>? Read(ReadOnlyMemory<byte> message, MimeNode root, SectionSpec section)
    {
        // Not a conditional expression: there null would become an empty ReadOnlyMemory, by way of a null array.
        if (SectionReader.Find(root, section.Part) is not { } part || !CanDecode(part))
            return null;
        var start = section.Part.Count == 0 ? part.Start : part.BodyStart;
        if (!Leaves(part).Any(IsEncoded))
            return message[start..part.End];
        if (IsLeaf(part) && section.Part.Count > 0)
            return Decode(message, part);
        var answer = new ArrayBufferWriter<byte>();
        Write(answer, message, part, start);
        return answer.WrittenMemory;
    }

    private static bool CanDecode(MimeNode part) =>
        Leaves(part).All(leaf => TransferDecoder.Decode(default, BodyStructureReader.Encoding(leaf.Header)) is not null);

    /// <summary>An embedded message that is itself encoded, which RFC 2046 section 5.2.1 forbids, is taken for the bytes that it is.</summary>
    private static bool IsLeaf(MimeNode part) => !part.Type.IsMultipart && (part.Message is null || IsEncoded(part));

    private static bool IsEncoded(MimeNode part) => !part.Type.IsMultipart && !TransferDecoder.IsIdentity(BodyStructureReader.Encoding(part.Header));

    private static IEnumerable<MimeNode> Leaves(MimeNode part) =>
        IsLeaf(part) ? [part] : part.Message is { } inner ? Leaves(inner) : part.Children.SelectMany(Leaves);

    private static ReadOnlyMemory<byte>? Decode(ReadOnlyMemory<byte> message, MimeNode leaf) =>
        TransferDecoder.Decode(message[leaf.BodyStart..leaf.End], BodyStructureReader.Encoding(leaf.Header));

    /// <summary>A part from a place in it on: what lies between its parts as it is, and these decoded.</summary>
    private static void Write(ArrayBufferWriter<byte> answer, ReadOnlyMemory<byte> message, MimeNode part, int from)
    {
        if (IsEncoded(part))
        {
            WriteHeader(answer, part);
            answer.Write(Decode(message, part)!.Value.Span);
            return;
        }

        foreach (var inner in part.Message is { } embedded ? [embedded] : part.Children)
        {
            answer.Write(message.Span[from..inner.Start]);
            Write(answer, message, inner, inner.Start);
            from = inner.End;
        }

        answer.Write(message.Span[from..part.End]);
    }

    private static void WriteHeader(ArrayBufferWriter<byte> answer, MimeNode part)
    {
        foreach (var field in part.Header.Fields)
        {
            if (!Ascii.EqualsIgnoreCase(part.Header.Name(field), "Content-Transfer-Encoding"))
                answer.Write(part.Header.Bytes(field));
        }

        answer.Write("Content-Transfer-Encoding: binary\r\n\r\n"u8);
    }
}
