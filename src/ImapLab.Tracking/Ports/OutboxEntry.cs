namespace ImapLab.Tracking.Ports;

/// <summary>An event on its way, or delivered long ago: its place in the stream, and its JSON as it goes out.</summary>
/// <param name="Sequence">Counts from 1, without a gap, in the order in which events are told.</param>
/// <param name="At">The envelope's date.</param>
/// <param name="Event">The kind of event.</param>
/// <param name="Path">The folder it is about; null where it concerns the whole account.</param>
/// <param name="EventId">The same at each redelivery.</param>
/// <param name="Json">The whole envelope, on one line.</param>
public sealed record OutboxEntry(long Sequence, DateTimeOffset At, string Event, string? Path, string EventId, string Json)
{
    /// <summary>The message it is about, where it is about one.</summary>
    public MessagePlace? Message { get; init; }
}
