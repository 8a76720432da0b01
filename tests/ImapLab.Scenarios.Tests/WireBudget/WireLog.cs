using System.Text;

namespace ImapLab.Scenarios.Tests.WireBudget;

/// <summary>A client's stream, and what went over it: each command with its bytes and those of its answer.</summary>
internal sealed class WireLog(Stream inner) : Stream
{
    private readonly List<Exchange> _exchanges = [];

    public IReadOnlyList<Exchange> Exchanges => _exchanges;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => true;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public override int Read(byte[] buffer, int offset, int count) => Received(inner.Read(buffer, offset, count));

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
        Received(await inner.ReadAsync(buffer, cancellationToken).ConfigureAwait(false));

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override void Write(byte[] buffer, int offset, int count)
    {
        Sent(buffer.AsSpan(offset, count));
        inner.Write(buffer, offset, count);
    }

    public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        Sent(buffer.Span);
        return inner.WriteAsync(buffer, cancellationToken);
    }

    public override Task WriteAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        WriteAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override void Flush() => inner.Flush();

    public override Task FlushAsync(CancellationToken cancellationToken) => inner.FlushAsync(cancellationToken);

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing)
            inner.Dispose();
        base.Dispose(disposing);
    }

    private void Sent(ReadOnlySpan<byte> bytes)
    {
        // A long command may leave in several writes; its first has the tag, and none is a round trip before its line is whole.
        if (_exchanges.Count > 0 && !_exchanges[^1].Command.EndsWith('\n'))
            _exchanges[^1].Command += Encoding.Latin1.GetString(bytes);
        else
            _exchanges.Add(new Exchange { Command = Encoding.Latin1.GetString(bytes) });
    }

    private int Received(int count)
    {
        if (_exchanges.Count > 0)
            _exchanges[^1].Answer += count;
        return count;
    }
}

/// <summary>One command and its answer.</summary>
internal sealed class Exchange
{
    public required string Command { get; set; }

    public long Answer { get; set; }

    public long Bytes => Command.Length + Answer;
}
