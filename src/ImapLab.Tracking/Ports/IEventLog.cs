namespace ImapLab.Tracking.Ports;

/// <summary>
/// Every event told, in order, and how far each sink has got with them. A sink has a cursor: all up to it is settled,
/// except for what was put off. Safe to use from several threads.
/// </summary>
public interface IEventLog
{
    /// <summary>Called when events were added, on the flow that added them.</summary>
    event Action? Grew;

    /// <summary>
    /// Makes a sink known. What it has not taken yet is kept for it from now on. A new one begins with the next event;
    /// one that comes back goes on where it was, as far as the history still reaches.
    /// </summary>
    void Enrol(string sink);

    /// <summary>The events after the sink's cursor, in order.</summary>
    IReadOnlyList<OutboxEntry> LoadUntold(string sink, int limit);

    /// <summary>Moves the cursor: the events up to and with this one are settled.</summary>
    void Acknowledge(string sink, long sequence);

    /// <summary>
    /// Moves the cursor past an event that the sink did not take, if it is not past it yet, and keeps it as put off.
    /// </summary>
    /// <param name="since">When the sink first refused it; null where it only waits behind another of its folder.</param>
    void PutOff(string sink, long sequence, DateTimeOffset? since);

    /// <summary>The folders of which events are put off; null among them for events of the whole account.</summary>
    IReadOnlyList<string?> LoadLanes(string sink);

    /// <summary>The first of the events put off of one folder, or null where none is left.</summary>
    PutOffEvent? LoadPutOff(string sink, string? path);

    /// <summary>An event that was put off is delivered.</summary>
    void Settle(string sink, long sequence);

    /// <summary>
    /// Gives up on an event: the cursor moves past it if it has not yet, and it stays in the history with the reason.
    /// </summary>
    void Park(string sink, long sequence, string why);
}

/// <summary>An event that a sink did not take yet.</summary>
/// <param name="Entry">The event.</param>
/// <param name="Since">Since when it has been refused; null where it only waited behind another.</param>
public sealed record PutOffEvent(OutboxEntry Entry, DateTimeOffset? Since);
