using System.Net.Security;

namespace ImapLab.Server.Wires;

/// <summary>
/// TLS over another wire, by the framework's own <see cref="SslStream"/>. What is sent before the handshake is done waits for it; a handshake that
/// fails, or bytes that are no TLS, end this connection.
/// </summary>
#pragma warning disable CA1001 // A wire ends when its connection is gone: Gone disposes of the streams.
internal sealed class TlsWire : IWire
#pragma warning restore CA1001
{
    /// <summary>The largest record of TLS, in octets (RFC 8446 section 5.1).</summary>
    private const int LargestRecord = 16 * 1024;

    private readonly IWire _below;
    private readonly IWireUser _user;
    private readonly FedStream _stream;
    private readonly SslStream _tls;
    private readonly Queue<byte[]> _early = new();
    private long _earlyOctets;
    private bool _ready;
    private bool _closing;
    private bool _over;

    /// <param name="below">What carries the encrypted bytes.</param>
    public TlsWire(IWire below, IWireUser user)
    {
        _below = below;
        _user = user;
        _stream = new FedStream(bytes => below.Send(bytes.Span));
        _tls = new SslStream(_stream);
    }

    public long Unsent => _below.Unsent + _earlyOctets;

    /// <summary>Waits for the client to begin.</summary>
    public void Start(ServerCertificate certificate) => _ = RunAsync(certificate.Context);

    /// <summary>Encrypted bytes from the client.</summary>
    public void Received(ReadOnlyMemory<byte> bytes) => _stream.Feed(bytes);

    /// <summary>No more of them will come.</summary>
    public void Ended() => _stream.End();

    public void Send(ReadOnlySpan<byte> bytes)
    {
        if (_over)
            return;
        if (_ready)
            _tls.Write(bytes);
        else
            Keep(bytes.ToArray());
    }

    public void Pause() => _below.Pause();

    public void Resume() => _below.Resume();

    public void Close()
    {
        _closing = true;
        if (_over)
            return;
        // The client is told that this is the end and no cut (RFC 8446 section 6.1).
        if (_ready)
            _tls.ShutdownAsync().GetAwaiter().GetResult();
        _over = true;
        _below.Close();
    }

    public void Abort()
    {
        _over = true;
        _below.Abort();
    }

    /// <summary>The connection is gone.</summary>
    public void Gone()
    {
        _over = true;
        _stream.Dispose();
        _tls.Dispose();
    }

    private void Keep(byte[] early)
    {
        _early.Enqueue(early);
        _earlyOctets += early.Length;
    }

    private async Task RunAsync(SslStreamCertificateContext certificate)
    {
        try
        {
            await _tls.AuthenticateAsServerAsync(new SslServerAuthenticationOptions { ServerCertificateContext = certificate }).ConfigureAwait(false);
            _user.Post(HandshakeDone);
            await ReadAsync().ConfigureAwait(false);
            _user.Post(_user.Ended);
        }
#pragma warning disable CA1031 // Whatever a client's bytes do to the framework's TLS, it is this connection alone that ends.
        catch (Exception why)
#pragma warning restore CA1031
        {
            _user.Post(() => Failed(why));
        }
    }

    private async Task ReadAsync()
    {
        var buffer = new byte[LargestRecord];
        int count;
        while ((count = await _tls.ReadAsync(buffer).ConfigureAwait(false)) > 0)
        {
            var bytes = buffer.AsSpan(0, count).ToArray();
            _user.Post(() => _user.Read(bytes));
        }
    }

    private void HandshakeDone()
    {
        _ready = true;
        _earlyOctets = 0;
        while (!_over && _early.TryDequeue(out var bytes))
            _tls.Write(bytes);
    }

    private void Failed(Exception why)
    {
        if (_over || _closing)
            return;
        _over = true;
        _user.Failed($"TLS: {why.Message}");
        _below.Close();
    }
}
