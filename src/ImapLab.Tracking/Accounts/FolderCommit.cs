using ImapLab.Protocol.Numbers;
using ImapLab.Tracking.Events;
using ImapLab.Tracking.Folders;
using ImapLab.Tracking.Marks;
using ImapLab.Tracking.Ports;

namespace ImapLab.Tracking.Accounts;

/// <summary>Turns what a look found into a change of the store and the events that follow from it.</summary>
internal sealed class FolderCommit(Desk desk, FolderRecord record, FolderState state)
{
    /// <summary>
    /// The counters to store: those from before the look, never those after it, so that whatever happened meanwhile
    /// shows at the next one (RFC 9051 section 2.3.1.1 lets UIDNEXT only grow).
    /// </summary>
    public static Counters CountersAfter(FolderState state, int known)
    {
        var last = state.View!.Known.Last;
        return new Counters(state.Epoch, state.Opened.UidNext is { } next ? Later(next, After(last)) : null, known, state.Opened.HighestModSeq);
    }

    /// <summary>Takes a first baseline: what is there is not told.</summary>
    public (FolderChange Change, IReadOnlyList<Tiding> Tidings, FolderState After) Silently(IReadOnlyList<Uid> arrived)
    {
        // Flags are read from now on, not from when the last message's are known.
        var flagsAt = FlagLook.Follows(desk.Options, state.Opened) ? record.FlagsAt ?? state.Opened.HighestModSeq : null;
        var change = new FolderChange(Settled() with { Baselined = true, FlagsAt = flagsAt })
        {
            Removed = [.. state.Removed],
            Added = [.. arrived.Select(uid => new KnownMessage(uid, null))],
        };
        if (arrived.Count > 0)
            desk.HealthOf(record.Name).MayLackIdentities = true;
        return (change, Warnings(), Rest(change.Folder, arrived));
    }

    /// <summary>Tells some of what arrived, and, when that is all, what went.</summary>
    public (FolderChange Change, IReadOnlyList<Tiding> Tidings, FolderState After) Aloud(
        IReadOnlyList<Uid> arrived,
        IReadOnlyDictionary<Uid, MessageSummary> read)
    {
        var isLast = arrived.Count == state.Arrived.Count;
        var after = isLast ? Settled() : Halfway(arrived);
        var removed = isLast ? [.. state.Removed] : Array.Empty<Uid>();
        var tidings = new List<Tiding>(arrived.Count + removed.Length);
        foreach (var uid in arrived)
        {
            var summary = read.GetValueOrDefault(uid);
            tidings.Add(new Tiding(EventNames.MessageNew, after, Tidings.New(record.Number, uid, summary)) { Identity = summary?.Identity });
            if (!read.ContainsKey(uid))
                tidings.Add(new Tiding(EventNames.SyncWarning, after, new ProblemData($"Message UID {uid} is there, but the server does not say what it is.")));
        }

        var identities = desk.Book.Store.LoadIdentities(record.Number, removed);
        tidings.AddRange(removed.Select(uid =>
            new Tiding(EventNames.MessageDeleted, after, Tidings.Deleted(record.Number, uid, identities.GetValueOrDefault(uid))) { Identity = identities.GetValueOrDefault(uid) }));
        if (isLast)
            tidings.AddRange(Warnings());

        var change = new FolderChange(after)
        {
            Removed = removed,
            Added = [.. arrived.Select(uid => new KnownMessage(uid, read.GetValueOrDefault(uid)?.Identity ?? MessageIdentity.None))],
            Marked = FlagLook.Follows(desk.Options, state.Opened) ? [.. arrived.Where(read.ContainsKey).Select(uid => FlagLook.MarksOf(read[uid]))] : [],
        };
        return (change, tidings, isLast ? Rest(after, arrived) : state with
        {
            Arrived = state.Arrived.Without(arrived),
            Baseline = Merge(state.Baseline, arrived, []),
            BaselineCounters = after.Counters,
            Cursor = after.Cursor,
        });
    }

    private FolderRecord Settled() => record with
    {
        Counters = CountersAfter(state, state.View!.Known.Count),
        // UIDNEXT is the cursor even where the messages below it are gone already: asking for them again and again
        // would never bring anything.
        Cursor = Later(state.Opened.UidNext ?? record.Cursor, After(state.View!.Known.Last)),
    };

    /// <summary>
    /// Between two chunks: as if the folder ended with the last message told. The mod-sequence stays the old one, since
    /// the messages not told yet changed after it.
    /// </summary>
    private FolderRecord Halfway(IReadOnlyList<Uid> arrived)
    {
        var cursor = arrived.Count > 0 ? Later(record.Cursor, After(arrived[^1])) : record.Cursor;
        return record with
        {
            Counters = new Counters(
                state.Epoch,
                state.Opened.UidNext is null ? null : cursor,
                state.Baseline.Count + arrived.Count,
                record.Counters.HighestModSeq),
            Cursor = cursor,
        };
    }

    private FolderState Rest(FolderRecord after, IReadOnlyList<Uid> arrived) => state with
    {
        Baseline = Merge(state.Baseline, arrived, state.Removed),
        BaselineCounters = after.Counters,
        Cursor = after.Cursor,
        Arrived = new UidSequence(),
        Removed = new UidSequence(),
        Warnings = [],
    };

    private List<Tiding> Warnings()
    {
        var health = desk.HealthOf(record.Name);
        return [.. state.Warnings.Where(health.IsNews).Select(why => new Tiding(EventNames.SyncWarning, record, new ProblemData(why)))];
    }

    private static UidSequence Merge(UidSequence known, IReadOnlyList<Uid> arrived, IReadOnlyCollection<Uid> removed) =>
        known.Without(removed).With(arrived);

    private static Uid After(Uid uid) => uid.Value == uint.MaxValue ? uid : uid.Next;

    private static Uid Later(Uid one, Uid other) => one > other ? one : other;
}
