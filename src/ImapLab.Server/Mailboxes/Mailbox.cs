using ImapLab.Protocol.Mail;
using ImapLab.Protocol.Numbers;

namespace ImapLab.Server.Mailboxes;

/// <summary>A mailbox's current state, and the only way to change it. Every change is an entry of its <see cref="Journal"/>.</summary>
public sealed class Mailbox
{
    private readonly AccountClock _clock;
    private readonly FlagTable _flags = new();
    private readonly SlotTable _slots;
    private readonly Watchers<Action> _watchers = new();
    private readonly NumberIndex? _numbers;
    private MailboxTally _tally = new();
    private readonly KeywordSemantics _keywords;
    private int _observed;
    private int _unseenObserved;

    internal Mailbox(AccountClock clock, int number, MailboxName name, UidValidity uidValidity, FolderRole role, KeywordSemantics keywords)
    {
        _clock = clock;
        _slots = new SlotTable(_flags);
        Journal = new MailboxJournal(number, _flags);
        Number = number;
        Name = name;
        UidValidity = uidValidity;
        Role = role;
        _keywords = keywords;
        _flags.NumberOf(new FlagSet(SystemFlags.None, [.. keywords.Only ?? []]));
        Record(0, new Change.Created(name, uidValidity, role));
    }

    /// <summary>Which mailbox it is; a name may pass to another one, this number never does.</summary>
    public int Number { get; }

    public MailboxName Name { get; private set; }

    public FolderRole Role { get; internal set; }

    /// <summary>Who may do what with it; null where its owner may do all, and nobody else anything.</summary>
    public AccessList? Access { get; set; }

    /// <summary>What its owner may do with it.</summary>
    internal MailboxRights OwnersRights => Access?.OwnersRights ?? MailboxRights.All;

    /// <summary>Its owner may not even see that it is there.</summary>
    internal bool IsHidden => !OwnersRights.HasFlag(MailboxRights.Lookup);

    public UidValidity UidValidity { get; private set; }

    /// <summary>The UID that the next message gets.</summary>
    public Uid UidNext { get; private set; } = new(1);

    public MailboxJournal Journal { get; }

    /// <summary>Whether clients can learn mod-sequences of it; a server may have mailboxes for which it keeps none (RFC 7162 section 3.1.2.2).</summary>
    public bool KeepsModSeqs { get; internal set; } = true;

    /// <summary>Whether the mailbox is gone: those who have it open must be told.</summary>
    public bool IsDeleted { get; private set; }

    /// <summary>How often it went where those who had it open could not follow.</summary>
    internal int Moves { get; private set; }

    public int Count => _tally.Uids.Count;

    /// <summary>The size of all messages together.</summary>
    public ulong Octets => _tally.Octets;

    /// <summary>The size of the \Deleted messages together.</summary>
    public ulong DeletedOctets => _tally.DeletedOctets;

    /// <summary>The keywords that the mailbox has seen, in the order in which it first saw them, each as it was spelled then.</summary>
    public IReadOnlyList<string> Keywords => _flags.Keywords;

    /// <summary>Somebody has asked for mod-sequences, so that they are counted for all from then on.</summary>
    internal bool HasModSeqs { get; set; }

    /// <summary>The messages in ascending order of their UIDs, as they are when the enumeration begins; one that goes meanwhile is left out.</summary>
    public IEnumerable<StoredMessage> Messages => MessagesOf(SnapshotUids());

    /// <summary>Whether clients may make keywords that are not among <see cref="Keywords"/>.</summary>
    public bool TakesNewKeywords => _keywords.Only is null && HasRoomFor(1);

    internal bool Knows(string keyword) => _flags.Knows(keyword);

    /// <summary>Whether it can know some more keywords than it does.</summary>
    internal bool HasRoomFor(int keywords) => Keywords.Count + keywords <= _keywords.Most;

    /// <summary>Flags without the keywords that are too many for it.</summary>
    internal FlagSet Fitting(FlagSet flags)
    {
        var strange = flags.Keywords.Where(keyword => !Knows(keyword)).ToList();
        return HasRoomFor(strange.Count) ? flags : flags.Except(new FlagSet(SystemFlags.None, [.. strange.Skip(Math.Max(0, _keywords.Most - Keywords.Count))]));
    }

    /// <summary>Whether some session has it open.</summary>
    internal bool IsWatched => !_watchers.IsEmpty;

    /// <summary>Messages from this UID on have not been \Recent to any session yet (RFC 3501 section 2.3.2).</summary>
    internal Uid FirstRecent { get; set; } = new(1);

    /// <summary>How many messages have not been \Recent to any session yet.</summary>
    internal int RecentCount => FirstRecent < UidNext ? _tally.Uids.CountOf(FirstRecent, UidNext) : 0;

