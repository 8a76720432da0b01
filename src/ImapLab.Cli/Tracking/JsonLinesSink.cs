using System.Text;
using ImapLab.Tracking.Events;
using ImapLab.Tracking.Ports;

namespace ImapLab.Cli.Tracking;

/// <summary>Writes each event as a line, and lets go of it only when it left the process. Accounts share it.</summary>
internal sealed class JsonLinesSink(Stream output) : IEventSink, IDisposable
{
    private readonly SemaphoreSlim _turn = new(1, 1);

    /// <exception cref="OutputClosedException">Nobody reads any more.</exception>
    public async ValueTask DeliverAsync(TrackerEvent told, CancellationToken cancellationToken)
    {
        await _turn.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            // A line half written is worse than a late stop, so the write is not cancelled.
            await output.WriteAsync(Encoding.UTF8.GetBytes(EventJson.Write(told) + "\n"), CancellationToken.None).ConfigureAwait(false);
            await output.FlushAsync(CancellationToken.None).ConfigureAwait(false);
        }
        catch (IOException closed)
        {
            throw new OutputClosedException(closed);
        }
        finally
        {
            _turn.Release();
        }
    }

    public void Dispose() => _turn.Dispose();
}
