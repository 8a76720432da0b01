using ImapLab.Protocol.Mail;
using ImapLab.Protocol.Numbers;

namespace ImapLab.Server.Mailboxes;

/// <summary>
/// What one client has been told of a mailbox: the UIDs whose sequence numbers it knows, and a cursor into the journal. It
/// may lag behind the truth; the numbers stand still until the client is told (RFC 9051 section 7.5.1, RFC 2180).
/// </summary>
/// <remarks>All that it keeps are sequences that share what they can with the mailbox's own: a view costs what it differs by.</remarks>
public sealed class SessionView
{
    private readonly int _session;
    private readonly UidSequence _recent;
    private readonly UidSequence _arrived = new();
    private readonly UidSequence _cameAndWent = new();
    private readonly UidSequence _expunged = new();
    private readonly UidSequence _flagged = new();
    private readonly Graves? _graves;
    private readonly List<string> _keywordsNamed = [];
    private readonly int _moves;
    private Dictionary<Uid, FlagSet>? _flagsOfGone;
    private UidSequence? _own;
    private UidSequence _uids;
    private ModSeq _firstExpunge;
    private int _cursor;

    /// <summary>Opens a mailbox as it is now.</summary>
    /// <param name="session">The number of the connection: what it does itself it is not told twice.</param>
    /// <param name="readOnly">EXAMINE: \Recent messages stay recent for the next session (RFC 3501 section 6.3.2).</param>
    /// <param name="knowsRecent">Whether the client knows of \Recent, which IMAP4rev2 does not have.</param>
    /// <param name="keepsGone">Whether messages that are gone can be asked for until the client was told; then <see cref="Close"/> must be called in the end.</param>
    public SessionView(Mailbox mailbox, int session, bool readOnly, bool knowsRecent = true, bool keepsGone = false)
    {
        ArgumentNullException.ThrowIfNull(mailbox);
        Mailbox = mailbox;
        ReadOnly = readOnly;
        Epoch = mailbox.UidValidity;
        _moves = mailbox.Moves;
        _session = session;
        _uids = mailbox.SnapshotUids();
        _cursor = mailbox.Journal.Length;
        if (keepsGone)
        {
            _graves = mailbox.Graves;
            _graves.Visitors++;
        }

        KnowsRecent = knowsRecent;
        _recent = knowsRecent ? _uids.Snapshot() : new UidSequence();
        _recent.RemoveBelow(mailbox.FirstRecent);
        if (!readOnly && knowsRecent)
            mailbox.FirstRecent = mailbox.UidNext;
    }

    public Mailbox Mailbox { get; }

    public bool ReadOnly { get; }

    /// <summary>The epoch in which the mailbox was opened.</summary>
    public UidValidity Epoch { get; }

    /// <summary>The messages that the client knows of, in the order of their sequence numbers.</summary>
    public UidSequence Uids => _uids;

    /// <summary>Whether the client is told of \Recent.</summary>
    public bool KnowsRecent { get; private set; }

    public int RecentCount => _recent.Count;

    /// <summary>The arrival of messages is told that are gone by then, as long as expunges are held back.</summary>
    internal bool TellsGhosts { get; init; }

    /// <summary>How many of the <see cref="Keywords"/> the client was told of.</summary>
    internal int KeywordsTold { get; set; }

    /// <summary>The mailbox's keywords, and those that the client is told of although no message has them.</summary>
    internal IReadOnlyList<string> Keywords => _keywordsNamed.Count == 0
        ? Mailbox.Keywords
        : [.. Mailbox.Keywords.Union(_keywordsNamed, StringComparer.OrdinalIgnoreCase)];

    /// <summary>The client is told of a keyword from now on because it spoke of it, as long as the mailbox could know as many.</summary>
    internal void Name(string keyword)
    {
        if (!Mailbox.Knows(keyword) && Mailbox.HasRoomFor(_keywordsNamed.Count + 1) && !_keywordsNamed.Contains(keyword, StringComparer.OrdinalIgnoreCase))
            _keywordsNamed.Add(keyword);
    }

    /// <summary>Whether what the client knows is void: the mailbox is gone, or out of reach, or its UIDs are gone.</summary>
    public bool IsVoid => Mailbox.IsDeleted || Mailbox.UidValidity != Epoch || Mailbox.Moves != _moves;

