namespace ImapLab.Server.Wires;

/// <summary>
/// Compressed bytes on their way into an inflater. A read that finds nothing gives 0, which the inflater takes for "nothing yet". It gives no more
/// than up to where the client has flushed, so that what is behind that is still here when the client ends compression there.
/// </summary>
internal sealed class InflateSource : Stream
{
    /// <summary>What a client has flushed ends with this, the end of an empty stored block (RFC 1951 section 3.2.4).</summary>
    private const uint FlushMark = 0x0000FFFF;

    private readonly Queue<ReadOnlyMemory<byte>> _chunks = new();
    private ReadOnlyMemory<byte> _chunk;
    private int _at;
    private uint _lastFour = uint.MaxValue;

    public override bool CanRead => true;

    public override bool CanWrite => false;

    public override bool CanSeek => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    /// <summary>Octets that wait.</summary>
    public int Waiting { get; private set; }

    public void Feed(ReadOnlyMemory<byte> bytes)
    {
        _chunks.Enqueue(bytes);
        Waiting += bytes.Length;
    }

    /// <summary>All that waits, as it came.</summary>
    public IReadOnlyList<ReadOnlyMemory<byte>> TakeRest()
    {
        ReadOnlyMemory<byte>[] rest = [_chunk[_at..], .. _chunks];
        _chunks.Clear();
        (_chunk, _at) = (default, 0);
        Waiting = 0;
        return rest;
    }

    public override int Read(Span<byte> buffer)
    {
        while (_at == _chunk.Length)
        {
            if (!_chunks.TryDequeue(out var next))
                return 0;
            (_chunk, _at) = (next, 0);
        }

        var rest = _chunk.Span[_at..];
        var count = UpToFlush(rest[..Math.Min(rest.Length, buffer.Length)]);
        rest[..count].CopyTo(buffer);
        _at += count;
        Waiting -= count;
        return count;
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    private int UpToFlush(ReadOnlySpan<byte> bytes)
    {
        for (var index = 0; index < bytes.Length; index++)
        {
            _lastFour = (_lastFour << 8) | bytes[index];
            if (_lastFour == FlushMark)
                return index + 1;
        }

        return bytes.Length;
    }
}