    /// <summary>All messages. Not to be changed.</summary>
    internal UidSequence Uids => _tally.Uids;

    /// <summary>The messages without \Seen. Not to be changed.</summary>
    internal UidSequence Unseen => _tally.Unseen;

    /// <summary>The messages with \Deleted. Not to be changed.</summary>
    internal UidSequence Deleted => _tally.Deleted;

    /// <summary>What of it is gone and may still be asked for.</summary>
    internal Graves Graves { get; } = new();

    /// <summary>Told after each change, on the account's loop, in the order in which they came to watch.</summary>
    internal event Action Changed
    {
        add => _watchers.Add(value);
        remove => _watchers.Remove(value);
    }

    public StoredMessage? Find(Uid uid) => _slots.Find(uid);

    /// <summary>Keeps it in step with the account's other mailboxes, where they are labels.</summary>
    internal LabelKeeper? Labels
    {
        get;
        init
        {
            field = value;
            _numbers = value is null ? null : new NumberIndex();
        }
    }

    /// <summary>The first message with a number. All messages are looked at, but where mailboxes are labels: this is for tests and scenarios.</summary>
    public StoredMessage? FindNumber(int number)
    {
        if (_numbers is not null)
        {
            foreach (var uid in _numbers.Find(number))
            {
                if (Find(new Uid(uid)) is { } indexed && indexed.Number == number)
                    return indexed;
            }

            return null;
        }

        foreach (var stored in Messages)
        {
            if (stored.Number == number)
                return stored;
        }

        return null;
    }

    /// <summary>Has <see cref="FindNumber"/> find this one, of several that the mailbox had of its number.</summary>
    internal void Index(StoredMessage stored) => _numbers?.Add(stored.Number, stored.Uid.Value);

    /// <summary>The messages that were put here or changed after a moment, ascending by UID. Stretches where nothing did are passed over.</summary>
    public IEnumerable<StoredMessage> ChangedAfter(ModSeq moment)
    {
        var uids = SnapshotUids();
        for (var index = 0; index < uids.Count;)
        {
            var (from, last) = (uids[index], SlotTable.LastOfPage(uids[index]));
            index += uids.CountOf(from, last);
            if (!_slots.MayHaveChanged(from, moment))
                continue;
            foreach (var stored in MessagesOf(uids.Between(from, last)))
            {
                if (stored.ModSeq > moment)
                    yield return stored;
            }
        }
    }

    /// <summary>The UIDs as they are now; later changes do not reach the copy.</summary>
    internal UidSequence SnapshotUids() => _tally.Uids.Snapshot();

    /// <summary>Several changes as one: they have one time, and those who watch are told once, when all is done.</summary>
    public void AtOnce(Action changes) => _clock.AtOnce(changes);

    /// <summary>Puts a message at the end.</summary>
    /// <param name="by">The number of the connection that asked for it; 0 for the lab itself.</param>
    public StoredMessage Add(int by, Message message, FlagSet flags)
    {
        ArgumentNullException.ThrowIfNull(message);
        return Add(by, Arrival.Of(message), flags);
    }

    /// <summary>Puts a message that is in a mailbox already at the end of this one.</summary>
    /// <param name="flags">Null for those that it has there.</param>
    public StoredMessage AddCopy(int by, StoredMessage message, FlagSet? flags = null) => Add(by, Arrival.Of(message), flags ?? message.Flags);

    /// <summary>Puts all messages of a run at the end.</summary>
    public void AddAll(int by, MessageRun messages, FlagSet flags)
    {
        ArgumentNullException.ThrowIfNull(messages);
        if (messages.Count == 0)
            return;
        if (Labels is { } labels)
            labels.AddAll(by, this, messages, flags);
        else
            PutAll(by, messages, flags);
    }

    /// <summary>Removes a message for good.</summary>
    /// <returns>False where the mailbox does not hold it.</returns>
    public bool Expunge(int by, Uid uid) => Labels is { } labels ? labels.Expunge(by, this, uid) : Take(by, uid);

    /// <summary>Sets a message's flags. Nothing happened where they are what they were.</summary>
    /// <returns>False where nothing changed.</returns>
    public bool SetFlags(int by, StoredMessage stored, FlagSet flags) =>
        Labels is { } labels ? labels.SetFlags(by, this, stored, flags) : Mark(by, stored, flags);

    /// <summary><see cref="AddAll"/> for this mailbox alone.</summary>
    internal void PutAll(int by, MessageRun messages, FlagSet flags)
    {
        var (first, set) = (UidNext, _flags.NumberOf(flags));
        UidNext = new Uid(checked(first.Value + (uint)messages.Count));
        var run = Append(by, ChangeKind.Added, first, messages.First, set, messages, messages.Count);
        _tally.AddRange(first, run.LastUid, _flags[set], messages.Octets);
        for (var added = 0; added < messages.Count; added++)
            _slots.Add(new Uid(first.Value + (uint)added), new Slot(messages, messages.First + added, set, run.ModSeq + (ulong)added, run.At));
        _numbers?.AddRun(messages.First, messages.Count, first.Value);
        _clock.Changed(this);
    }

