namespace ImapLab.Tracking.Sqlite;

/// <summary>Where a process may die while it writes; tests have it die at each.</summary>
internal enum StoreMoment
{
    /// <summary>A change is written, but not committed.</summary>
    Written,

    /// <summary>A change is committed, and nobody knows yet.</summary>
    Committed,

    /// <summary>A sink took an event, and that is not written yet.</summary>
    Taken,

    /// <summary>A sink took an event, and that is written.</summary>
    Acknowledged,

    /// <summary>An older file was copied, but nothing of it changed.</summary>
    BackedUp,

    /// <summary>An older file was brought up to date, but that is not committed.</summary>
    Upgraded,
}
