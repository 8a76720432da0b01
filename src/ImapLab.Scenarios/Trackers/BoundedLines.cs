using System.Text;

namespace ImapLab.Scenarios.Trackers;

/// <summary>Lines of a program that may never end one: what is kept of a line has a limit.</summary>
internal sealed class BoundedLines(TextReader reader, int longest)
{
    private readonly char[] _buffer = new char[4096];
    private int _from;
    private int _to;

    /// <summary>The next line, without its end.</summary>
    /// <returns>Null where there is none any more.</returns>
    /// <exception cref="InvalidDataException">The line is longer than the limit.</exception>
    public async Task<string?> ReadAsync()
    {
        var line = new StringBuilder();
        while (true)
        {
            if (_from == _to)
            {
                (_from, _to) = (0, await reader.ReadAsync(_buffer.AsMemory()).ConfigureAwait(false));
                if (_to == 0)
                    return line.Length == 0 ? null : line.ToString();
            }

            var end = Array.IndexOf(_buffer, '\n', _from, _to - _from);
            line.Append(_buffer, _from, (end < 0 ? _to : end) - _from);
            _from = end < 0 ? _to : end + 1;
            if (line.Length > longest)
                throw new InvalidDataException($"a line of more than {longest} characters");
            if (end >= 0)
                return line.ToString().TrimEnd('\r');
        }
    }
}
