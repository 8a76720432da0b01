using System.Globalization;
using System.Net.Sockets;
using System.Text;

namespace ImapLab.SystemTests.Beside;

/// <summary>Types commands at a server over TCP and reads its answer to the tagged line, byte for byte.</summary>
internal sealed class LineClient : IDisposable
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(10);

    private readonly TcpClient _tcp = new() { NoDelay = true };
    private readonly List<byte> _unread = [];
    private readonly byte[] _buffer = new byte[16 * 1024];
    private int _commands;

    public static async Task<LineClient> LogInAsync(int port, string user, string password)
    {
        var client = new LineClient();
        await client._tcp.ConnectAsync("127.0.0.1", port);
        await client.LineAsync();
        await client.SayAsync($"LOGIN {user} {password}");
        return client;
    }

    /// <summary>Sends a command; its tag and line end are added, and it is the same tag for each client's n-th command.</summary>
    /// <returns>All lines up to the tagged one, or to the end of the connection, literals in them; Latin-1.</returns>
    public async Task<string> SayAsync(string command)
    {
        var tag = $"c{++_commands} ";
        await _tcp.GetStream().WriteAsync(Encoding.Latin1.GetBytes($"{tag}{command}\r\n"));
        var answer = new StringBuilder();
        while (await LineAsync() is { } line)
        {
            answer.Append(line);
            if (line.StartsWith(tag, StringComparison.Ordinal))
                return answer.ToString();
        }

        return answer.Append("(connection closed)").ToString();
    }

    /// <summary>Waits for lines that no command asked for.</summary>
    public async Task<string> HearAsync(int lines)
    {
        var heard = new StringBuilder();
        while (lines-- > 0)
            heard.Append(await LineAsync() ?? "(connection closed)");
        return heard.ToString();
    }

    public void Dispose() => _tcp.Dispose();

    /// <summary>A line with its literals and what follows them; null at the end of the connection.</summary>
    private async Task<string?> LineAsync()
    {
        int end;
        while ((end = _unread.IndexOf((byte)'\n')) < 0)
        {
            if (!await ReadAsync())
                return null;
        }

        var line = await TakeAsync(end + 1);
        if (!line.EndsWith("}\r\n", StringComparison.Ordinal)
            || !int.TryParse(line[(line.LastIndexOf('{') + 1)..^3], NumberStyles.None, CultureInfo.InvariantCulture, out var octets))
            return line;
        return line + await TakeAsync(octets) + await LineAsync();
    }

    private async Task<string> TakeAsync(int octets)
    {
        while (_unread.Count < octets && await ReadAsync())
        {
        }

        var text = Encoding.Latin1.GetString([.. _unread.Take(octets)]);
        _unread.RemoveRange(0, Math.Min(octets, _unread.Count));
        return text;
    }

    private async Task<bool> ReadAsync()
    {
        using var limit = new CancellationTokenSource(Limit);
        var count = await _tcp.GetStream().ReadAsync(_buffer, limit.Token);
        _unread.AddRange(_buffer.AsSpan(0, count));
        return count > 0;
    }
}
