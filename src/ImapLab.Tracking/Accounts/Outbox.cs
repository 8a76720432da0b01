using ImapLab.Tracking.Events;
using ImapLab.Tracking.Ports;

namespace ImapLab.Tracking.Accounts;

/// <summary>
/// Delivers what the store owes. Each event is acknowledged by itself as soon as the sink has taken it: a crash between
/// the two repeats that one event, with the same id, and no other.
/// </summary>
internal sealed class Outbox(ITrackerStore store, IEventSink sink)
{
    private const int Batch = 100;

    public async Task DeliverAsync(CancellationToken cancellationToken)
    {
        while (store.LoadOutbox(Batch) is { Count: > 0 } waiting)
        {
            foreach (var entry in waiting)
            {
                cancellationToken.ThrowIfCancellationRequested();
                await sink.DeliverAsync(EventJson.Read(entry.Json), cancellationToken).ConfigureAwait(false);
                store.Acknowledge(entry.Sequence);
            }
        }
    }
}
