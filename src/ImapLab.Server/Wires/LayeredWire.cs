namespace ImapLab.Server.Wires;

/// <summary>A connection's wire with what a client has put between it and the session.</summary>
internal sealed class LayeredWire(IWire wire, IWireUser user) : IWire, IWireUser
{
    private TlsWire? _tls;

    public bool IsSecure => _tls is not null;

    public long Unsent => Top.Unsent;

    private IWire Top => _tls ?? wire;

    /// <summary>From here on both sides speak TLS; the client begins.</summary>
    public void StartTls(ServerCertificate certificate)
    {
        _tls = new TlsWire(wire, this);
        _tls.Start(certificate);
    }

    /// <summary>Bytes as they came in.</summary>
    public void Received(ReadOnlyMemory<byte> bytes)
    {
        if (_tls is null)
            user.Read(bytes);
        else
            _tls.Received(bytes);
    }

    public void Send(ReadOnlySpan<byte> bytes) => Top.Send(bytes);

    public void Pause() => wire.Pause();

    public void Resume() => wire.Resume();

    public void Close() => Top.Close();

    public void Abort() => Top.Abort();

    /// <summary>The connection is gone.</summary>
    public void Gone() => _tls?.Gone();

    void IWireUser.Post(Action work) => user.Post(work);

    void IWireUser.Read(ReadOnlyMemory<byte> bytes) => user.Read(bytes);

    void IWireUser.Ended() => user.Ended();

    void IWireUser.Failed(string why) => user.Failed(why);
}
