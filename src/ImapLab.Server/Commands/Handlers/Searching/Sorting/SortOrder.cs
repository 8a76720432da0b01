using ImapLab.Protocol.Commands;

namespace ImapLab.Server.Commands.Handlers.Searching.Sorting;

/// <summary>An order of messages. What its keys do not tell apart stays in the order of sequence numbers (RFC 5256 section 3).</summary>
internal sealed class SortOrder : IComparer<SortRow>
{
    // A key that stands twice decides nothing the second time.
    private readonly SortKey[] _keys;

    public SortOrder(IEnumerable<SortKey> keys) => _keys = [.. keys.DistinctBy(key => key.By)];

    /// <summary>What the keys look at in a message.</summary>
    public SortRow Read(Candidate candidate) =>
        new((uint)candidate.Index + 1, candidate.Message.Uid, Array.ConvertAll(_keys, key => SortValue.Of(key.By, candidate)));

    public int Compare(SortRow? x, SortRow? y)
    {
        for (var key = 0; key < _keys.Length; key++)
        {
            if (x!.Values[key].CompareTo(y!.Values[key]) is not 0 and var difference)
                return _keys[key].Reverse ? -difference : difference;
        }

        return x!.Uid.CompareTo(y!.Uid);
    }
}
