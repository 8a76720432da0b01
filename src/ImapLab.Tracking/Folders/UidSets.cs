using ImapLab.Protocol.Numbers;

namespace ImapLab.Tracking.Folders;

/// <summary>UID sequences as values: what is made of one leaves it as it is, and shares with it what they have in common.</summary>
internal static class UidSets
{
    /// <summary>Ascending UIDs as a sequence; what is one already is not copied.</summary>
    public static UidSequence AsSequence(this IReadOnlyList<Uid> ascending) => ascending as UidSequence ?? UidSequence.From(ascending);

    public static UidSequence With(this UidSequence uids, IEnumerable<Uid> more)
    {
        var all = uids.Snapshot();
        foreach (var uid in more)
            all.Add(uid);
        return all;
    }

    public static UidSequence Without(this UidSequence uids, IEnumerable<Uid> fewer)
    {
        var rest = uids.Snapshot();
        foreach (var uid in fewer)
            rest.Remove(uid);
        return rest;
    }
}
