using System.Buffers;
using System.IO.Compression;

namespace ImapLab.Server.Wires;

/// <summary>
/// Compression over another wire (RFC 4978). A few octets of it can stand for a thousand times as many, so it is only inflated as the session comes
/// to read it, a slice at a time: what is behind it waits as it came.
/// </summary>
#pragma warning disable CA1001 // A wire ends when its connection is gone: Gone disposes of the streams.
internal sealed class DeflateWire : IWire
#pragma warning restore CA1001
{
    /// <summary>After so many octets other sessions have their turn, and while so many wait to be read no more are made.</summary>
    private const int Slice = 32 * 1024;

    private readonly IWire _below;
    private readonly IWireUser _user;
    private readonly InflateSource _source = new();
    private readonly DeflateStream _inflate;
    private readonly DeflateStream _deflate;
    private bool _isPosted;
    private bool _over;

    public DeflateWire(IWire below, IWireUser user)
    {
        _below = below;
        _user = user;
        _inflate = new DeflateStream(_source, CompressionMode.Decompress);
        _deflate = new DeflateStream(new FedStream(SendBelow), CompressionLevel.Fastest);
    }

    public long Unsent => _below.Unsent;

    /// <summary>Whether there may be more for the session to read.</summary>
    public bool HasMore { get; private set; }

    /// <summary>Octets that came and that are not inflated yet.</summary>
    public int Waiting => _source.Waiting;

    /// <summary>Compressed bytes from the client.</summary>
    public void Received(ReadOnlyMemory<byte> bytes)
    {
        _source.Feed(bytes);
        HasMore = true;
    }

    /// <summary>Inflates a slice, if there is one and the session has room for it. Comes at the end of each item of the connection's work.</summary>
    public void GoOn()
    {
        if (!HasMore || _over || _user.Backlog >= Slice)
            return;
        var buffer = ArrayPool<byte>.Shared.Rent(Slice);
        try
        {
            var count = _inflate.Read(buffer, 0, Slice);
            HasMore = count > 0;
            if (count > 0)
                _user.Read(buffer.AsSpan(0, count).ToArray());
            else if (Waiting > 0)
                Refuse("The compressed stream has ended");
        }
        catch (InvalidDataException)
        {
            Refuse("What came is not compressed by DEFLATE");
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }

        if (!HasMore || _over || _isPosted)
            return;
        _isPosted = true;
        _user.Post(() => _isPosted = false);
    }

    /// <summary>Each stretch is flushed: the client waits for it.</summary>
    public void Send(ReadOnlySpan<byte> bytes)
    {
        if (_over)
            return;
        _deflate.Write(bytes);
        _deflate.Flush();
    }

    public void Pause() => _below.Pause();

    public void Resume() => _below.Resume();

    public void Close() => _below.Close();

    public void Abort() => _below.Abort();

    /// <summary>Ends compression; the wire below goes on without it.</summary>
    /// <returns>What came behind, as it came.</returns>
    public IReadOnlyList<ReadOnlyMemory<byte>> End()
    {
        Gone();
        return _source.TakeRest();
    }

    /// <summary>The connection is gone, or goes on without compression.</summary>
    public void Gone()
    {
        if (_over)
            return;
        _over = true;
        _inflate.Dispose();
        _deflate.Dispose();
    }

    /// <summary>What ends a compressed stream is not sent: the client has stopped to read one (RFC 8437 section 4.1).</summary>
    private void SendBelow(ReadOnlyMemory<byte> bytes)
    {
        if (!_over)
            _below.Send(bytes.Span);
    }

    private void Refuse(string why)
    {
        HasMore = false;
        _user.Refuse(why);
    }
}
