using System.Globalization;
using System.Text;

namespace ImapLab.Differential.Tests.Wire;

/// <summary>Bytes from a server, cut into replies: a line with the literals in it.</summary>
internal sealed class ReplyBuffer
{
    private readonly StringBuilder _bytes = new();

    public bool IsEmpty => _bytes.Length == 0;

    public void Add(ReadOnlySpan<byte> bytes) => _bytes.Append(Encoding.Latin1.GetString(bytes));

    /// <returns>The next whole reply without its line end, in Latin-1; null where there is none yet.</returns>
    public string? Take()
    {
        var text = _bytes.ToString();
        for (var from = 0; ;)
        {
            var end = text.IndexOf('\n', from);
            if (end < 0)
                return null;
            if (LiteralAt(text, end) is { } octets)
            {
                from = end + 1 + octets;
                if (from > text.Length)
                    return null;
                continue;
            }

            _bytes.Remove(0, end + 1);
            return text[..end].TrimEnd('\r');
        }
    }

    /// <summary>The size of the literal that a line announces.</summary>
    private static int? LiteralAt(string text, int lineEnd)
    {
        if (lineEnd < 2 || text[lineEnd - 1] != '\r' || text[lineEnd - 2] != '}')
            return null;
        var open = text.LastIndexOf('{', lineEnd - 2);
        return open >= 0 && int.TryParse(text.AsSpan(open + 1, lineEnd - 3 - open), NumberStyles.None, CultureInfo.InvariantCulture, out var octets) ? octets : null;
    }
}
