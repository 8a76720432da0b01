using ImapLab.Tracking.Ports;

namespace ImapLab.Tracking.Accounts;

/// <summary>
/// How a folder has been doing since the tracker started: one that keeps failing is set aside, so that it does not hold
/// up the others, and tried again now and then, or when its counters move.
/// </summary>
internal sealed class FolderHealth
{
    private const int MostUnanswered = 3;
    private readonly HashSet<string> _told = new(StringComparer.Ordinal);
    private DateTimeOffset _parkedUntil;
    private Counters? _parkedAt;
    private int _resyncsUnanswered;

    /// <summary>Looks in a row that ended in a refusal or a contradiction.</summary>
    public int Failures { get; private set; }

    /// <summary>Connections in a row that were lost while the folder was looked at and nothing of it was written.</summary>
    public int Deaths { get; private set; }

    /// <summary>Whether identities may be missing still. True until a look found none missing.</summary>
    public bool MayLackIdentities { get; set; } = true;

    /// <summary>Whether it is set aside, until its next attempt succeeds.</summary>
    public bool IsAside => _parkedAt is not null;

    /// <summary>Whether QRESYNC is no longer used for the folder, since it led to contradictions, refusals or lost connections.</summary>
    public bool DistrustsResync { get; set; }

    /// <summary>Counts a QRESYNC before it is answered: what ends the connection gives no chance to count it later.</summary>
    public void BeginResync()
    {
        if (++_resyncsUnanswered >= MostUnanswered)
            DistrustsResync = true;
    }

    public void EndResync() => _resyncsUnanswered = 0;

    public bool IsParked(Counters? status, DateTimeOffset now) =>
        _parkedAt is not null && now < _parkedUntil && (status is null || status == _parkedAt);

    /// <summary>Notes a failure.</summary>
    /// <returns>Whether the folder is now set aside.</returns>
    public bool Fail(Counters? status, DateTimeOffset now, TrackerOptions options)
    {
        Failures++;
        return Failures >= options.FolderAttempts && Park(status, now, options);
    }

    /// <summary>
    /// Notes that the connection was lost over the folder. That has other causes too, so it takes longer to be held
    /// against the folder.
    /// </summary>
    /// <returns>Whether the folder is now set aside.</returns>
    public bool Die(Counters? status, DateTimeOffset now, TrackerOptions options)
    {
        Deaths++;
        return Deaths >= 2 * options.FolderAttempts && Park(status, now, options);
    }

    /// <summary>Something of the folder was written: it is not what ends connections.</summary>
    public void Progress() => Deaths = 0;

    private bool Park(Counters? status, DateTimeOffset now, TrackerOptions options)
    {
        _parkedAt = status ?? Counters.Unknown;
        _parkedUntil = now + options.ParkedRetry;
        return true;
    }

    public void Succeed()
    {
        Failures = 0;
        Deaths = 0;
        _parkedAt = null;
    }

    /// <summary>Whether a warning is to be told: the same one is told once.</summary>
    public bool IsNews(string warning) => _told.Add(warning);
}
