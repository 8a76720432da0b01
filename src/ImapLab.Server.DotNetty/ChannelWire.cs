using ImapLab.Server.Wires;

namespace ImapLab.Server.DotNetty;

/// <summary>A channel as a wire.</summary>
internal sealed class ChannelWire : IWire
{
    private readonly ClientChannel _channel;
    private Task _lastWrite = Task.CompletedTask;

    public ChannelWire(ClientChannel channel)
    {
        _channel = channel;
        // A channel becomes unwritable above the one mark and writable below the other; a wire is full at, and drained at.
        channel.Configuration.WriteBufferHighWaterMark = WireMarks.Full - 1;
        channel.Configuration.WriteBufferLowWaterMark = WireMarks.Drained + 1;
    }

    public long Unsent => _channel.Unsafe.OutboundBuffer?.TotalPendingWriteBytes() ?? 0;

    public void Send(ReadOnlySpan<byte> bytes)
    {
        if (!_channel.Active)
            return;
        var buffer = _channel.Allocator.HeapBuffer(bytes.Length);
        bytes.CopyTo(buffer.Array.AsSpan(buffer.ArrayOffset));
        _lastWrite = _channel.WriteAndFlushAsync(buffer.SetWriterIndex(bytes.Length));
    }

    public void Pause() => _channel.Configuration.AutoRead = false;

    public void Resume() => _channel.Configuration.AutoRead = true;

    /// <summary>A close fails what still waits to be written, so it comes when the last write is out.</summary>
    public void Close() => _lastWrite.ContinueWith(
        static (_, state) => ((ClientChannel)state!).CloseAsync(), _channel, CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default);

    public void Abort() => _channel.EventLoop.Execute(_channel.Reset);
}
