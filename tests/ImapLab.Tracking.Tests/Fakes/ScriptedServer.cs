using System.Text;

namespace ImapLab.Tracking.Tests.Fakes;

/// <summary>
/// The client's end of a connection to a server that says what a test wants: it answers each line of the client's with some
/// text, or with pieces without end, or not at all.
/// </summary>
/// <param name="greeting">What it says first.</param>
/// <param name="answer">What it says to a line; the first argument is the line's tag, the second the rest.</param>
internal sealed class ScriptedServer(string greeting, Func<string, string, IEnumerable<string>> answer) : Stream
{
    private readonly Queue<IEnumerator<string>> _saying = new([((IEnumerable<string>)[greeting]).GetEnumerator()]);
    private readonly StringBuilder _line = new();
    private byte[] _left = [];
    private TaskCompletionSource? _heard;

    /// <summary>The client's lines without their tags, in order.</summary>
    public List<string> Lines { get; } = [];

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => true;

    public override bool CanTimeout => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    /// <summary>Says something that was not asked for.</summary>
    public void Say(string text)
    {
        _saying.Enqueue(((IEnumerable<string>)[text]).GetEnumerator());
        _heard?.TrySetResult();
    }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        while (true)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (_left.Length > 0)
            {
                var taken = Math.Min(_left.Length, buffer.Length);
                _left.AsSpan(0, taken).CopyTo(buffer.Span);
                _left = _left[taken..];
                return taken;
            }

            if (_saying.TryPeek(out var saying))
            {
                if (saying.MoveNext())
                    _left = Encoding.Latin1.GetBytes(saying.Current);
                else
                    _saying.Dequeue().Dispose();
                continue;
            }

            var heard = _heard = new TaskCompletionSource();
            await using var stopped = cancellationToken.Register(() => heard.TrySetCanceled(cancellationToken)).ConfigureAwait(false);
            await heard.Task.ConfigureAwait(false);
        }
    }

    public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        Write(buffer.Span);
        return ValueTask.CompletedTask;
    }

    public override void Write(ReadOnlySpan<byte> buffer)
    {
        foreach (var octet in buffer)
        {
            if (octet != '\n')
            {
                _line.Append((char)octet);
                continue;
            }

            var line = _line.ToString().TrimEnd('\r');
            _line.Clear();
            var words = line.Split(' ', 2);
            var rest = words.Length == 2 ? words[1] : "";
            Lines.Add(words.Length == 2 ? rest : line);
            _saying.Enqueue(answer(words[0], rest).GetEnumerator());
            _heard?.TrySetResult();
        }
    }

    public override void Write(byte[] buffer, int offset, int count) => Write(buffer.AsSpan(offset, count));

    public override int Read(byte[] buffer, int offset, int count) => ReadAsync(buffer.AsMemory(offset, count)).AsTask().GetAwaiter().GetResult();

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override Task WriteAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken)
    {
        Write(buffer.AsSpan(offset, count));
        return Task.CompletedTask;
    }

    public override void Flush()
    {
    }

    public override Task FlushAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();
}
