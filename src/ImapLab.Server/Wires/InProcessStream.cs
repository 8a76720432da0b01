using ImapLab.Server.Runtime;

namespace ImapLab.Server.Wires;

/// <summary>
/// The client's end of an <see cref="InProcessWire"/>. In a pumped lab its reads are asynchronous only, and what waits for one
/// goes on inside the loop's item that brought the bytes.
/// </summary>
/// <param name="send">Takes what the client writes.</param>
/// <param name="taken">Told how much the client has read.</param>
/// <param name="shutDown">Told that the client says no more.</param>
internal sealed class InProcessStream(Action<byte[]> send, Action<int> taken, Action shutDown, Action disposed, PumpedLoop? pumped) : Stream
{
    private readonly Lock _gate = new();
    private readonly Queue<byte[]> _arrived = new();
    private int _offset;
    private (TaskCompletionSource<int> Done, Memory<byte> Into)? _reader;
    private bool _ended;
    private bool _shutDown;
    private bool _disposed;
    private IOException? _reset;

    public override bool CanRead => true;

    public override bool CanWrite => true;

    public override bool CanSeek => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public void Arrived(byte[] bytes) => Wake(() => _arrived.Enqueue(bytes));

    public void Ended(IOException? reset) => Wake(() =>
    {
        _ended = true;
        _reset = reset;
        if (reset is not null)
            _arrived.Clear();
    });

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        pumped?.VerifyOnThread("A connection was read");
        cancellationToken.ThrowIfCancellationRequested();
        TaskCompletionSource<int> done;
        lock (_gate)
        {
            ObjectDisposedException.ThrowIf(_disposed, this);
            if (_reader is not null)
                throw new InvalidOperationException("One read at a time.");
            if (buffer.IsEmpty)
                return 0;
            if (TryRead(buffer) is { } count)
                return count;
            // In a pumped lab the client goes on inside the completing call: that is what makes quiet provable.
            done = new TaskCompletionSource<int>(pumped is null ? TaskCreationOptions.RunContinuationsAsynchronously : TaskCreationOptions.None);
            _reader = (done, buffer);
        }

        var registration = cancellationToken.Register(() => Cancel(done, cancellationToken));
        try
        {
            return await done.Task.ConfigureAwait(false);
        }
        finally
        {
            await registration.DisposeAsync().ConfigureAwait(false);
        }
    }

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override int Read(byte[] buffer, int offset, int count) =>
        pumped is null
            ? ReadAsync(buffer.AsMemory(offset, count)).AsTask().GetAwaiter().GetResult()
            : throw new NotSupportedException("A blocking read would stop the lab's only thread. Use ReadAsync.");

    /// <summary>The client says no more and goes on reading, as after <c>shutdown(SHUT_WR)</c> of a socket.</summary>
    public void ShutDown()
    {
        lock (_gate)
        {
            if (_shutDown || _disposed)
                return;
            _shutDown = true;
        }

        shutDown();
    }

    public override void Write(ReadOnlySpan<byte> buffer)
    {
        pumped?.VerifyOnThread("A connection was written to");
        lock (_gate)
        {
            ObjectDisposedException.ThrowIf(_disposed, this);
            if (_reset is not null)
                throw new IOException(_reset.Message);
            if (_shutDown)
                throw new IOException("Broken pipe: the client has said that it says no more.");
            if (_ended)
                throw new IOException("Broken pipe: the server has closed the connection.");
        }

        send(buffer.ToArray());
    }

    public override void Write(byte[] buffer, int offset, int count) => Write(buffer.AsSpan(offset, count));

    public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        Write(buffer.Span);
        return ValueTask.CompletedTask;
    }

    public override Task WriteAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        WriteAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override void Flush()
    {
    }

    public override Task FlushAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing && !_disposed)
        {
            Wake(() => _disposed = true);
            disposed();
        }

        base.Dispose(disposing);
    }

    private void Wake(Action change)
    {
        (TaskCompletionSource<int> Done, Memory<byte> Into)? reader;
        int? count;
        lock (_gate)
        {
            change();
            reader = _reader;
            count = reader is { } waiting && _reset is null && !_disposed ? TryRead(waiting.Into) : null;
            if (count is null && _reset is null && !_disposed)
                return;
            _reader = null;
        }

        if (reader is not { } woken)
            return;
        if (_disposed)
            woken.Done.TrySetException(new ObjectDisposedException(nameof(InProcessWire)));
        else if (_reset is not null)
            woken.Done.TrySetException(new IOException(_reset.Message));
        else
            woken.Done.TrySetResult(count!.Value);
    }

    private int? TryRead(Memory<byte> into)
    {
        if (_reset is not null)
            throw new IOException(_reset.Message);
        if (!_arrived.TryPeek(out var first))
            return _ended ? 0 : null;
        var count = Math.Min(first.Length - _offset, into.Length);
        first.AsMemory(_offset, count).CopyTo(into);
        _offset += count;
        if (_offset == first.Length)
        {
            _arrived.Dequeue();
            _offset = 0;
        }

        taken(count);
        return count;
    }

    private void Cancel(TaskCompletionSource<int> done, CancellationToken token)
    {
        lock (_gate)
        {
            if (_reader?.Done != done)
                return;
            _reader = null;
        }

        done.TrySetCanceled(token);
    }
}
