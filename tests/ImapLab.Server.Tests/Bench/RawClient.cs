using System.Text;

namespace ImapLab.Server.Tests.Bench;

/// <summary>Types lines at a server and reads what comes back until the lab is quiet.</summary>
internal sealed class RawClient
{
    private readonly ServerBench _bench;
    private readonly Stream _stream;
    private readonly StringBuilder _unread = new();

    public RawClient(ServerBench bench)
    {
        _bench = bench;
        _stream = bench.Server.Connect();
        _ = ReadAsync();
        bench.Loop.RunUntilQuiet();
        Greeting = Read();
    }

    public string Greeting { get; }

    /// <summary>Whether the server has ended the connection, and how: null, "end of stream", or what a read threw.</summary>
    public string? Ended { get; private set; }

    /// <summary>Sends a line; its line end is added.</summary>
    /// <returns>All that the server says until it is quiet.</returns>
    public string Say(string line) => SayRaw(line + "\r\n");

    public string SayRaw(string text)
    {
        _stream.Write(Encoding.Latin1.GetBytes(text));
        _bench.Loop.RunUntilQuiet();
        return Read();
    }

    /// <summary>What the server has said since the last look.</summary>
    public string Read()
    {
        var text = _unread.ToString();
        _unread.Clear();
        return text.Replace("\r\n", "\n", StringComparison.Ordinal).TrimEnd('\n');
    }

    public void HangUp()
    {
        _stream.Dispose();
        _bench.Loop.RunUntilQuiet();
    }

    private async Task ReadAsync()
    {
        var buffer = new byte[4096];
        try
        {
            int count;
            while ((count = await _stream.ReadAsync(buffer).ConfigureAwait(false)) > 0)
                _unread.Append(Encoding.Latin1.GetString(buffer, 0, count));
            Ended = "end of stream";
        }
        catch (Exception error) when (error is IOException or ObjectDisposedException)
        {
            Ended = error.Message;
        }
    }
}
