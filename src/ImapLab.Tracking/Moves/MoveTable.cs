using ImapLab.Tracking.Ports;

namespace ImapLab.Tracking.Moves;

/// <summary>The halves that are held, in the order in which they were found.</summary>
internal sealed class MoveTable
{
    private readonly SortedDictionary<long, MoveHalf> _all = [];
    private readonly Dictionary<MessagePlace, MoveHalf> _arrivals = [];
    private readonly Dictionary<int, SortedSet<long>> _arrivalTicks = [];
    private readonly Dictionary<string, List<MoveHalf>> _groups = new(StringComparer.Ordinal);

    public int Count => _all.Count;

    public IReadOnlyList<MoveHalf> All => [.. _all.Values];

    public void Add(MoveHalf half)
    {
        _all.Add(half.Tick, half);
        if (half.IsArrival)
        {
            _arrivals[half.Place] = half;
            if (!_arrivalTicks.TryGetValue(half.Folder.Number, out var ticks))
                _arrivalTicks[half.Folder.Number] = ticks = [];
            ticks.Add(half.Tick);
        }

        if (half.Key is not { } key)
            return;
        if (!_groups.TryGetValue(key, out var group))
            _groups[key] = group = [];
        group.Add(half);
    }

    public void Remove(MoveHalf half)
    {
        _all.Remove(half.Tick);
        if (half.IsArrival)
        {
            _arrivals.Remove(half.Place);
            _arrivalTicks[half.Folder.Number].Remove(half.Tick);
        }

        if (half.Key is { } key && _groups.TryGetValue(key, out var group) && group.Remove(half) && group.Count == 0)
            _groups.Remove(key);
    }

    public MoveHalf? Arrival(MessagePlace place) => _arrivals.GetValueOrDefault(place);

    /// <summary>All halves that may be of the same message.</summary>
    public IReadOnlyList<MoveHalf> Group(string? key) => key is null ? [] : _groups.GetValueOrDefault(key) ?? [];

    /// <summary>Whether a message that came to a folder before a moment is still held: what left it later must wait.</summary>
    public bool HoldsArrival(int folder, long before) =>
        _arrivalTicks.TryGetValue(folder, out var ticks) && ticks.Count > 0 && ticks.Min < before;

    public bool Contains(MoveHalf half) => _all.TryGetValue(half.Tick, out var held) && ReferenceEquals(held, half);
}
