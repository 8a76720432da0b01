using ImapLab.Protocol.Mail;

namespace ImapLab.Tracking.Accounts;

/// <summary>What a tracker is at.</summary>
public enum TrackerPhase
{
    Stopped,
    Connecting,

    /// <summary>Looking at all folders.</summary>
    Passing,

    /// <summary>Waiting in IDLE.</summary>
    Idling,

    /// <summary>Waiting between two looks, without IDLE.</summary>
    Polling,

    /// <summary>Waiting before the next attempt to connect.</summary>
    Waiting,
}

/// <summary>What a tracker is at, and where.</summary>
/// <param name="Phase">What it does.</param>
/// <param name="Folder">The folder it does it in; null where there is none.</param>
/// <param name="Note">A sentence for a log; null where the phase says it all.</param>
public sealed record TrackerActivity(TrackerPhase Phase, MailboxName? Folder = null, string? Note = null);
