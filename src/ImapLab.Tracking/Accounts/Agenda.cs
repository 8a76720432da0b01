using ImapLab.Tracking.Ports;

namespace ImapLab.Tracking.Accounts;

/// <summary>When each folder, and the list of folders, is due for a look. It outlives connections: what was looked at needs no second look.</summary>
internal sealed class Agenda(TrackerOptions options, TimeProvider time)
{
    /// <summary>By folder number: a folder that was made again, or has another epoch, is another one.</summary>
    private readonly Dictionary<int, DateTimeOffset> _due = [];
    private DateTimeOffset _listDue = DateTimeOffset.MinValue;

    public bool IsListDue => _listDue <= time.GetUtcNow();

    public bool IsDue(FolderRecord folder) => _due.GetValueOrDefault(folder.Number, DateTimeOffset.MinValue) <= time.GetUtcNow();

    public void Looked(FolderRecord folder) => _due[folder.Number] = time.GetUtcNow() + options.PollOf(folder.Name);

    public void Listed() => _listDue = time.GetUtcNow() + options.Poll;

    /// <summary>Somebody wants to know now: everything is due.</summary>
    public void CallAll()
    {
        _due.Clear();
        _listDue = DateTimeOffset.MinValue;
    }

    /// <summary>How long until something is due; zero where something is.</summary>
    public TimeSpan UntilNext(IEnumerable<FolderRecord> folders)
    {
        var next = _listDue;
        foreach (var folder in folders)
        {
            var due = _due.GetValueOrDefault(folder.Number, DateTimeOffset.MinValue);
            if (due < next)
                next = due;
        }

        return next - time.GetUtcNow() is { Ticks: > 0 } wait ? wait : TimeSpan.Zero;
    }
}
