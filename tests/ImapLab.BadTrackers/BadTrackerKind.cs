using ImapLab.Scenarios.Trackers;

namespace ImapLab.BadTrackers;

/// <summary>A tracker with a vice, for a lab in this process.</summary>
public sealed class BadTrackerKind(Vice vice) : ITrackerKind
{
    public string Name => $"bad:{vice}";

    public bool OverTcp => false;

    public ITrackerUnderTest Create(TrackerSite site) => new BadTracker(site, vice);
}