    /// <summary>
    /// Whether it is kept in mind which of the untold changes are the client's own: it is told of these although it does not want to hear of others'.
    /// </summary>
    internal bool MarksOwn
    {
        get => _own is not null;
        set
        {
            Gather();
            _own = value ? _own ?? new UidSequence() : null;
        }
    }

    /// <summary>The mod-sequence of the earliest expunge that the client has not been told, or an earlier one; null where it knows of all.</summary>
    public ModSeq? FirstUntoldExpunge => _expunged.Count == 0 ? null : _firstExpunge;

    /// <summary>The client no longer wants to hear of \Recent.</summary>
    public void ForgetRecent()
    {
        KnowsRecent = false;
        _recent.Clear();
    }

    /// <summary>A message that is gone and of which the client was not told, as it was last; null where there is none, or where it is not kept.</summary>
    public StoredMessage? FindGone(Uid uid) => _uids.Contains(uid) ? _graves?.Find(uid) : null;

    /// <summary>All messages are gone for this client, with the mailbox: from now on that is what it was not told.</summary>
    internal void LoseAll()
    {
        Gather();
        _arrived.Clear();
        _flagged.Clear();
        _expunged.Clear();
        foreach (var uid in _uids)
            _expunged.Add(uid);
    }

    /// <summary>The client asks no more.</summary>
    public void Close()
    {
        if (_graves is null)
            return;
        ForgetGhosts();
        foreach (var uid in _expunged)
            _graves.Told(uid);
        _graves.Visitors--;
    }

    public bool IsRecent(Uid uid) => _recent.Contains(uid);

    /// <summary>A message's flags as this session sees them.</summary>
    public FlagSet FlagsOf(StoredMessage message)
    {
        var flags = _flagsOfGone?.TryGetValue(message.Uid, out var changed) == true ? changed : message.Flags;
        return IsRecent(message.Uid) ? flags.With(SystemFlags.Recent) : flags;
    }

    /// <summary>The client changes a message that is gone: until it is told, it finds there what it left.</summary>
    internal void SetFlagsOfGone(Uid uid, FlagSet flags) => (_flagsOfGone ??= [])[uid] = flags.Without(SystemFlags.Recent);

    /// <summary>
    /// What the client has not been told: expunges, arrivals, flags, each by ascending UID. A message that came and went
    /// untold is not in it; a message's flags are in it once.
    /// </summary>
    /// <param name="butExpunges">Without expunges.</param>
    /// <param name="flagsOfGone">With the last flags of messages that are gone and kept, where that is not told.</param>
    public IReadOnlyList<ViewChange> Untold(bool butExpunges = false, bool flagsOfGone = false) => Untold(ViewNews.All, butExpunges, flagsOfGone);

    /// <inheritdoc cref="Untold(bool, bool)"/>
    /// <param name="wanted">What others did is in it as far as it is of these kinds.</param>
    internal IReadOnlyList<ViewChange> Untold(ViewNews wanted, bool butExpunges, bool flagsOfGone)
    {
        Gather();
        var untold = new List<ViewChange>(_expunged.Count + _arrived.Count + _flagged.Count);
        foreach (var uid in butExpunges ? [] : wanted.HasFlag(ViewNews.Expunges) ? _expunged : _expunged.Where(IsOwn))
            untold.Add(new ViewChange(ViewChangeKind.Expunged, uid));
        var arrived = wanted.HasFlag(ViewNews.Arrivals) ? _arrived : ArrivedUpToOwn();
        foreach (var uid in butExpunges && _cameAndWent.Count > 0 && wanted.HasFlag(ViewNews.Arrivals) ? arrived.Concat(_cameAndWent).Order() : arrived)
            untold.Add(new ViewChange(ViewChangeKind.Arrived, uid));
        if (!wanted.HasFlag(ViewNews.Flags))
            return untold;
        foreach (var uid in butExpunges && flagsOfGone ? _flagged : _flagged.Where(uid => !_expunged.Contains(uid)))
            untold.Add(new ViewChange(ViewChangeKind.Flagged, uid));
        return untold;
    }

    /// <summary>Whether an untold change is the client's own, where that is kept in mind.</summary>
    internal bool IsOwn(Uid uid) => _own?.Contains(uid) == true;

    /// <summary>A client that learns of its own message learns of those before it: the number that EXISTS tells counts them.</summary>
    private IEnumerable<Uid> ArrivedUpToOwn()
    {
        var own = _arrived.Where(IsOwn).ToList();
        return own.Count == 0 ? [] : _arrived.TakeWhile(uid => uid <= own[^1]);
    }

