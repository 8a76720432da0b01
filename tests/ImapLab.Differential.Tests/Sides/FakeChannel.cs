using ImapLab.Differential.Tests.Wire;
using ImapLab.Server.Runtime;

namespace ImapLab.Differential.Tests.Sides;

/// <summary>A connection to the fake server: when its loop is quiet, it has said all that it will.</summary>
internal sealed class FakeChannel : IChannel
{
    private readonly PumpedLoop _loop;
    private readonly Stream _stream;
    private readonly MemoryStream _unread = new();
    private bool _ended;

    public FakeChannel(PumpedLoop loop, Stream stream)
    {
        _loop = loop;
        _stream = stream;
        _ = CollectAsync();
    }

    public bool IsClosed => _ended && _unread.Length == 0;

    public void Send(ReadOnlySpan<byte> bytes)
    {
        if (!_ended)
            _stream.Write(bytes);
    }

    public bool ReadInto(ReplyBuffer buffer, TimeSpan patience)
    {
        _loop.RunUntilQuiet();
        if (_unread.Length == 0)
            return false;
        buffer.Add(_unread.GetBuffer().AsSpan(0, (int)_unread.Length));
        _unread.SetLength(0);
        return true;
    }

    public void Dispose()
    {
        _stream.Dispose();
        _loop.RunUntilQuiet();
    }

    private async Task CollectAsync()
    {
        var buffer = new byte[16 * 1024];
        try
        {
            for (int count; (count = await _stream.ReadAsync(buffer).ConfigureAwait(false)) > 0;)
                _unread.Write(buffer.AsSpan(0, count));
            _ended = true;
        }
        catch (Exception gone) when (gone is IOException or ObjectDisposedException)
        {
            _ended = true;
        }
    }
}
