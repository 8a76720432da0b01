using ImapLab.Protocol.Mail;
using ImapLab.Protocol.Numbers;

namespace ImapLab.Server.Mailboxes;

/// <summary>A mailbox's current state, and the only way to change it. Every change is an entry of its <see cref="Journal"/>.</summary>
public sealed class Mailbox
{
    private readonly AccountClock _clock;
    private readonly Dictionary<Uid, StoredMessage> _messages = [];
    private UidSequence _uids = new();

    internal Mailbox(AccountClock clock, int number, MailboxName name, UidValidity uidValidity, FolderRole role)
    {
        _clock = clock;
        Number = number;
        Name = name;
        UidValidity = uidValidity;
        Role = role;
        Record(0, new Change.Created(name, uidValidity, role));
    }

    /// <summary>Which mailbox it is; a name may pass to another one, this number never does.</summary>
    public int Number { get; }

    public MailboxName Name { get; private set; }

    public FolderRole Role { get; }

    public UidValidity UidValidity { get; private set; }

    /// <summary>The UID that the next message gets.</summary>
    public Uid UidNext { get; private set; } = new(1);

    public MailboxJournal Journal { get; } = new();

    /// <summary>Whether the mailbox is gone: those who have it open must be told.</summary>
    public bool IsDeleted { get; private set; }

    public int Count => _uids.Count;

    /// <summary>Messages from this UID on have not been \Recent to any session yet (RFC 3501 section 2.3.2).</summary>
    internal Uid FirstRecent { get; set; } = new(1);

    /// <summary>Told after each change, on the account's loop.</summary>
    internal event Action? Changed;

    public StoredMessage? Find(Uid uid) => _messages.GetValueOrDefault(uid);

    /// <summary>The messages in ascending order of their UIDs.</summary>
    public IEnumerable<StoredMessage> Messages => _uids.Select(uid => _messages[uid]);

    /// <summary>The UIDs as they are now; later changes do not reach the copy.</summary>
    internal UidSequence SnapshotUids() => _uids.Snapshot();

    /// <summary>Puts a message at the end.</summary>
    /// <param name="by">The number of the connection that asked for it; 0 for the lab itself.</param>
    public StoredMessage Add(int by, Message message, FlagSet flags)
    {
        flags = flags.Without(SystemFlags.Recent);
        var uid = UidNext;
        var entry = Append(by, new Change.Added(uid, message, flags));
        var stored = new StoredMessage(uid, message, flags, entry.ModSeq);
        _messages.Add(uid, stored);
        _uids.Append(uid);
        UidNext = uid.Next;
        Changed?.Invoke();
        return stored;
    }

    /// <summary>Removes a message for good.</summary>
    /// <returns>False where the mailbox does not hold it.</returns>
    public bool Expunge(int by, Uid uid)
    {
        if (!_messages.Remove(uid, out var stored))
            return false;
        _uids.Remove(uid);
        Record(by, new Change.Expunged(uid, stored.Message));
        return true;
    }

    /// <summary>Sets a message's flags. Nothing happened where they are what they were.</summary>
    /// <returns>False where nothing changed.</returns>
    public bool SetFlags(int by, StoredMessage stored, FlagSet flags)
    {
        ArgumentNullException.ThrowIfNull(stored);
        flags = flags.Without(SystemFlags.Recent);
        if (stored.Flags == flags)
            return false;
        stored.Flags = flags;
        stored.ModSeq = Append(by, new Change.Flagged(stored.Uid, flags)).ModSeq;
        Changed?.Invoke();
        return true;
    }

    /// <summary>Begins a new epoch: every message gets a new UID, from 1, in the same order.</summary>
    public void Renumber(UidValidity to)
    {
        var messages = Messages.ToList();
        var entry = Append(0, new Change.Renumbered(UidValidity, to));
        UidValidity = to;
        _messages.Clear();
        _uids = new UidSequence();
        UidNext = new Uid(1);
        foreach (var message in messages)
        {
            _messages.Add(UidNext, new StoredMessage(UidNext, message.Message, message.Flags, entry.ModSeq));
            _uids.Append(UidNext);
            UidNext = UidNext.Next;
        }

        FirstRecent = UidNext;
        Changed?.Invoke();
    }

    internal void Rename(int by, MailboxName to)
    {
        var from = Name;
        Name = to;
        Record(by, new Change.Renamed(from, to));
    }

    internal void Delete(int by)
    {
        IsDeleted = true;
        Record(by, new Change.Deleted(Name));
    }

    private void Record(int by, Change change)
    {
        Append(by, change);
        Changed?.Invoke();
    }

    private JournalEntry Append(int by, Change change)
    {
        var entry = new JournalEntry(_clock.NextOrdinal(), Number, Journal.Highest.Next, _clock.Now, by, change);
        Journal.Append(entry);
        return entry;
    }
}
