using System.Diagnostics;
using ImapLab.Protocol.Numbers;

namespace ImapLab.Server.Mailboxes;

/// <summary>
/// All that ever happened to one mailbox, in order: the one truth, of which the current state, each session's view, the
/// answers to CONDSTORE and the oracle are projections. Entries are only ever added.
/// </summary>
/// <remarks>Kept are runs of like entries; an entry is made when it is asked for.</remarks>
public sealed class MailboxJournal
{
    private readonly ChunkedList<JournalRun> _runs = new();
    private readonly List<Change> _others = [];
    private readonly FlagTable _flags;
    private readonly int _mailbox;

    internal MailboxJournal(int mailbox, FlagTable flags)
    {
        _mailbox = mailbox;
        _flags = flags;
    }

    /// <summary>How many entries there are: the cursor of a view that has read them all.</summary>
    public int Length => _runs.Count == 0 ? 0 : _runs[_runs.Count - 1].End;

    public JournalEntry this[int index]
    {
        get
        {
            ArgumentOutOfRangeException.ThrowIfNegative(index);
            ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(index, Length);
            return Entry(_runs[LastRun((ulong)index, static run => (ulong)run.Start)].From(index));
        }
    }

    /// <summary>The modification sequence of the last change of any kind.</summary>
    public ModSeq Highest { get; private set; } = new(1);

    /// <summary>The modification sequence of the last change that was not an expunge.</summary>
    public ModSeq HighestButExpunges { get; private set; } = new(1);

    public IEnumerable<JournalEntry> Entries => EntriesFrom(0);

    /// <summary>The entries from an index on, among them those that are added while they are enumerated.</summary>
    public IEnumerable<JournalEntry> EntriesFrom(int index)
    {
        foreach (var run in RunsFrom(index))
        {
            for (var at = run.Start; at < run.End; at++)
                yield return Entry(run.From(at));
        }
    }

    /// <summary>The index of the first entry after a moment; <see cref="Length"/> where there is none.</summary>
    public int IndexAfter(ModSeq moment)
    {
        var at = LastRun(moment.Value, static run => run.ModSeq);
        if (at < 0)
            return 0;
        var found = _runs[at];
        return (int)Math.Min((ulong)found.Start + (moment.Value - found.ModSeq) + 1, (ulong)found.End);
    }

    /// <summary>The UIDs that were expunged after a moment, in the epoch that there is now.</summary>
    public UidSequence ExpungedAfter(ModSeq moment)
    {
        var gone = new UidSequence();
        foreach (var run in RunsFrom(IndexAfter(moment)))
        {
            if (run.Kind == ChangeKind.Expunged)
                gone.AddRange(new Uid(run.Uid), run.LastUid);
            else if (run.Kind == ChangeKind.Other && _others[run.Number] is Change.Renumbered)
                gone.Clear();
        }

        return gone;
    }

    /// <summary>The entries from an index on as <see cref="EntriesFrom"/> has them, by the run; of the first run what is left of it.</summary>
    internal IEnumerable<JournalRun> RunsFrom(int index)
    {
        if (index >= Length)
            yield break;
        var at = LastRun((ulong)index, static run => (ulong)run.Start);
        while (index < Length)
        {
            // The last run may have grown since it was seen.
            if (_runs[at].End <= index)
                at++;
            var run = _runs[at].From(index);
            index = run.End;
            yield return run;
        }
    }

    internal void Append(JournalRun run)
    {
        if (run.ModSeq <= Highest.Value)
            throw new InvalidOperationException($"Entry {run.Ordinal} has MODSEQ {run.ModSeq}, not above {Highest}: the journal only grows.");
        Debug.Assert(run.Start == Length, "A run begins where the journal ends.");
        if (_runs.Count > 0 && _runs[_runs.Count - 1].GoesOnWith(run))
            _runs[_runs.Count - 1].Count += run.Count;
        else
            _runs.Add(run);
        Highest = new ModSeq(run.ModSeq + (ulong)run.Count - 1);
        if (run.Kind != ChangeKind.Expunged)
            HighestButExpunges = Highest;
    }

    /// <summary>Keeps a change that is not one of a message.</summary>
    /// <returns>What its run has as its number.</returns>
    internal int Keep(Change change)
    {
        _others.Add(change);
        return _others.Count - 1;
    }

    /// <summary>What a run of <see cref="ChangeKind.Other"/> is.</summary>
    internal Change Other(in JournalRun run) => _others[run.Number];

    /// <summary>The last run one of whose numbers, which all go up from run to run, is not above a limit; -1 where there is none.</summary>
    private int LastRun(ulong limit, Func<JournalRun, ulong> number)
    {
        int low = 0, high = _runs.Count - 1;
        while (low <= high)
        {
            var middle = (low + high) >> 1;
            if (number(_runs[middle]) <= limit)
                low = middle + 1;
            else
                high = middle - 1;
        }

        return high;
    }

    /// <summary>The first entry of a run.</summary>
    private JournalEntry Entry(in JournalRun run)
    {
        Change change = run.Kind switch
        {
            ChangeKind.Added => new Change.Added(new Uid(run.Uid), run.Source!.Find(run.Number), _flags[run.Flags]),
            ChangeKind.Expunged => new Change.Expunged(new Uid(run.Uid), run.Source!.Find(run.Number)),
            ChangeKind.Flagged => new Change.Flagged(new Uid(run.Uid), _flags[run.Flags]),
            _ => _others[run.Number],
        };
        return new JournalEntry(run.Ordinal, _mailbox, new ModSeq(run.ModSeq), new DateTimeOffset(run.At, TimeSpan.Zero), run.By, change);
    }
}
