using ImapLab.Protocol.Numbers;
using ImapLab.Server.Mailboxes;

namespace ImapLab.Server.Commands.Handlers.Messages;

/// <summary>The messages that a sequence set names in a view.</summary>
internal static class MessageSet
{
    /// <summary>The places in the view, ascending, counted from 0; null where a sequence number is out of it (RFC 9051 section 6.4.5: BAD).</summary>
    public static IEnumerable<int>? Resolve(Turn turn, SequenceSet set, bool byUid)
    {
        var view = turn.View;
        return byUid ? ByUid(view, Above(turn, set, view), view.Uids.Last.Value) : ByNumber(view, set);
    }

    /// <summary>A UID that the view does not hold is no error (RFC 9051 section 6.4.9).</summary>
    private static IEnumerable<int> ByUid(SessionView view, SequenceSet set, uint last)
    {
        if (view.Uids.Count == 0)
            yield break;
        foreach (var (from, to) in set.Resolve(last))
        {
            var index = view.Uids.IndexOf(new Uid(from));
            for (index = index < 0 ? ~index : index; index < view.Uids.Count && view.Uids[index].Value <= to; index++)
                yield return index;
        }
    }

    private static IEnumerable<int>? ByNumber(SessionView view, SequenceSet set)
    {
        var count = (uint)view.Uids.Count;
        if (count == 0)
            return set.Ranges is [{ From: 1, To: SequenceRange.Star }] ? [] : null;
        var ranges = set.Resolve(count);
        return ranges[^1].To > count
            ? null
            : ranges.SelectMany(range => Enumerable.Range((int)range.From - 1, (int)(range.To - range.From) + 1));
    }

    /// <summary>Takes out of a UID set the ranges <c>n:*</c> with n above every message, where a server has them hold nothing.</summary>
    private static SequenceSet Above(Turn turn, SequenceSet set, SessionView view) =>
        turn.Plan.Semantics.UidRangeAboveLast == RangeAboveLast.LastMessage
            ? set
            : new SequenceSet([.. set.Ranges.Where(range => !IsAbove(range, view.Uids.Last.Value))]);

    private static bool IsAbove(SequenceRange range, uint last) =>
        range.From != range.To
        && ((range.To == SequenceRange.Star && range.From > last) || (range.From == SequenceRange.Star && range.To > last));
}
