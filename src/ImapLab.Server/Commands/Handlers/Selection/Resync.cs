using ImapLab.Protocol.Commands;
using ImapLab.Protocol.Numbers;
using ImapLab.Protocol.Replies;
using ImapLab.Server.Mailboxes;

namespace ImapLab.Server.Commands.Handlers.Selection;

/// <summary>What a client that comes back is told of the time that it was away (RFC 7162 sections 3.2.5 and 3.2.6).</summary>
internal static class Resync
{
    /// <summary>The changes since the client's last visit. Nothing where it knows another epoch than this one, or where the mailbox keeps no mod-sequences.</summary>
    public static IEnumerable<Reply> Replies(Turn turn, ResyncParameters known)
    {
        var view = turn.View;
        if (known.UidValidity != view.Epoch.Value || !view.Mailbox.KeepsModSeqs)
            yield break;
        var above = known.Match is { } match ? LastMatch(view, match) : 0;
        var ranges = (known.KnownUids ?? SequenceSet.All).Resolve(LastUid(view));
        if (Vanished(view, view.Mailbox.Journal.ExpungedAfter(known.Since).Where(uid => uid.Value > above), ranges) is { } vanished)
            yield return vanished;
        foreach (var message in view.Mailbox.ChangedAfter(known.Since))
        {
            if (Holds(ranges, message.Uid) && view.Uids.MsnOf(message.Uid) is { } msn)
                yield return new FetchReply(msn, [new FetchDatum.Uid(message.Uid), new FetchDatum.Flags(view.FlagsOf(message)), new FetchDatum.ModSeq(message.ModSeq)]);
        }
    }

    /// <summary>Which messages of a set went after a modification sequence; null for none.</summary>
    public static VanishedReply? Vanished(SessionView view, SequenceSet set, ModSeq since) =>
        Vanished(view, view.Mailbox.Journal.ExpungedAfter(since), set.Resolve(LastUid(view)));

    /// <summary>What the client still has a number for is told by a VANISHED of the other kind, which moves the numbers (RFC 7162 section 3.2.10.2).</summary>
    private static VanishedReply? Vanished(SessionView view, IEnumerable<Uid> expunged, IReadOnlyList<(uint From, uint To)> ranges)
    {
        var gone = expunged.Where(uid => Holds(ranges, uid) && !view.Uids.Contains(uid)).ToList();
        return gone.Count == 0 ? null : new VanishedReply(SequenceSet.Of(gone), Earlier: true);
    }

    /// <summary>
    /// What <c>*</c> stands for when the client asks for what went: the last UID that was given out (RFC 7162 section 3.2.5.1), else it would
    /// never learn that the last message is gone.
    /// </summary>
    private static uint LastUid(SessionView view) => Math.Max(1, view.Mailbox.UidNext.Value - 1);

    private static bool Holds(IReadOnlyList<(uint From, uint To)> ranges, Uid uid)
    {
        int low = 0, high = ranges.Count - 1;
        while (low <= high)
        {
            var middle = (low + high) >> 1;
            if (ranges[middle].To < uid.Value)
                low = middle + 1;
            else if (ranges[middle].From > uid.Value)
                high = middle - 1;
            else
                return true;
        }

        return false;
    }

    /// <summary>
    /// The highest UID that has the sequence number that the client knows it by: it knows of every expunge up to there (RFC 7162 section
    /// 3.2.5.2). 0 where no pair holds.
    /// </summary>
    private static uint LastMatch(SessionView view, SequenceMatch match)
    {
        var last = 0u;
        foreach (var (number, uid, count) in Runs(match))
        {
            // In a run both go up by one, and a message's UID grows at least as fast as its number: so the pairs that hold are the last ones
            // of those whose UID is not above the one that is claimed.
            int low = 0, high = (int)Math.Min(count, Math.Max(0, (long)view.Uids.Count - number + 1)) - 1;
            while (low <= high)
            {
                var middle = low + ((high - low) >> 1);
                var found = view.Uids[(int)(number - 1) + middle].Value;
                if (found == uid + middle)
                    last = Math.Max(last, found);
                if (found <= uid + middle)
                    low = middle + 1;
                else
                    high = middle - 1;
            }
        }

        return last;
    }

    /// <summary>The pairs as runs in which number and UID go up together: ranges of four thousand million pairs are a few of these.</summary>
    private static IEnumerable<(uint Number, uint Uid, uint Count)> Runs(SequenceMatch match)
    {
        int n = 0, u = 0;
        uint inNumbers = 0, inUids = 0;
        while (n < match.Numbers.Ranges.Count && u < match.Uids.Ranges.Count)
        {
            var (numbers, uids) = (match.Numbers.Ranges[n], match.Uids.Ranges[u]);
            var (number, uid) = (numbers.From + inNumbers, uids.From + inUids);
            var count = Math.Min(numbers.To - number, uids.To - uid);
            yield return (number, uid, count + 1);
            (n, inNumbers) = numbers.To - number == count ? (n + 1, 0) : (n, inNumbers + count + 1);
            (u, inUids) = uids.To - uid == count ? (u + 1, 0) : (u, inUids + count + 1);
        }
    }
}
