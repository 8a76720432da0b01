using ImapLab.Tracking.Events;

namespace ImapLab.Tracking.Ports;

/// <summary>
/// Where events go. An event counts as told when <see cref="DeliverAsync"/> returns; if the process dies before that is
/// recorded, the event comes again with the same <see cref="TrackerEvent.EventId"/>.
/// </summary>
public interface IEventSink
{
    /// <summary>Delivers one event. Events come one at a time, in order.</summary>
    ValueTask DeliverAsync(TrackerEvent told, CancellationToken cancellationToken);
}
