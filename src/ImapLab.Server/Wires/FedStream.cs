namespace ImapLab.Server.Wires;

/// <summary>
/// The bytes of a wire as the stream that the framework's codecs want: a read waits until it is fed, a write goes out at once. What waits for a
/// read goes on inside the call that feeds it, so a codec on top of this one runs on its connection's loop.
/// </summary>
internal sealed class FedStream(Action<ReadOnlyMemory<byte>> written) : Stream
{
    private readonly Queue<ReadOnlyMemory<byte>> _fed = new();
    private int _offset;
    private (TaskCompletionSource<int> Done, Memory<byte> Into)? _reader;
    private bool _ended;

    public override bool CanRead => true;

    public override bool CanWrite => true;

    public override bool CanSeek => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    /// <param name="bytes">The stream's to keep.</param>
    public void Feed(ReadOnlyMemory<byte> bytes)
    {
        if (bytes.IsEmpty)
            return;
        lock (_fed)
            _fed.Enqueue(bytes);
        Wake();
    }

    /// <summary>No more will be fed.</summary>
    public void End()
    {
        lock (_fed)
            _ended = true;
        Wake();
    }

    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        lock (_fed)
        {
            if (_reader is not null)
                throw new InvalidOperationException("One read at a time.");
            if (buffer.IsEmpty)
                return ValueTask.FromResult(0);
            if (TryTake(buffer) is { } count)
                return ValueTask.FromResult(count);
            var done = new TaskCompletionSource<int>();
            _reader = (done, buffer);
            return new ValueTask<int>(done.Task);
        }
    }

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException("A blocking read would stop the loop. Use ReadAsync.");

    public override void Write(byte[] buffer, int offset, int count) => written(buffer.AsMemory(offset, count));

    public override void Write(ReadOnlySpan<byte> buffer) => written(buffer.ToArray());

    public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        written(buffer);
        return ValueTask.CompletedTask;
    }

    public override Task WriteAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken)
    {
        written(buffer.AsMemory(offset, count));
        return Task.CompletedTask;
    }

    public override void Flush()
    {
    }

    public override Task FlushAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing)
            End();
        base.Dispose(disposing);
    }

    private void Wake()
    {
        TaskCompletionSource<int> done;
        int count;
        lock (_fed)
        {
            if (_reader is not { } waiting || TryTake(waiting.Into) is not { } taken)
                return;
            (done, count) = (waiting.Done, taken);
            _reader = null;
        }

        done.SetResult(count);
    }

    /// <returns>Null where there is nothing yet.</returns>
    private int? TryTake(Memory<byte> into)
    {
        if (!_fed.TryPeek(out var first))
            return _ended ? 0 : null;
        var count = Math.Min(first.Length - _offset, into.Length);
        first.Slice(_offset, count).CopyTo(into);
        _offset += count;
        if (_offset == first.Length)
        {
            _fed.Dequeue();
            _offset = 0;
        }

        return count;
    }
}
