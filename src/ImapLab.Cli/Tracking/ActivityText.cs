using ImapLab.Tracking.Accounts;

namespace ImapLab.Cli.Tracking;

/// <summary>What a tracker is at, as a line of a log.</summary>
internal static class ActivityText
{
    public static string Of(TrackerActivity activity)
    {
        var what = activity.Phase switch
        {
            TrackerPhase.Connecting => "connecting",
            TrackerPhase.Passing => "looking at folders",
            TrackerPhase.Idling => $"watching {activity.Folder} (IDLE)",
            TrackerPhase.Polling => activity.Folder is { } folder ? $"watching {folder} (polling)" : "waiting for the next look",
            TrackerPhase.Waiting => "waiting before the next attempt",
            _ => "stopped",
        };
        return activity.Note is { } note ? $"{what}: {note}" : what;
    }
}
