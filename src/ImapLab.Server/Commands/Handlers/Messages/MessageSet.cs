using ImapLab.Protocol.Numbers;
using ImapLab.Server.Mailboxes;

namespace ImapLab.Server.Commands.Handlers.Messages;

/// <summary>The messages that a sequence set names in a view.</summary>
internal static class MessageSet
{
    /// <summary>The places in the view, ascending, counted from 0; null where a sequence number is out of it (RFC 9051 section 6.4.5: BAD).</summary>
    public static IEnumerable<int>? Resolve(Turn turn, SequenceSet set, bool byUid) => Ranges(turn, set, byUid)?.Indexes;

    /// <summary>As <see cref="Resolve"/>, in ranges.</summary>
    public static IndexRanges? Ranges(Turn turn, SequenceSet set, bool byUid)
    {
        var view = turn.View;
        if (set.IsSaved && !turn.Offers("SEARCHRES"))
            return null;
        if (set.IsSaved || byUid)
            return Within(turn, view, set, byUid);
        if (view.Uids.Count == 0)
            return set.Ranges is [{ From: 1, To: SequenceRange.Star }] && !turn.Plan.Semantics.Session.RefusesAllOfNone ? IndexRanges.None : null;
        return set.Resolve((uint)view.Uids.Count)[^1].To > view.Uids.Count ? null : Within(turn, view, set, byUid);
    }

    /// <summary>The places of those messages that there are: in a search a number beyond the view is no error.</summary>
    public static IndexRanges Within(Turn turn, SessionView view, SequenceSet set, bool byUid)
    {
        var uids = view.Uids;
        if (uids.Count == 0)
            return IndexRanges.None;
        // What was kept is kept as UIDs, so an expunge takes nothing else out of it, and FETCH and UID FETCH name the same messages (RFC 5182 section 2.1).
        if (set.IsSaved)
            return ByUid(uids, turn.Session.Searches.Saved);
        return byUid
            ? ByUid(uids, Above(set, turn.Plan.Semantics.UidRangeAboveLast, uids.Last.Value))
            : ByNumber(uids, Above(set, turn.Plan.Semantics.Search.NumberRangeAboveLast, (uint)uids.Count));
    }

    /// <summary>A UID that the view does not hold is no error (RFC 9051 section 6.4.9).</summary>
    private static IndexRanges ByUid(UidSequence uids, SequenceSet set)
    {
        var ranges = new List<(int, int)>();
        foreach (var (from, to) in set.Resolve(uids.Last.Value))
        {
            var first = IndexFrom(uids, from);
            var end = to == uint.MaxValue ? uids.Count : IndexFrom(uids, to + 1);
            if (first < end)
                Add(ranges, first, end - 1);
        }

        return new IndexRanges(ranges);
    }

    private static IndexRanges ByNumber(UidSequence uids, SequenceSet set)
    {
        var ranges = new List<(int, int)>();
        foreach (var (from, to) in set.Resolve((uint)uids.Count))
        {
            if (from <= uids.Count)
                ranges.Add(((int)from - 1, (int)Math.Min(to, uids.Count) - 1));
        }

        return new IndexRanges(ranges);
    }

    /// <summary>Ranges of UIDs that do not touch may name messages that stand side by side.</summary>
    private static void Add(List<(int From, int To)> ranges, int from, int to)
    {
        if (ranges.Count > 0 && ranges[^1].To + 1 == from)
            ranges[^1] = (ranges[^1].From, to);
        else
            ranges.Add((from, to));
    }

    /// <summary>The place of the first UID that is not below this one.</summary>
    private static int IndexFrom(UidSequence uids, uint uid) => uids.IndexOf(new Uid(uid)) is >= 0 and var found ? found : ~uids.IndexOf(new Uid(uid));

    /// <summary>Takes out of a set the ranges <c>n:*</c> with n above every message, where a server has them hold nothing.</summary>
    private static SequenceSet Above(SequenceSet set, RangeAboveLast rule, uint last) => rule == RangeAboveLast.LastMessage
        ? set
        : new SequenceSet([.. set.Ranges.Where(range => !IsAbove(range, last))]);

    private static bool IsAbove(SequenceRange range, uint last) =>
        range.From != range.To
        && ((range.To == SequenceRange.Star && range.From > last) || (range.From == SequenceRange.Star && range.To > last));
}
