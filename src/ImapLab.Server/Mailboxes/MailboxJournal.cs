using ImapLab.Protocol.Numbers;

namespace ImapLab.Server.Mailboxes;

/// <summary>
/// All that ever happened to one mailbox, in order: the one truth, of which the current state, each session's view, the
/// answers to CONDSTORE and the oracle are projections. Entries are only ever added.
/// </summary>
public sealed class MailboxJournal
{
    private readonly List<JournalEntry> _entries = [];

    /// <summary>How many entries there are: the cursor of a view that has read them all.</summary>
    public int Length => _entries.Count;

    public JournalEntry this[int index] => _entries[index];

    /// <summary>The modification sequence of the last change of any kind.</summary>
    public ModSeq Highest { get; private set; } = new(1);

    /// <summary>The modification sequence of the last change that was not an expunge.</summary>
    public ModSeq HighestButExpunges { get; private set; } = new(1);

    public IEnumerable<JournalEntry> Entries => _entries;

    internal void Append(JournalEntry entry)
    {
        if (entry.ModSeq <= Highest)
            throw new InvalidOperationException($"Entry {entry.Ordinal} has MODSEQ {entry.ModSeq}, not above {Highest}: the journal only grows.");
        _entries.Add(entry);
        Highest = entry.ModSeq;
        if (entry.Change is not Change.Expunged)
            HighestButExpunges = entry.ModSeq;
    }
}
