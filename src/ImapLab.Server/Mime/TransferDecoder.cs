namespace ImapLab.Server.Mime;

/// <summary>Undoes a Content-Transfer-Encoding (RFC 2045 section 6). Bytes that do not belong there are passed over, as section 6.8 asks.</summary>
internal static class TransferDecoder
{
    /// <summary>Whether bytes in an encoding stand for themselves.</summary>
    public static bool IsIdentity(string encoding) => encoding.ToUpperInvariant() is "7BIT" or "8BIT" or "BINARY";

    /// <summary>The decoded bytes; null for an encoding that is not known.</summary>
    public static ReadOnlyMemory<byte>? Decode(ReadOnlyMemory<byte> content, string encoding) => encoding.ToUpperInvariant() switch
    {
        "7BIT" or "8BIT" or "BINARY" => content,
        "BASE64" => Base64(content.Span),
        "QUOTED-PRINTABLE" => QuotedPrintable(content.Span),
        _ => (ReadOnlyMemory<byte>?)null,
    };

    /// <summary>Padding ends a run of digits and not the data: parts that were put together from pieces are common.</summary>
    private static ReadOnlyMemory<byte> Base64(ReadOnlySpan<byte> content)
    {
        var decoded = new byte[(content.Length / 4 * 3) + 3];
        var length = 0;
        var bits = 0;
        var held = 0;
        foreach (var octet in content)
        {
            if (octet == (byte)'=')
            {
                (bits, held) = (0, 0);
                continue;
            }

            if (Digit(octet) is not (>= 0 and var digit))
                continue;
            held = (held << 6) | digit;
            bits += 6;
            if (bits < 8)
                continue;
            bits -= 8;
            decoded[length++] = (byte)(held >> bits);
            held &= (1 << bits) - 1;
        }

        return decoded.AsMemory(0, length);
    }

    private static int Digit(byte octet) => octet switch
    {
        >= (byte)'A' and <= (byte)'Z' => octet - 'A',
        >= (byte)'a' and <= (byte)'z' => octet - 'a' + 26,
        >= (byte)'0' and <= (byte)'9' => octet - '0' + 52,
        (byte)'+' => 62,
        (byte)'/' => 63,
        _ => -1,
    };

    /// <summary>Line by line: blanks at a line's end are nobody's (RFC 2045 section 6.7, rule 3), and an equals sign there joins it to the next.</summary>
    private static ReadOnlyMemory<byte> QuotedPrintable(ReadOnlySpan<byte> content)
    {
        var decoded = new byte[content.Length];
        var length = 0;
        while (!content.IsEmpty)
        {
            var feed = content.IndexOf((byte)'\n');
            var whole = feed < 0 ? content : content[..(feed + 1)];
            content = content[whole.Length..];
            var end = whole.EndsWith("\r\n"u8) ? 2 : whole.EndsWith("\n"u8) ? 1 : 0;
            var line = whole[..^end].TrimEnd(" \t"u8);
            var joined = line.EndsWith("="u8);
            length = Line(joined ? line[..^1] : line, decoded, length);
            if (joined)
                continue;
            whole[^end..].CopyTo(decoded.AsSpan(length));
            length += end;
        }

        return decoded.AsMemory(0, length);
    }

    private static int Line(ReadOnlySpan<byte> line, byte[] decoded, int length)
    {
        for (var at = 0; at < line.Length; at++)
        {
            if (line[at] == '=' && at + 2 < line.Length && char.IsAsciiHexDigit((char)line[at + 1]) && char.IsAsciiHexDigit((char)line[at + 2]))
            {
                decoded[length++] = (byte)((Hex(line[at + 1]) << 4) | Hex(line[at + 2]));
                at += 2;
            }
            else
            {
                decoded[length++] = line[at];
            }
        }

        return length;
    }

    private static int Hex(byte digit) => digit <= '9' ? digit - '0' : (digit | 0x20) - 'a' + 10;
}
