namespace ImapLab.Server.Mailboxes;

/// <summary>Where in a mailbox the message of a number is, or was last: who asks looks whether it is there still.</summary>
/// <remarks>Messages that came in a run have numbers and UIDs in a row and cost nothing more than one of them.</remarks>
internal sealed class NumberIndex
{
    private readonly Dictionary<int, uint> _single = [];
    private readonly List<(int First, int Count, uint Uid)> _runs = [];

    public void Add(int number, uint uid) => _single[number] = uid;

    public void AddRun(int first, int count, uint uid) => _runs.Add((first, count, uid));

    public void Clear()
    {
        _single.Clear();
        _runs.Clear();
    }

    /// <summary>The UIDs that the message of a number has had here, the last one first where it came alone.</summary>
    public IEnumerable<uint> Find(int number)
    {
        if (_single.TryGetValue(number, out var uid))
            yield return uid;
        foreach (var (first, count, start) in _runs)
        {
            if (number >= first && number - first < count)
                yield return start + (uint)(number - first);
        }
    }
}
