using ImapLab.Protocol.Mail;

namespace ImapLab.Server.Mailboxes;

/// <summary>
/// The sets of flags that a mailbox's messages have or had, each kept once and called by a number. Keywords belong to the mailbox: each
/// has the spelling, and the place among others, that it had when the mailbox first saw it.
/// </summary>
internal sealed class FlagTable
{
    /// <summary>Sets of system flags alone are called by their own value.</summary>
    private const int Numbered = 32;

    private readonly List<FlagSet> _sets = [];
    private readonly Dictionary<FlagSet, int> _numbers = [];
    private readonly List<string> _keywords = [];
    private readonly Dictionary<string, int> _places = new(StringComparer.OrdinalIgnoreCase);

    public FlagSet this[int number] => number < Numbered ? new FlagSet((SystemFlags)number) : _sets[number - Numbered];

    /// <summary>The keywords that the mailbox has seen, in the order in which it saw them.</summary>
    public IReadOnlyList<string> Keywords => _keywords;

    public bool Knows(string keyword) => _places.ContainsKey(keyword);

    /// <summary>The number of a set. \Recent is left out of it: it belongs to a session.</summary>
    public int NumberOf(FlagSet flags)
    {
        var system = flags.System & ~SystemFlags.Recent;
        if (flags.Keywords.IsEmpty)
            return (int)system;
        var set = new FlagSet(system, [.. flags.Keywords.Select(PlaceOf).Distinct().Order().Select(place => _keywords[place])]);
        if (_numbers.TryGetValue(set, out var number))
            return number;
        number = Numbered + _sets.Count;
        _sets.Add(set);
        _numbers.Add(set, number);
        return number;
    }

    private int PlaceOf(string keyword)
    {
        if (_places.TryGetValue(keyword, out var place))
            return place;
        place = _keywords.Count;
        _keywords.Add(keyword);
        _places.Add(keyword, place);
        return place;
    }
}
