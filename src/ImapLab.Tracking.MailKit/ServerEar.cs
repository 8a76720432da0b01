using ImapLab.Tracking.Ports;

namespace ImapLab.Tracking.MailKit;

/// <summary>Remembers what the server said, for whoever asked: changes of the view, counters, and the last tagged line.</summary>
internal sealed class ServerEar(WireLimits limits)
{
    /// <summary>Rows that a server may repeat, or send unasked.</summary>
    private const int SpareRows = 10_000;

    private readonly List<ServerLine> _heard = [];
    private readonly List<ViewChange> _changes = [];
    private Action? _onChange;
    private Action? _onSign;
    private bool _isThrottled;
    private long _rows;

    /// <summary>The tagged line heard last.</summary>
    public ServerLine.Tagged? LastTagged { get; private set; }

    /// <summary>What the server said as it ended the connection; null while it has not.</summary>
    public ServerLine.Bye? LastBye { get; private set; }

    /// <summary>Lines with counters since the last <see cref="Forget"/>.</summary>
    public IReadOnlyList<ServerLine> Heard => _heard;

    /// <summary>The most messages that the folder was said to hold since it was opened.</summary>
    public long MostExists { get; private set; }

    /// <summary>Whether a change was told that cannot be read.</summary>
    public bool HasUnreadable => _changes.Exists(change => change is ViewChange.Unreadable);

    public bool HasChanges => _changes.Count > 0;

    /// <summary>What to do when the view changes; null for nothing.</summary>
    public void OnChange(Action? act) => _onChange = act;

    /// <summary>What to do when the server says anything at all, be it part of a line; null for nothing.</summary>
    public void OnSign(Action? act) => _onSign = act;

    public void Feel() => _onSign?.Invoke();

    /// <summary>
    /// Whether a FETCH with FLAGS counts as news: while nothing is fetched, for else the answers would be news, too.
    /// </summary>
    public bool HearsFlags { get; set; }

    public void Hear(string line)
    {
        if (Math.Max(_heard.Count, _changes.Count) >= limits.Changes)
            throw new WireLimitException("a number of untagged lines", limits.Changes, limits.Changes);
        switch (ServerLine.Read(line))
        {
            case ServerLine.Tagged tagged:
                LastTagged = tagged;
                _isThrottled |= tagged is { Condition: "OK", Code: "THROTTLED" };
                break;
            case ServerLine.Bye bye:
                LastBye = bye;
                Feel();
                break;
            case ServerLine.Row row:
                // MailKit keeps them all until the tagged answer comes.
                if (++_rows > (2 * MostExists) + SpareRows)
                    throw new WireLimitException("a number of FETCH answers", _rows, (2 * MostExists) + SpareRows);
                if (HearsFlags && row.TellsFlags && _changes is not [.., ViewChange.Flagged])
                    Hear(new ServerLine.Change(new ViewChange.Flagged()));
                break;
            case ServerLine.Change change:
                Hear(change);
                break;
            case ServerLine.Epoch epoch:
                if (epoch.Value != default)
                    _changes.Add(new ViewChange.EpochTold(epoch.Value));
                _heard.Add(epoch);
                _onChange?.Invoke();
                break;
            case { } counters:
                _heard.Add(counters);
                break;
        }
    }

    private void Hear(ServerLine.Change change)
    {
        if (change.What is ViewChange.Exists exists)
            MostExists = Math.Max(MostExists, Math.Min(exists.Count, int.MaxValue));
        _changes.Add(change.What);
        // EXISTS is a counter too, where a folder is opened.
        if (change.What is ViewChange.Exists)
            _heard.Add(change);
        _onChange?.Invoke();
    }

    /// <summary>Starts afresh before a question whose answer is read from <see cref="Heard"/>.</summary>
    public void Forget()
    {
        _heard.Clear();
        _rows = 0;
        LastTagged = null;
    }

    /// <summary>Whether an answer since the last call was a yes with a request to slow down.</summary>
    public bool TakeThrottle()
    {
        var isThrottled = _isThrottled;
        _isThrottled = false;
        return isThrottled;
    }

    /// <summary>Starts afresh before a folder is opened.</summary>
    public void ForgetFolder()
    {
        Forget();
        ForgetChanges();
        MostExists = 0;
    }

    public void ForgetChanges() => _changes.Clear();

    public IReadOnlyList<ViewChange> TakeChanges()
    {
        ViewChange[] taken = [.. _changes];
        _changes.Clear();
        return taken;
    }
}
