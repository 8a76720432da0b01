namespace ImapLab.Server.Mime;

/// <summary>A message or part and where it lies: header, then body, then its end (the delimiter's line end is not part of it).</summary>
internal sealed class MimeNode
{
    public required HeaderBlock Header { get; init; }

    public required MediaType Type { get; init; }

    public required int End { get; init; }

    /// <summary>The parts of a multipart, in order; may be empty for a broken one.</summary>
    public IReadOnlyList<MimeNode> Children { get; init; } = [];

    /// <summary>The message in a message/rfc822 part; null elsewhere.</summary>
    public MimeNode? Message { get; init; }

    public int Start => Header.Start;

    public int BodyStart => Header.End;
}
