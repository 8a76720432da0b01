using System.Globalization;
using System.Text;

namespace ImapLab.BadTrackers;

/// <summary>The server said NO or BAD.</summary>
public sealed class RefusedException(string answer) : Exception(answer);

/// <summary>As little of an IMAP client as a tracker can do with: a command out, its lines in. Literals are folded into their line.</summary>
internal sealed class ImapLines(Stream stream) : IDisposable
{
    private readonly byte[] _buffer = new byte[4096];
    private readonly List<byte> _read = [];
    private int _tags;

    /// <summary>Whether the connection ended before the last command's completion.</summary>
    public bool WasCut { get; private set; }

    public Task<string?> GreetingAsync() => LineAsync();

    /// <summary>Sends a command.</summary>
    /// <returns>The untagged lines; where the connection ends first, those that came.</returns>
    /// <exception cref="RefusedException">It was answered with NO or BAD.</exception>
    public async Task<List<string>> CommandAsync(string command)
    {
        var tag = string.Create(CultureInfo.InvariantCulture, $"b{++_tags}");
        await stream.WriteAsync(Encoding.Latin1.GetBytes($"{tag} {command}\r\n")).ConfigureAwait(false);
        var lines = new List<string>();
        while (await LineAsync().ConfigureAwait(false) is { } line)
        {
            if (!line.StartsWith($"{tag} ", StringComparison.Ordinal))
                lines.Add(line);
            else if (line.StartsWith($"{tag} OK", StringComparison.OrdinalIgnoreCase))
                return lines;
            else
                throw new RefusedException(line[(tag.Length + 1)..]);
        }

        WasCut = true;
        return lines;
    }

    public void Dispose() => stream.Dispose();

    private async Task<string?> LineAsync()
    {
        var line = new StringBuilder();
        while (true)
        {
            if (await TextAsync().ConfigureAwait(false) is not { } text)
                return null;
            line.Append(text);
            if (!text.EndsWith('}') || !int.TryParse(text[(text.LastIndexOf('{') + 1)..^1], out var octets))
                return line.ToString();
            while (_read.Count < octets)
            {
                if (!await MoreAsync().ConfigureAwait(false))
                    return null;
            }

            line.Append(Encoding.Latin1.GetString([.. _read.Take(octets)]).ReplaceLineEndings(" "));
            _read.RemoveRange(0, octets);
        }
    }

    private async Task<string?> TextAsync()
    {
        int end;
        while ((end = _read.IndexOf((byte)'\n')) < 0)
        {
            if (!await MoreAsync().ConfigureAwait(false))
                return null;
        }

        var text = Encoding.Latin1.GetString([.. _read.Take(end)]).TrimEnd('\r');
        _read.RemoveRange(0, end + 1);
        return text;
    }

    private async Task<bool> MoreAsync()
    {
        var count = await stream.ReadAsync(_buffer).ConfigureAwait(false);
        _read.AddRange(_buffer.AsSpan(0, count));
        return count > 0;
    }
}
