using ImapLab.Protocol.Numbers;
using ImapLab.Tracking.Ports;

namespace ImapLab.Tracking.Folders;

/// <summary>
/// What the server's session believes this client to see: UIDs by their places, then messages announced by EXISTS whose
/// UIDs are not known yet. EXPUNGE names places in this list, so it must be followed step by step.
/// </summary>
/// <param name="Known">The UIDs known, place by place. Never changed: a new view has its own.</param>
/// <param name="Tail">How many messages stand behind them, unknown.</param>
internal sealed record FolderView(UidSequence Known, int Tail)
{
    public int Count => Known.Count + Tail;

    /// <summary>The view after some untagged answers.</summary>
    /// <param name="changes">The answers in their order.</param>
    /// <param name="epoch">The epoch that the view belongs to.</param>
    public FolderMove Apply(IReadOnlyList<ViewChange> changes, UidValidity epoch)
    {
        if (changes.Count == 0)
            return new FolderMove(this, [], 0, null);
        var known = Known.Snapshot();
        var tail = (long)Tail;
        var removed = new List<Uid>();
        var tailLost = 0;
        foreach (var change in changes)
        {
            switch (change)
            {
                // A server may repeat EXISTS, but only EXPUNGE makes it smaller (RFC 9051 section 7.4.1).
                case ViewChange.Exists exists when exists.Count >= known.Count + tail && exists.Count <= int.MaxValue:
                    tail = exists.Count - known.Count;
                    break;
                case ViewChange.Expunged gone when gone.Place >= 1 && gone.Place <= known.Count:
                    removed.Add(known.RemoveAt((int)gone.Place - 1));
                    break;
                case ViewChange.Expunged gone when gone.Place > known.Count && gone.Place <= known.Count + tail:
                    tail--;
                    tailLost++;
                    break;
                // Numbers above those known can only be messages whose UIDs are not known yet.
                case ViewChange.Vanished gone when CountAbove(gone.Uids, known) is var lost && lost <= tail:
                    RemoveAll(known, gone.Uids, removed);
                    tail -= lost;
                    tailLost += (int)lost;
                    break;
                case ViewChange.Vanished gone when tail == 0:
                    RemoveAll(known, gone.Uids, removed);
                    break;
                case ViewChange.Flagged:
                case ViewChange.EpochTold told when told.UidValidity == epoch:
                    break;
                default:
                    return new FolderMove(new FolderView(known, (int)tail), removed, tailLost, Explain(change, known.Count + tail));
            }
        }

        return new FolderMove(new FolderView(known, (int)tail), removed, tailLost, null);
    }

    /// <summary>Goes through the UIDs known, not through the numbers named: VANISHED may name four billion.</summary>
    private static void RemoveAll(UidSequence known, SequenceSet uids, List<Uid> removed)
    {
        foreach (var (from, to) in uids.Resolve(uint.MaxValue))
        {
            var at = known.IndexOf(new Uid(Math.Max(from, 1)));
            for (at = at < 0 ? ~at : at; at < known.Count && known[at].Value <= to;)
                removed.Add(known.RemoveAt(at));
        }
    }

    private static long CountAbove(SequenceSet uids, UidSequence known) =>
        uids.Resolve(uint.MaxValue).Sum(range => Math.Max(0, (long)range.To - Math.Max(known.Last.Value, range.From - 1L)));

    private static string Explain(ViewChange change, long count) => change switch
    {
        ViewChange.Exists exists => $"EXISTS went from {count} to {exists.Count} without an EXPUNGE",
        ViewChange.Expunged gone => $"EXPUNGE named place {gone.Place} of {count}",
        ViewChange.Vanished => "VANISHED named more new messages than there are",
        ViewChange.Unreadable line => $"{line.What} cannot be read",
        ViewChange.EpochTold told => $"UIDVALIDITY became {told.UidValidity} while the folder was open",
        _ => $"{change.GetType().Name} cannot be followed",
    };
}

/// <summary>What untagged answers did to a view.</summary>
/// <param name="View">The view after them, as far as they made sense.</param>
/// <param name="Removed">Known messages that went.</param>
/// <param name="TailLost">How many went before their UIDs were known.</param>
/// <param name="Contradiction">What did not make sense; null where all did. The view is then to be opened again.</param>
internal sealed record FolderMove(FolderView View, IReadOnlyList<Uid> Removed, int TailLost, string? Contradiction);