    /// <summary>Takes a change of <see cref="Untold(bool, bool)"/> as told. Arrivals are told by ascending UID.</summary>
    /// <returns>The sequence number of the message, for an expunge the one that it had; null where there is nothing to tell.</returns>
    public Msn? Tell(ViewChange change)
    {
        switch (change.Kind)
        {
            case ViewChangeKind.Arrived when _arrived.Remove(change.Uid):
                _own?.Remove(change.Uid);
                Arrive(change.Uid);
                return Msn.AtIndex(_uids.Count - 1);
            case ViewChangeKind.Arrived when _cameAndWent.Remove(change.Uid):
                Arrive(change.Uid);
                _expunged.Add(change.Uid);
                return Msn.AtIndex(_uids.Count - 1);
            case ViewChangeKind.Expunged when _expunged.Remove(change.Uid) && _uids.MsnOf(change.Uid) is { } msn:
                _uids.Remove(change.Uid);
                _recent.Remove(change.Uid);
                _flagged.Remove(change.Uid);
                _own?.Remove(change.Uid);
                _graves?.Told(change.Uid);
                _flagsOfGone?.Remove(change.Uid);
                return msn;
            case ViewChangeKind.Flagged when _flagged.Remove(change.Uid):
                return _uids.MsnOf(change.Uid);
            default:
                return null;
        }
    }

    /// <summary>Whether others have changed a message's flags and the client was not told.</summary>
    public bool HasUntoldFlags(Uid uid)
    {
        Gather();
        return _flagged.Contains(uid);
    }

    /// <summary>The client learns a message's flags by the answer to its own command: they are no news any more.</summary>
    public void FlagsAreTold(Uid uid)
    {
        Gather();
        _flagged.Remove(uid);
    }

    /// <summary>A client that knows all there is has the mailbox's own UIDs, which cost nothing: to be called when news have been told.</summary>
    public void Share()
    {
        Gather();
        if (_expunged.Count == 0 && _arrived.Count == 0 && !IsVoid)
            _uids = Mailbox.SnapshotUids();
    }

    private void Gather()
    {
        foreach (var run in Mailbox.Journal.RunsFrom(_cursor))
        {
            _cursor = run.End;
            switch (run.Kind)
            {
                case ChangeKind.Added:
                    _arrived.AddRange(new Uid(run.Uid), run.LastUid);
                    if (run.By == _session)
                        _own?.AddRange(new Uid(run.Uid), run.LastUid);
                    break;
                case ChangeKind.Expunged:
                    if (_expunged.Count + _cameAndWent.Count == 0)
                        _firstExpunge = new ModSeq(run.ModSeq);
                    for (var place = 0u; place < run.Count; place++)
                        Expunged(new Uid(run.Uid + place), run.By == _session);
                    break;
                case ChangeKind.Flagged when run.By != _session:
                    for (var place = 0u; place < run.Count; place++)
                        Flagged(new Uid(run.Uid + place));
                    break;
            }
        }
    }

    private void Expunged(Uid uid, bool own)
    {
        if (own)
            _own?.Add(uid);
        else
            _own?.Remove(uid);
        // Nothing else about it needs telling now; and where even its arrival was not told, it never was.
        if (_graves is null)
            _flagged.Remove(uid);
        if (!_arrived.Remove(uid))
        {
            _expunged.Add(uid);
            return;
        }

        _own?.Remove(uid);
        if (TellsGhosts)
            _cameAndWent.Add(uid);
        else
            _graves?.Told(uid);
    }

    /// <summary>What came and went is told no more: all that is so is told now, or no older expunge waits, so that the client may know of all that is there.</summary>
    internal void ForgetGhosts(bool holdsExpunges = false)
    {
        Gather();
        if (holdsExpunges && _expunged.Count > 0)
            return;
        foreach (var uid in _cameAndWent)
            _graves?.Told(uid);
        _cameAndWent.Clear();
    }

    private void Flagged(Uid uid)
    {
        if (_uids.Contains(uid))
            _flagged.Add(uid);
    }

    private void Arrive(Uid uid)
    {
        _uids.Append(uid);
        if (!KnowsRecent || uid < Mailbox.FirstRecent)
            return;
        _recent.Append(uid);
        if (!ReadOnly)
            Mailbox.FirstRecent = uid.Next;
    }
}
