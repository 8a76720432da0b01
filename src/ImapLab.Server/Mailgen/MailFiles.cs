namespace ImapLab.Server.Mailgen;

/// <summary>Messages from files: one a file in <c>.eml</c>, many in <c>.mbox</c> (RFC 4155).</summary>
public static class MailFiles
{
    private static readonly byte[] From = "From "u8.ToArray();

    /// <summary>The messages of a folder's files, in the order of their names. Line ends are made CRLF, as IMAP has them.</summary>
    /// <exception cref="IOException">A file cannot be read.</exception>
    public static IEnumerable<ReadOnlyMemory<byte>> Read(string folder) =>
        Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal).SelectMany(file => Path.GetExtension(file).ToUpperInvariant() switch
        {
            ".EML" => [WithCrLf(File.ReadAllBytes(file))],
            ".MBOX" => ReadMbox(File.ReadAllBytes(file)),
            _ => Enumerable.Empty<ReadOnlyMemory<byte>>(),
        });

    /// <summary>Splits an mbox at its "From " lines, which stand at the start or after an empty line; ">From " loses one sign.</summary>
    public static IReadOnlyList<ReadOnlyMemory<byte>> ReadMbox(ReadOnlySpan<byte> mbox)
    {
        var messages = new List<ReadOnlyMemory<byte>>();
        List<byte>? message = null;
        var afterEmpty = true;
        while (!mbox.IsEmpty)
        {
            var end = mbox.IndexOf((byte)'\n');
            var line = end < 0 ? mbox : mbox[..(end + 1)];
            mbox = mbox[line.Length..];
            var isEmpty = line.Trim("\r\n"u8).IsEmpty;
            if (afterEmpty && line.StartsWith(From))
            {
                Finish(messages, message);
                message = [];
            }
            else
            {
                message?.AddRange(line.TrimStart((byte)'>').StartsWith(From) && line[0] == '>' ? line[1..] : line);
            }

            afterEmpty = isEmpty;
        }

        Finish(messages, message);
        return messages;
    }

    private static void Finish(List<ReadOnlyMemory<byte>> messages, List<byte>? message)
    {
        if (message is null)
            return;
        // The empty line before the next "From " belongs to the mbox.
        var bytes = WithCrLf([.. message]);
        messages.Add(bytes.Span.EndsWith("\r\n\r\n"u8) ? bytes[..^2] : bytes);
    }

    private static ReadOnlyMemory<byte> WithCrLf(byte[] bytes)
    {
        var converted = new List<byte>(bytes.Length + 256);
        for (var at = 0; at < bytes.Length; at++)
        {
            if (bytes[at] == '\n' && (at == 0 || bytes[at - 1] != '\r'))
                converted.Add((byte)'\r');
            converted.Add(bytes[at]);
        }

        return converted.ToArray();
    }
}
