using System.Text;

namespace ImapLab.Protocol.Wire;

/// <summary>A stretch of a command: text, or a literal. Text is Latin-1: one char a byte.</summary>
/// <param name="Binary">The literal is a literal8, which may hold any octets (RFC 3516 section 7).</param>
public readonly record struct FrameSegment(string? Text, ReadOnlyMemory<byte> Literal, bool Binary = false)
{
    public static FrameSegment OfText(string text) => new(text, default);

    public static FrameSegment OfLiteral(ReadOnlyMemory<byte> bytes, bool binary = false) => new(null, bytes, binary);
}

/// <summary>The bytes of one command, its line ends and literal announcements taken out: text, literal, text …</summary>
public sealed record CommandFrame(IReadOnlyList<FrameSegment> Segments)
{
    /// <summary>The first stretch of text: the tag and the command's name stand in it.</summary>
    public string Start => Segments.Count > 0 ? Segments[0].Text ?? "" : "";

    /// <summary>The frame as a person reads it, literals by their length.</summary>
    public override string ToString()
    {
        var text = new StringBuilder();
        foreach (var segment in Segments)
            text.Append(segment.Text ?? $"{(segment.Binary ? "~" : "")}{{{segment.Literal.Length}}}");
        return text.ToString();
    }
}
