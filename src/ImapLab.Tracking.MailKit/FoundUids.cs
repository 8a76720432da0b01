using ImapLab.Protocol.Numbers;
using ImapLab.Tracking.Ports;
using MailKit;

namespace ImapLab.Tracking.MailKit;

/// <summary>What a SEARCH found: in any order, with repetitions, with 0, or in ranges that a hostile server makes endless.</summary>
internal static class FoundUids
{
    private const int Spare = 10_000;

    /// <param name="found">As MailKit has it: a list, or a set of ranges.</param>
    /// <param name="exists">How many messages there are.</param>
    /// <exception cref="SourceException">It names many more than there are.</exception>
    public static IReadOnlyList<Uid> Read(IList<UniqueId> found, long exists)
    {
        if (found.Count > (2 * exists) + Spare)
            throw new SourceException(SourceFault.Refused, $"SEARCH named {found.Count} messages where there are {exists}.");
        return found is UniqueIdSet set ? InRanges(set) : [.. found.Where(uid => uid.Id > 0).Select(uid => new Uid(uid.Id)).Distinct().Order()];
    }

    /// <summary>Not by counting through the ranges: one that ends with the last number there is never ends in MailKit.</summary>
    private static UidSequence InRanges(UniqueIdSet set)
    {
        var uids = new UidSequence();
        if (set.Count > 0 && SequenceSet.TryParse(set.ToString()) is { } ranges)
        {
            foreach (var (from, to) in ranges.Resolve(uint.MaxValue))
                uids.AddRange(new Uid(from), new Uid(to));
        }

        return uids;
    }
}
