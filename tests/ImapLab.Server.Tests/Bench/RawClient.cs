using System.IO.Compression;
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
    private Stream? _below;
    private Action<byte[]> _arrived;
    private Action<byte[]> _plain;

    public RawClient(ServerBench bench, bool tls = false)
    {
        _bench = bench;
        _wire = bench.Server.Connect(tls);
        _out = _wire;
        _plain = Keep;
        _arrived = bytes => _plain(bytes);
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
        return SayBytes(Encoding.Latin1.GetBytes(text));
    }

    public string SayBytes(byte[] bytes)
    {
        _out.Write(bytes);
        _out.Flush();
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

    /// <summary>Compresses from here on, as a client does that has read the OK of COMPRESS.</summary>
    /// <param name="speaking">False for a test that says what it likes to the server's inflater.</param>
    public void StartCompression(bool speaking = true)
    {
        var below = _out;
        var source = new InflateSource();
        var inflate = new DeflateStream(source, CompressionMode.Decompress);
        _plain = bytes =>
        {
            source.Feed(bytes);
            var buffer = new byte[4096];
            for (int count; (count = inflate.Read(buffer)) > 0;)
                Keep(buffer[..count]);
        };
        if (speaking)
            _out = new DeflateStream(new FedStream(bytes => below.Write(bytes.Span)), CompressionLevel.Fastest);
        _below = below;
    }

    /// <summary>Compresses no more, as a client does that has said UNAUTHENTICATE.</summary>
    public void EndCompression()
    {
        _out = _below!;
        _plain = Keep;
    }

    /// <summary>Says something, and that it says no more, before the server has heard of either; and goes on listening.</summary>
    /// <returns>All that the server says until it is quiet.</returns>
    public string SayLast(string text)
    {
        _out.Write(Encoding.Latin1.GetBytes(text));
        _out.Flush();
        if (_out is SslStream tls)
            _ = tls.ShutdownAsync();
        else
            ((InProcessStream)_wire).ShutDown();
        _bench.Loop.RunUntilQuiet();
        return Read();
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
        await ReadAsync(tls, bytes => _plain(bytes)).ConfigureAwait(false);
    }

    private void Keep(byte[] bytes) => _unread.Append(Encoding.Latin1.GetString(bytes));

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
