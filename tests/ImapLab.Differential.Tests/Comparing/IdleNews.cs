using ImapLab.Differential.Tests.Wire;

namespace ImapLab.Differential.Tests.Comparing;

/// <summary>
/// What a client knows of its mailbox, folded from what it was told. While it is idle, servers gather what they tell for different lengths of time (the
/// real one half a second), so what counts then is what the client knows in the end: how many messages there are, which of those it knew are gone, and each
/// message's flags.
/// </summary>
internal sealed class IdleNews
{
    private readonly List<int> _messages = [];
    private readonly SortedSet<int> _gone = [];
    private readonly SortedDictionary<int, string> _flags = [];
    private readonly List<string> _other = [];
    private readonly int _before;
    private int _names;

    public IdleNews(int messages)
    {
        _before = messages;
        for (; _names < messages; _names++)
            _messages.Add(_names);
    }

    public void Tell(Reply reply)
    {
        switch (reply.Word)
        {
            case "EXISTS":
                while (_messages.Count < (int)reply.Number!)
                    _messages.Add(_names++);
                break;
            case "EXPUNGE" when reply.Number is > 0 and var number && (int)number <= _messages.Count:
                var gone = _messages[(int)number - 1];
                _messages.RemoveAt((int)number - 1);
                _flags.Remove(gone);
                _gone.Add(gone);
                break;
            case "RECENT":
                break;
            case "FETCH" when reply.Number is > 0 and var number && (int)number <= _messages.Count:
                _flags[_messages[(int)number - 1]] = FlagsIn(reply);
                break;
            case "FLAGS":
            case "OK" when reply.Code?.Name is "HIGHESTMODSEQ" or "PERMANENTFLAGS":
                break;
            default:
                _other.Add((reply with { Nodes = [.. reply.Nodes.Where((node, at) => at == 0 || node is not Node.Text)] }).ToString());
                break;
        }
    }

    /// <summary>The flags that were told of messages which came meanwhile, by the numbers that these have now.</summary>
    public IReadOnlyDictionary<ulong, string> FlagsOfNewcomers() =>
        _flags.Where(pair => pair.Key >= _before).ToDictionary(pair => (ulong)_messages.IndexOf(pair.Key) + 1, pair => pair.Value);

    /// <summary>The flags that a FETCH tells, in an order of their own.</summary>
    public static string FlagsIn(Reply reply)
    {
        var items = reply.Nodes[^1] is Node.List list ? list.Items : [];
        var flags = items.SkipWhile(item => !item.IsAtom("FLAGS")).Skip(1).FirstOrDefault();
        return flags is Node.List named ? string.Join(' ', named.Items.Select(flag => flag.ToString()).Where(flag => flag != "\\Recent").Order(StringComparer.Ordinal)) : "";
    }

    /// <summary>How many messages the client knows of now.</summary>
    public int Count => _messages.Count;

    /// <summary>Whether anything was told.</summary>
    public bool Any => _gone.Count + _flags.Count + _other.Count > 0 || _messages.Count != _before;

    /// <summary>What it comes to, for comparison. Flags of a message that came meanwhile may have been told with it or not. A message that came and went in between was perhaps never told of.</summary>
    public string Sum() =>
        $"{_messages.Count} messages, gone {string.Join(',', _gone.Where(name => name < _before))}, flags {string.Join(' ', _flags.Where(pair => pair.Key < _before).Select(pair => $"{_messages.IndexOf(pair.Key) + 1}:{pair.Value}"))}, {string.Join("; ", _other)}";
}