    /// <summary><see cref="Expunge"/> for this mailbox alone.</summary>
    internal bool Take(int by, Uid uid)
    {
        if (_slots.Remove(uid) is not { } stored)
            return false;
        Graves.Add(stored);
        _tally.Remove(uid, stored.Message.Content.Size);
        Append(by, ChangeKind.Expunged, uid, stored.Number, 0, stored.Source);
        _clock.Changed(this);
        return true;
    }

    /// <summary><see cref="SetFlags"/> for this mailbox alone.</summary>
    internal bool Mark(int by, StoredMessage stored, FlagSet flags)
    {
        var set = _flags.NumberOf(flags);
        // A handle may be of a message that is gone, or of an epoch that is over.
        if (Find(stored.Uid) != stored || _slots.FlagsOf(stored.Uid) == set)
            return false;
        _tally.Change(stored, _flags[set]);
        var run = Append(by, ChangeKind.Flagged, stored.Uid, stored.Number, set, null);
        _slots.SetFlags(stored.Uid, set, new ModSeq(run.ModSeq));
        _clock.Changed(this);
        return true;
    }

    /// <summary>Begins a new epoch: every message gets a new UID, from 1, in the same order.</summary>
    public void Renumber(UidValidity to)
    {
        var messages = Messages.ToList();
        var run = Append(0, new Change.Renumbered(UidValidity, to));
        UidValidity = to;
        _slots.Clear();
        Graves.Clear();
        _tally = _tally.Renumbered();
        _numbers?.Clear();
        UidNext = new Uid(1);
        foreach (var message in messages)
        {
            _numbers?.Add(message.Number, UidNext.Value);
            _slots.Add(UidNext, message.Slot with { ModSeq = run.ModSeq });
            UidNext = UidNext.Next;
        }

        FirstRecent = UidNext;
        _clock.Changed(this);
    }

    /// <param name="losesViews">Those who have it open cannot follow.</param>
    internal void Rename(int by, MailboxName to, bool losesViews)
    {
        var from = Name;
        Name = to;
        Moves += losesViews ? 1 : 0;
        Record(by, new Change.Renamed(from, to));
    }

    internal void Delete(int by)
    {
        IsDeleted = true;
        Record(by, new Change.Deleted(Name));
    }

    internal void TellWatchers()
    {
        _watchers.Tell(watcher => watcher());
        var change = _clock.Observers is { Any: true } ? MailChange.Since(this, _observed, _unseenObserved) : default;
        (_observed, _unseenObserved) = (Journal.Length, Unseen.Count);
        if (change.What != MailChanges.None)
            _clock.Observers!.Tell(change);
    }

    private IEnumerable<StoredMessage> MessagesOf(IEnumerable<Uid> uids)
    {
        foreach (var uid in uids)
        {
            if (Find(uid) is { } stored)
                yield return stored;
        }
    }

    private StoredMessage Add(int by, Arrival message, FlagSet flags) =>
        Labels is { } labels ? labels.Add(by, this, message, flags) : Put(by, message, flags);

    /// <summary><see cref="Add(int, Message, FlagSet)"/> for this mailbox alone.</summary>
    internal StoredMessage Put(int by, Arrival message, FlagSet flags)
    {
        var (uid, set) = (UidNext, _flags.NumberOf(flags));
        UidNext = uid.Next;
        var run = Append(by, ChangeKind.Added, uid, message.Number, set, message.Source);
        _tally.Add(uid, _flags[set], message.Octets);
        var stored = _slots.Add(uid, new Slot(message.Source, message.Number, set, run.ModSeq, run.At));
        _numbers?.Add(message.Number, uid.Value);
        _clock.Changed(this);
        return stored;
    }

    private void Record(int by, Change change)
    {
        Append(by, change);
        _clock.Changed(this);
    }

    private JournalRun Append(int by, Change change) => Append(by, ChangeKind.Other, default, Journal.Keep(change), 0, null);

    private JournalRun Append(int by, ChangeKind kind, Uid uid, int number, int flags, IMessageSource? source, int count = 1)
    {
        var run = new JournalRun
        {
            Start = Journal.Length,
            Count = count,
            Kind = kind,
            By = by,
            At = _clock.Now.UtcTicks,
            Ordinal = _clock.TakeOrdinals(count),
            ModSeq = Journal.Highest.Next.Value,
            Uid = uid.Value,
            Number = number,
            Flags = flags,
            Source = source,
        };
        Journal.Append(run);
        return run;
    }
}
