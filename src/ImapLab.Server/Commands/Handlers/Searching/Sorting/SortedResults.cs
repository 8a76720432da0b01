using ImapLab.Protocol.Numbers;

namespace ImapLab.Server.Commands.Handlers.Searching.Sorting;

/// <summary>Results in the order of a SORT. Nothing that messages are sorted by ever changes, so a message keeps its place among the others.</summary>
/// <param name="rows">Sorted.</param>
internal sealed class SortedResults(SortOrder order, List<SortRow> rows) : ISearchResults
{
    private readonly UidSequence _uids = UidSequence.From(rows.Select(row => row.Uid).Order());

    public bool Holds(Uid uid) => _uids.Contains(uid);

    public uint Add(Candidate candidate)
    {
        var row = order.Read(candidate);
        var place = ~rows.BinarySearch(row, order);
        rows.Insert(place, row);
        _uids.Add(row.Uid);
        return (uint)place + 1;
    }

    public uint Remove(Uid uid)
    {
        var place = rows.FindIndex(row => row.Uid == uid);
        rows.RemoveAt(place);
        _uids.Remove(uid);
        return (uint)place + 1;
    }
}
