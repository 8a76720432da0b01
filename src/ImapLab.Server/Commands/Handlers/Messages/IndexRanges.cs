using ImapLab.Protocol.Commands;
using ImapLab.Protocol.Numbers;

namespace ImapLab.Server.Commands.Handlers.Messages;

/// <summary>Places in a view, counted from 0, as ascending ranges that neither touch nor overlap.</summary>
internal sealed class IndexRanges(IReadOnlyList<(int From, int To)> ranges)
{
    public static readonly IndexRanges None = new([]);

    public IReadOnlyList<(int From, int To)> Ranges => ranges;

    /// <summary>Each place, ascending.</summary>
    public IEnumerable<int> Indexes
    {
        get
        {
            foreach (var (from, to) in ranges)
            {
                for (var index = from; index <= to; index++)
                    yield return index;
            }
        }
    }

    /// <summary>Each place with the UID that stands there, ascending, without a look-up for each.</summary>
    /// <param name="uids">They do not change meanwhile.</param>
    public IEnumerable<(int Index, Uid Uid)> Of(UidSequence uids)
    {
        foreach (var (from, to) in ranges)
        {
            var index = from;
            foreach (var uid in uids.Between(uids[from], uids[to]))
                yield return (index++, uid);
        }
    }

    /// <summary>Ascending places.</summary>
    public static IndexRanges Of(IEnumerable<int> places)
    {
        var ranges = new List<(int From, int To)>();
        foreach (var place in places)
        {
            if (ranges.Count > 0 && ranges[^1].To + 1 == place)
                ranges[^1] = (ranges[^1].From, place);
            else
                ranges.Add((place, place));
        }

        return ranges.Count == 0 ? None : new IndexRanges(ranges);
    }

    /// <summary>The places of a view of so many messages.</summary>
    public static IndexRanges All(int count) => count == 0 ? None : new IndexRanges([(0, count - 1)]);

    public bool Contains(int index)
    {
        int low = 0, high = ranges.Count - 1;
        while (low <= high)
        {
            var middle = (low + high) >> 1;
            if (index < ranges[middle].From)
                high = middle - 1;
            else if (index > ranges[middle].To)
                low = middle + 1;
            else
                return true;
        }

        return false;
    }

    /// <summary>How many places they are.</summary>
    public int Count => ranges.Sum(range => range.To - range.From + 1);

    /// <summary>Some of the places, counted among themselves.</summary>
    public IndexRanges Stretch(PartialRange partial)
    {
        var (skip, left) = partial.Of(Count);
        var stretch = new List<(int, int)>();
        foreach (var (from, to) in ranges)
        {
            var first = from + Math.Min(skip, to - from + 1);
            skip -= first - from;
            var taken = Math.Min(left, to - first + 1);
            if (taken > 0)
                stretch.Add((first, first + taken - 1));
            left -= taken;
        }

        return new IndexRanges(stretch);
    }

    /// <summary>The places that are in both.</summary>
    public IndexRanges And(IndexRanges other)
    {
        var both = new List<(int, int)>();
        for (int mine = 0, theirs = 0; mine < ranges.Count && theirs < other.Ranges.Count;)
        {
            var (a, b) = (ranges[mine], other.Ranges[theirs]);
            var (from, to) = (Math.Max(a.From, b.From), Math.Min(a.To, b.To));
            if (from <= to)
                both.Add((from, to));
            if (a.To < b.To)
                mine++;
            else
                theirs++;
        }

        return new IndexRanges(both);
    }
}
