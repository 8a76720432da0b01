using System.Net.Security;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using ImapLab.Server.Wires;

namespace ImapLab.Server.Tests.Bench;

/// <summary>Types lines at a server and reads what comes back until the lab is quiet.</summary>
internal sealed class RawClient
{
    private readonly ServerBench _bench;
    private readonly Stream _wire;
    private readonly StringBuilder _unread = new();
    private Stream _out;
    private Action<byte[]> _arrived;

    public RawClient(ServerBench bench, bool tls = false)
    {
        _bench = bench;
        _wire = bench.Server.Connect(tls);
        _out = _wire;
        _arrived = Arrived;
        if (tls)
            BeginTls();
        _ = ReadAsync(_wire, bytes => _arrived(bytes));
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
        _out.Write(Encoding.Latin1.GetBytes(text));
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

    /// <summary>Shakes hands, as a client does that has read the OK of STARTTLS.</summary>
    public void StartTls()
    {
        BeginTls();
        _bench.Loop.RunUntilQuiet();
    }

    public void HangUp()
    {
        _wire.Dispose();
        _bench.Loop.RunUntilQuiet();
    }

    private void BeginTls()
    {
        var fed = new FedStream(bytes => _wire.Write(bytes.Span));
        var known = X509Certificate2.CreateFromPem(_bench.Server.Certificate.Pem).GetCertHashString();
        var tls = new SslStream(fed, leaveInnerStreamOpen: false, (_, shown, _, _) => shown?.GetCertHashString() == known);
        _arrived = bytes => fed.Feed(bytes);
        _out = tls;
        _ = HandshakeAsync(tls);
    }

    private async Task HandshakeAsync(SslStream tls)
    {
        await tls.AuthenticateAsClientAsync("localhost").ConfigureAwait(false);
        await ReadAsync(tls, Arrived).ConfigureAwait(false);
    }

    private void Arrived(byte[] bytes) => _unread.Append(Encoding.Latin1.GetString(bytes));

    private async Task ReadAsync(Stream stream, Action<byte[]> arrived)
    {
        var buffer = new byte[4096];
        try
        {
            int count;
            while ((count = await stream.ReadAsync(buffer).ConfigureAwait(false)) > 0)
                arrived(buffer[..count]);
            Ended = "end of stream";
        }
        catch (Exception error) when (error is IOException or ObjectDisposedException)
        {
            Ended = error.Message;
        }
    }
}
