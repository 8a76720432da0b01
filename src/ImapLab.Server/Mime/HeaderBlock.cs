namespace ImapLab.Server.Mime;

/// <summary>A header of a message or part: where it lies, and its fields in order. The blank line belongs to it.</summary>
internal sealed class HeaderBlock(ReadOnlyMemory<byte> message, int start, int end, IReadOnlyList<HeaderField> fields)
{
    public int Start => start;

    /// <summary>The first byte of the body.</summary>
    public int End => end;

    public IReadOnlyList<HeaderField> Fields => fields;

    /// <summary>False only where message or part end with the header.</summary>
    public bool HasBlankLine
    {
        get
        {
            var bytes = message.Span[start..end];
            return bytes.SequenceEqual("\r\n"u8) || bytes.SequenceEqual("\n"u8) || bytes.EndsWith("\n\r\n"u8) || bytes.EndsWith("\n\n"u8);
        }
    }

    public ReadOnlySpan<byte> Name(HeaderField field) => message.Span.Slice(field.Start, field.NameLength);

    /// <summary>The field with its name, folds and line end, as it stands in the message.</summary>
    public ReadOnlySpan<byte> Bytes(HeaderField field) => message.Span[field.Start..Math.Min(field.End, end)];

    public ReadOnlySpan<byte> RawValue(HeaderField field) => message.Span[field.ValueStart..Math.Max(field.ValueStart, Math.Min(field.End, end))];

    /// <summary>The unfolded value, Latin-1.</summary>
    public string Value(HeaderField field) => HeaderText.Unfold(RawValue(field));

    public IEnumerable<HeaderField> All(string name)
    {
        foreach (var field in fields)
        {
            if (Ascii.EqualsIgnoreCase(Name(field), name))
                yield return field;
        }
    }

    /// <summary>The unfolded value of the first field of that name, or null.</summary>
    public string? First(string name)
    {
        foreach (var field in All(name))
            return Value(field);
        return null;
    }

    /// <summary>The unfolded value of the last field of that name, or null.</summary>
    public string? Last(string name)
    {
        for (var i = fields.Count - 1; i >= 0; i--)
        {
            if (Ascii.EqualsIgnoreCase(Name(fields[i]), name))
                return Value(fields[i]);
        }

        return null;
    }
}
