using ImapLab.Tracking.Events;
using ImapLab.Tracking.Metrics;
using ImapLab.Tracking.Ports;

namespace ImapLab.Tracking.Accounts;

/// <summary>
/// Delivers what the log holds to the tracker's own sink. Each event is acknowledged by itself as soon as the sink has
/// taken it: a crash between the two repeats that one event, with the same id, and no other.
/// </summary>
internal sealed class Outbox
{
    private const int Batch = 100;

    private readonly IEventLog _log;
    private readonly IEventSink _sink;
    private readonly TimeProvider _time;

    public Outbox(IEventLog log, IEventSink sink, TimeProvider time)
    {
        _time = time;
        _log = log;
        _sink = sink;
        log.Enrol(SinkNames.Stdout);
    }

    public async Task DeliverAsync(CancellationToken cancellationToken)
    {
        while (_log.LoadUntold(SinkNames.Stdout, Batch) is { Count: > 0 } waiting)
        {
            foreach (var entry in waiting)
            {
                cancellationToken.ThrowIfCancellationRequested();
                var told = EventJson.Read(entry.Json);
                await _sink.DeliverAsync(told, cancellationToken).ConfigureAwait(false);
                _log.Acknowledge(SinkNames.Stdout, entry.Sequence);
                TrackingMeter.RecordLag(told.Account, _time.GetUtcNow() - entry.At);
            }
        }
    }
}
