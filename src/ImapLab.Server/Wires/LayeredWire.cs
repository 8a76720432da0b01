namespace ImapLab.Server.Wires;

/// <summary>
/// A connection's wire with what a client has put between it and the session: what is said is compressed first and then encrypted, whichever came
/// first (RFC 4978 section 3).
/// </summary>
internal sealed class LayeredWire(IWire wire, IWireUser user) : IWire, IWireUser
{
    private readonly Queue<ReadOnlyMemory<byte>> _held = new();
    private TlsWire? _tls;
    private DeflateWire? _deflate;
    private bool _hasTail;
    private bool _ended;

    public bool IsSecure => _tls is not null;

    public bool IsCompressed => _deflate is not null;

    public long Unsent => Top.Unsent;

    /// <summary>Octets that came and that the session has not seen.</summary>
    public int Waiting => _deflate?.Waiting ?? 0;

    int IWireUser.Backlog => user.Backlog;

    private IWire Top => _deflate ?? Lower;

    private IWire Lower => _tls ?? wire;

    /// <summary>From here on both sides speak TLS; the client begins.</summary>
    public void StartTls(ServerCertificate certificate)
    {
        _tls = new TlsWire(wire, this);
        _tls.Start(certificate);
    }

    /// <summary>From here on both sides compress what they say.</summary>
    public void StartDeflate() => _deflate = new DeflateWire(Lower, user);

    /// <summary>From here on neither side does. What the client has said behind that comes with the next item of work.</summary>
    public void EndDeflate()
    {
        foreach (var bytes in _deflate?.End() ?? [])
            _held.Enqueue(bytes);
        _deflate = null;
        _hasTail = true;
        user.Post(ReadHeld);
    }

    /// <summary>Bytes as they came in.</summary>
    public void Received(ReadOnlyMemory<byte> bytes)
    {
        if (_tls is null)
            Read(bytes);
        else
            _tls.Received(bytes);
    }

    /// <summary>No more bytes will come in.</summary>
    public void Ended()
    {
        if (_tls is null)
            _ended = true;
        else
            _tls.Ended();
    }

    /// <summary>Goes on with what came and could not be read at once. Comes at the end of each item of the connection's work.</summary>
    public void GoOn()
    {
        _deflate?.GoOn();
        if (!_ended || _held.Count > 0 || _deflate is { HasMore: true })
            return;
        _ended = false;
        user.Ended();
    }

    public void Send(ReadOnlySpan<byte> bytes) => Top.Send(bytes);

    public void Pause() => wire.Pause();

    public void Resume() => wire.Resume();

    public void Close() => Top.Close();

    public void Abort() => Top.Abort();

    /// <summary>The connection is gone.</summary>
    public void Gone()
    {
        _deflate?.Gone();
        _tls?.Gone();
    }

    void IWireUser.Post(Action work) => user.Post(work);

    void IWireUser.Read(ReadOnlyMemory<byte> bytes) => Read(bytes);

    void IWireUser.Ended() => _ended = true;

    void IWireUser.Refuse(string why) => user.Refuse(why);

    void IWireUser.Failed(string why) => user.Failed(why);

    /// <summary>Bytes without TLS.</summary>
    private void Read(ReadOnlyMemory<byte> bytes)
    {
        ReadHeld();
        if (_deflate is null)
            ReadPlain(bytes);
        else
            _deflate.Received(bytes);
    }

    private void ReadHeld()
    {
        while (_held.TryDequeue(out var bytes))
            ReadPlain(bytes);
    }

    /// <summary>
    /// What is left of a compressed stream when all that it says has been read is padding, and the mark of a flush or of its end (RFC 1951
    /// section 3.2.3): octets with which nothing begins that a client says.
    /// </summary>
    private void ReadPlain(ReadOnlyMemory<byte> bytes)
    {
        if (_hasTail)
        {
            var begin = bytes.Span.IndexOfAnyInRange((byte)'!', (byte)'~');
            _hasTail = begin < 0;
            bytes = begin < 0 ? default : bytes[begin..];
        }

        user.Read(bytes);
    }
}
