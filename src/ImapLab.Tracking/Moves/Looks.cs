namespace ImapLab.Tracking.Moves;

/// <summary>
/// When each folder was looked at last, by the order of things: a half that was found before a look began has its
/// counterpart, if there is one, among what that look saw.
/// </summary>
internal sealed class Looks
{
    private readonly Dictionary<int, long> _began = [];
    private HashSet<int> _folders = [];
    private long _now;

    /// <summary>The next moment.</summary>
    public long Tick() => ++_now;

    /// <summary>The folders that are looked at, by number.</summary>
    public void Set(IEnumerable<int> folders) => _folders = [.. folders];

    /// <summary>A look that began at a moment is over, and it saw everything.</summary>
    public void Ended(int folder, long began) => _began[folder] = Math.Max(began, _began.GetValueOrDefault(folder));

    /// <summary>Whether no other folder is looked at, so that nothing can move.</summary>
    public bool IsOnly(int folder) => _folders.All(other => other == folder);

    /// <summary>Whether a folder was looked at since a moment. One that is not looked at any more is not waited for.</summary>
    public bool SawSince(int folder, long moment) => !_folders.Contains(folder) || _began.GetValueOrDefault(folder) > moment;

    /// <summary>Whether all folders but one were looked at since a moment.</summary>
    public bool SawOthersSince(int folder, long moment) => _folders.All(other => other == folder || SawSince(other, moment));
}
