using System.Text;

namespace ImapLab.Server.Mime;

/// <summary>
/// The beginning of a message as a list of messages shows it (RFC 8970): the first text part in plain words, without what it quotes, in one line of
/// at most <see cref="Longest"/> characters. The choices are those of Dovecot 2.3.
/// </summary>
internal static class PreviewText
{
    /// <summary>RFC 8970 section 3.3: at most 200 characters.</summary>
    public const int Longest = 200;

    /// <summary>The preview, empty where there is nothing to show: RFC 8970 section 3.2 wants no NIL then.</summary>
    public static string Read(ReadOnlyMemory<byte> message, MimeNode root)
    {
        if (TextPart(root) is not { } part || TextOf(message, part) is not { } text)
            return "";
        var (written, blocks) = IsHtml(part) ? HtmlText.Read(text) : (text, "");
        var (own, lines) = Lines(written);
        var line = OneLine(own, Longest);
        if (line.Length > 0)
            return line;
        // Nothing of its own: what it quotes, and said to be that.
        var quote = OneLine(blocks + lines, Longest - 1);
        return quote.Length > 0 ? $">{quote}" : "";
    }

    /// <summary>The first text part; of alternatives the plain one. Attached messages have previews of their own.</summary>
    private static MimeNode? TextPart(MimeNode node)
    {
        if (!node.Type.IsMultipart)
            return node.Type.IsText ? node : null;
        var parts = node.Children.Select(TextPart).OfType<MimeNode>();
        return node.Type.Subtype.Equals("alternative", StringComparison.OrdinalIgnoreCase)
            ? parts.FirstOrDefault(part => IsSubtype(part, "plain")) ?? node.Children.Select(TextPart).OfType<MimeNode>().FirstOrDefault()
            : parts.FirstOrDefault();
    }

    private static bool IsHtml(MimeNode part) => IsSubtype(part, "html");

    private static bool IsSubtype(MimeNode part, string subtype) => part.Type.Subtype.Equals(subtype, StringComparison.OrdinalIgnoreCase);

    private static string? TextOf(ReadOnlyMemory<byte> message, MimeNode part) =>
        TransferDecoder.Decode(message[part.BodyStart..part.End], BodyStructureReader.Encoding(part.Header)) is { } content
            ? Charsets.Decode(content.Span, part.Type.Parameter("charset"), Encoding.UTF8)
            : null;

    /// <summary>The lines that are the author's, and those that begin with <c>&gt;</c>, without that sign.</summary>
    private static (string Own, string Quoted) Lines(string text)
    {
        var own = new StringBuilder();
        var quoted = new StringBuilder();
        foreach (var line in text.AsSpan().EnumerateLines())
        {
            if (line is ['>', .. var rest])
                quoted.Append(rest).Append('\n');
            else
                own.Append(line).Append('\n');
        }

        return (own.ToString(), quoted.ToString());
    }

    private static string OneLine(string text, int longest)
    {
        var line = new StringBuilder();
        var characters = 0;
        var blank = false;
        foreach (var rune in text.EnumerateRunes())
        {
            if (rune.Value is ' ' or (>= '\t' and <= '\r'))
            {
                blank = line.Length > 0;
                continue;
            }

            // No character of the text: a byte order mark, NUL.
            if (rune.Value is 0xfeff or 0)
                continue;
            // Bytes that are no text are one mark, however many they are.
            if (rune == Rune.ReplacementChar && !blank && line.Length > 0 && line[^1] == '\ufffd')
                continue;
            characters += blank ? 2 : 1;
            if (characters > longest)
                break;
            if (blank)
                line.Append(' ');
            blank = false;
            line.Append(rune);
        }

        return line.ToString();
    }
}
