using ImapLab.Tracking.Events;

namespace ImapLab.Scenarios.Oracle;

/// <summary>An event that a tracker told, and when.</summary>
/// <param name="Index">Its place in all that the tracker told, from 1.</param>
/// <param name="At">The lab's time.</param>
/// <param name="Ordinal">The last change in the account by then.</param>
/// <param name="Life">Which life of the tracker told it, from 1: a restart begins another.</param>
public sealed record ObservedEvent(int Index, TrackerEvent Event, DateTimeOffset At, long Ordinal, int Life);
