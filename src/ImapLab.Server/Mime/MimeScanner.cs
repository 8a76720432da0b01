using System.Text;

namespace ImapLab.Server.Mime;

/// <summary>
/// Finds the parts of a message in one pass over its lines (RFC 2046 section 5.1). Any bytes make a message: a line that is no field
/// stays in its header, a multipart that is cut off ends with the message, and a delimiter of an outer multipart ends all within.
/// </summary>
/// <remarks>
/// MimeKit's parser is not used for this: it refuses messages whose first line is no field, drops empty parts and compares whole
/// delimiter lines, and most clients of the lab stand on MimeKit, so a shared mistake would hide itself.
/// </remarks>
internal sealed class MimeScanner
{
    private const int UsualFields = 8;

    private readonly ReadOnlyMemory<byte> _message;
    private readonly List<byte[]> _boundaries = [];
    private Delimiter? _delimiter;
    private int _position;
    private int _parts;

    private MimeScanner(ReadOnlyMemory<byte> message) => _message = message;

    public static MimeNode Scan(ReadOnlyMemory<byte> message) => new MimeScanner(message).Entity(MediaType.PlainText, depth: 0);

    /// <summary>The header of a message alone.</summary>
    public static HeaderBlock Header(ReadOnlyMemory<byte> message)
    {
        var scanner = new MimeScanner(message);
        var fields = scanner.HeaderFields();
        return new HeaderBlock(message, 0, scanner._position, fields);
    }

    private MimeNode Entity(MediaType byDefault, int depth)
    {
        var start = _position;
        var fields = HeaderFields();
        var bodyStart = _delimiter?.Start ?? _position;
        var type = TypeOf(new HeaderBlock(_message, start, bodyStart, fields), byDefault, depth);

        IReadOnlyList<MimeNode> children = [];
        MimeNode? message = null;
        if (type.IsMultipart && type.Boundary is { } boundary)
            children = Children(boundary, type.IsDigest ? MediaType.EmbeddedMessage : MediaType.PlainText, depth + 1);
        else if (type.IsMessage)
            message = Entity(MediaType.PlainText, depth + 1);
        SkipToDelimiter();

        var end = _delimiter is { } delimiter ? Math.Max(start, BeforeLineEnd(delimiter.Start)) : _message.Length;
        return new MimeNode
        {
            Header = new HeaderBlock(_message, start, Math.Min(bodyStart, end), fields),
            Type = type,
            End = end,
            Children = children,
            Message = message,
        };
    }

    private static MediaType TypeOf(HeaderBlock header, MediaType byDefault, int depth)
    {
        var type = header.First("Content-Type") is { } value ? MediaType.TryParse(value) ?? MediaType.PlainText : byDefault;
        return depth >= MimeLimits.Depth && (type.IsMultipart || type.IsMessage) ? MediaType.Opaque : type;
    }

    private List<MimeNode> Children(string boundary, MediaType byDefault, int depth)
    {
        var children = new List<MimeNode>();
        var level = _boundaries.Count;
        _boundaries.Add(Encoding.Latin1.GetBytes(boundary));
        SkipToDelimiter();
        while (_delimiter is { Closes: false } delimiter && delimiter.Level == level && _parts < MimeLimits.Parts)
        {
            _parts++;
            Pass(delimiter);
            children.Add(Entity(byDefault, depth));
        }

        _boundaries.RemoveAt(level);
        if (_delimiter is { } last && last.Level == level)
            Pass(last);
        return children;
    }

    private void Pass(Delimiter delimiter)
    {
        _position = delimiter.End;
        _delimiter = null;
    }

    private void SkipToDelimiter()
    {
        if (_boundaries.Count == 0)
            _position = _message.Length;
        while (_delimiter is null && _position < _message.Length)
        {
            var end = LineEnd(_position);
            _delimiter = DelimiterAt(_position, end);
            _position = end;
        }
    }

    /// <summary>The fields up to and with the blank line, a delimiter, or the end of the message.</summary>
    private List<HeaderField> HeaderFields()
    {
        var fields = new List<HeaderField>(UsualFields);
        var bytes = _message.Span;
        while (_delimiter is null && _position < bytes.Length)
        {
            var start = _position;
            var end = LineEnd(start);
            _delimiter = DelimiterAt(start, end);
            if (_delimiter is not null)
                break;

            _position = end;
            var line = bytes[start..end];
            if (line.SequenceEqual("\r\n"u8) || line.SequenceEqual("\n"u8))
                break;
            if (line[0] is (byte)' ' or (byte)'\t' && fields.Count > 0)
                fields[^1] = fields[^1] with { End = end };
            else if (fields.Count < MimeLimits.Fields)
                fields.Add(Field(line, start, end));
        }

        return fields;
    }

    private static HeaderField Field(ReadOnlySpan<byte> line, int start, int end)
    {
        var colon = line[0] is (byte)' ' or (byte)'\t' ? -1 : line.IndexOf((byte)':');
        return colon < 0
            ? new HeaderField(start, 0, start, end)
            : new HeaderField(start, line[..colon].TrimEnd(" \t"u8).Length, start + colon + 1, end);
    }

    /// <summary>
    /// A delimiter is two hyphens and the boundary at the start of a line; what follows does not matter (RFC 2046 section 5.1.1). Of
    /// several boundaries that fit, the longest is meant, and of equal ones the innermost.
    /// </summary>
    private Delimiter? DelimiterAt(int start, int end)
    {
        var line = _message.Span[start..end];
        if (_boundaries.Count == 0 || !line.StartsWith("--"u8))
            return null;

        line = line[2..];
        var level = -1;
        for (var i = _boundaries.Count - 1; i >= 0; i--)
        {
            if (line.StartsWith(_boundaries[i]) && (level < 0 || _boundaries[i].Length > _boundaries[level].Length))
                level = i;
        }

        return level < 0 ? null : new Delimiter(level, line[_boundaries[level].Length..].StartsWith("--"u8), start, end);
    }

    private int LineEnd(int start)
    {
        var length = _message.Span[start..].IndexOf((byte)'\n');
        return length < 0 ? _message.Length : start + length + 1;
    }

    /// <summary>The line end before a delimiter belongs to the delimiter (RFC 2046 section 5.1.1).</summary>
    private int BeforeLineEnd(int lineStart)
    {
        var before = _message.Span[..lineStart];
        return before.EndsWith("\r\n"u8) ? lineStart - 2 : before.EndsWith("\n"u8) ? lineStart - 1 : lineStart;
    }

    /// <summary>A line that ends a part: whose boundary it carries, whether it is the last, where the line lies.</summary>
    private readonly record struct Delimiter(int Level, bool Closes, int Start, int End);
}
