using System.Buffers;
using ImapLab.Protocol.Mail;

namespace ImapLab.Server.Mime;

/// <summary>Cuts sections out of a message (RFC 9051 section 6.4.5): slices of its own bytes, never written anew.</summary>
internal static class SectionReader
{
    /// <summary>The bytes of a section; null where the message has no such part, or the part no such text.</summary>
    public static ReadOnlyMemory<byte>? Read(ReadOnlyMemory<byte> message, MimeNode root, SectionSpec section)
    {
        if (section.Part.Count == 0 && section.Text == SectionText.Whole)
            return message;
        if (Find(root, section.Part) is not { } part)
            return null;

        if (section.Text == SectionText.Whole)
            return message[part.BodyStart..part.End];

        // A message itself has no MIME header; a part has other texts only where it is a message.
        var isPart = section.Part.Count > 0;
        var owner = section.Text == SectionText.Mime ? (isPart ? part : null) : isPart ? part.Message : part;
        // Not a conditional expression: there null would become an empty ReadOnlyMemory, by way of a null array.
        if (owner is null)
            return null;
        return Text(message, owner, section);
    }

    private static ReadOnlyMemory<byte> Text(ReadOnlyMemory<byte> message, MimeNode owner, SectionSpec section) => section.Text switch
    {
        SectionText.Text => message[owner.BodyStart..owner.End],
        SectionText.HeaderFields => Fields(owner.Header, section.Fields, wanted: true),
        SectionText.HeaderFieldsNot => Fields(owner.Header, section.Fields, wanted: false),
        _ => message[owner.Start..owner.BodyStart],
    };

    /// <summary>
    /// The part that a number names. Part 1 of a message that is no multipart is its body; a part that is a message counts through
    /// to that message's parts.
    /// </summary>
    public static MimeNode? Find(MimeNode root, IReadOnlyList<int> numbers)
    {
        var part = root;
        var isMessage = true;
        foreach (var number in numbers)
        {
            if (!isMessage && part.Message is { } inner)
                (part, isMessage) = (inner, true);
            if (part.Type.IsMultipart)
            {
                if (number < 1 || number > part.Children.Count)
                    return null;
                part = part.Children[number - 1];
            }
            else if (!isMessage || number != 1)
            {
                return null;
            }

            isMessage = false;
        }

        return part;
    }

    /// <summary>
    /// The fields in their order and with their folds, then the blank line where the header has one (RFC 9051 section 6.4.5). A last
    /// field that is cut off gets its line end.
    /// </summary>
    private static ReadOnlyMemory<byte> Fields(HeaderBlock header, IReadOnlyList<string> names, bool wanted)
    {
        var answer = new ArrayBufferWriter<byte>();
        foreach (var field in header.Fields)
        {
            var named = false;
            for (var i = 0; i < names.Count && !named; i++)
                named = Ascii.EqualsIgnoreCase(header.Name(field), names[i]);
            if (named != wanted)
                continue;
            answer.Write(header.Bytes(field));
            if (!answer.WrittenSpan.EndsWith("\n"u8))
                answer.Write("\r\n"u8);
        }

        if (header.HasBlankLine)
            answer.Write("\r\n"u8);
        return answer.WrittenMemory;
    }
}
