using System.Text;
using ImapLab.Tracking.Events;
using ImapLab.Tracking.Ports;

namespace ImapLab.Cli.Tracking;

/// <summary>Writes each event as a line, and lets go of it only when it left the process.</summary>
internal sealed class JsonLinesSink(Stream output) : IEventSink
{
    public async ValueTask DeliverAsync(TrackerEvent told, CancellationToken cancellationToken)
    {
        // A line half written is worse than a late stop, so the write is not cancelled.
        await output.WriteAsync(Encoding.UTF8.GetBytes(EventJson.Write(told) + "\n"), CancellationToken.None).ConfigureAwait(false);
        await output.FlushAsync(CancellationToken.None).ConfigureAwait(false);
    }
}
