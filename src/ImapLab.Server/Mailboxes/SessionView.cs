using ImapLab.Protocol.Mail;
using ImapLab.Protocol.Numbers;
using ImapLab.Protocol.Replies;

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
    private readonly UidSequence _expunged = new();
    private readonly UidSequence _flagged = new();
    private UidSequence _uids;
    private int _cursor;
    private int _recentTold;

    /// <summary>Opens a mailbox as it is now.</summary>
    /// <param name="session">The number of the connection: what it does itself it is not told twice.</param>
    /// <param name="readOnly">EXAMINE: \Recent messages stay recent for the next session (RFC 3501 section 6.3.2).</param>
    public SessionView(Mailbox mailbox, int session, bool readOnly)
    {
        ArgumentNullException.ThrowIfNull(mailbox);
        Mailbox = mailbox;
        ReadOnly = readOnly;
        Epoch = mailbox.UidValidity;
        _session = session;
        _uids = mailbox.SnapshotUids();
        _cursor = mailbox.Journal.Length;
        _recent = _uids.Snapshot();
        _recent.RemoveBelow(mailbox.FirstRecent);
        if (!readOnly)
            mailbox.FirstRecent = mailbox.UidNext;
        _recentTold = _recent.Count;
    }

    public Mailbox Mailbox { get; }

    public bool ReadOnly { get; }

    /// <summary>The epoch in which the mailbox was opened.</summary>
    public UidValidity Epoch { get; }

    /// <summary>The messages that the client knows of, in the order of their sequence numbers.</summary>
    public UidSequence Uids => _uids;

    public int RecentCount => _recent.Count;

    /// <summary>How many of the mailbox's keywords the client was told of.</summary>
    internal int KeywordsTold { get; set; }

    /// <summary>Whether what the client knows is void: the mailbox is gone, or its UIDs are.</summary>
    public bool IsVoid => Mailbox.IsDeleted || Mailbox.UidValidity != Epoch;

    public bool IsRecent(Uid uid) => _recent.Contains(uid);

    /// <summary>A message's flags as this session sees them.</summary>
    public FlagSet FlagsOf(StoredMessage message) => IsRecent(message.Uid) ? message.Flags.With(SystemFlags.Recent) : message.Flags;

    /// <summary>
    /// What the client has not been told: expunges, arrivals, flags, each by ascending UID. A message that came and went
    /// untold is not in it; a message's flags are in it once.
    /// </summary>
    public IReadOnlyList<ViewChange> Untold()
    {
        Gather();
        var untold = new List<ViewChange>(_expunged.Count + _arrived.Count + _flagged.Count);
        foreach (var uid in _expunged)
            untold.Add(new ViewChange(ViewChangeKind.Expunged, uid));
        foreach (var uid in _arrived)
            untold.Add(new ViewChange(ViewChangeKind.Arrived, uid));
        foreach (var uid in _flagged)
            untold.Add(new ViewChange(ViewChangeKind.Flagged, uid));
        return untold;
    }

    /// <summary>Applies changes of <see cref="Untold"/> to the view, each when its reply is asked for.</summary>
    /// <param name="changes">Which, in the order in which the client is told. Arrivals are told by ascending UID.</param>
    /// <param name="withModSeq">FETCH replies tell the MODSEQ too (RFC 7162 section 3.2.4).</param>
    /// <returns>The replies that tell the client. Arrivals in a row are one EXISTS; RECENT is told where it is another number now (RFC 3501 section 7.3.2).</returns>
    public IEnumerable<Reply> Tell(IReadOnlyList<ViewChange> changes, bool withModSeq)
    {
        ArgumentNullException.ThrowIfNull(changes);
        var arrived = false;
        for (var at = 0; at < changes.Count; at++)
        {
            var change = changes[at];
            if (change.Kind == ViewChangeKind.Arrived && _arrived.Remove(change.Uid))
            {
                Arrive(change.Uid);
                arrived = true;
            }

            if (arrived && (at + 1 == changes.Count || changes[at + 1].Kind != ViewChangeKind.Arrived))
            {
                arrived = false;
                yield return new ExistsReply(_uids.Count);
            }

            if (change.Kind != ViewChangeKind.Arrived && Tell(change, withModSeq) is { } reply)
                yield return reply;
        }

        if (_recentTold != RecentCount)
            yield return new RecentReply(_recentTold = RecentCount);
        Share();
    }

    private Reply? Tell(ViewChange change, bool withModSeq)
    {
        if (!(change.Kind == ViewChangeKind.Expunged ? _expunged : _flagged).Remove(change.Uid) || _uids.MsnOf(change.Uid) is not { } msn)
            return null;
        if (change.Kind == ViewChangeKind.Flagged)
            return Mailbox.Find(change.Uid) is { } message ? new FetchReply(msn, FlagData(message, withModSeq)) : null;
        _uids.Remove(change.Uid);
        _recent.Remove(change.Uid);
        return new ExpungeReply(msn);
    }

    /// <summary>What a FETCH that tells of flags holds. The UID is there when MODSEQ is: RFC 7162 section 3.2.4 wants it so.</summary>
    private List<FetchDatum> FlagData(StoredMessage message, bool withModSeq) => withModSeq
        ? [new FetchDatum.Uid(message.Uid), new FetchDatum.ModSeq(message.ModSeq), new FetchDatum.Flags(FlagsOf(message))]
        : [new FetchDatum.Flags(FlagsOf(message))];

    private void Gather()
    {
        foreach (var run in Mailbox.Journal.RunsFrom(_cursor))
        {
            _cursor = run.End;
            switch (run.Kind)
            {
                case ChangeKind.Added:
                    _arrived.AddRange(new Uid(run.Uid), run.LastUid);
                    break;
                case ChangeKind.Expunged:
                    for (var place = 0u; place < run.Count; place++)
                        Expunged(new Uid(run.Uid + place));
                    break;
                case ChangeKind.Flagged when run.By != _session:
                    for (var place = 0u; place < run.Count; place++)
                        Flagged(new Uid(run.Uid + place));
                    break;
            }
        }
    }

    private void Expunged(Uid uid)
    {
        // Nothing else about it needs telling now; and where even its arrival was not told, it never was.
        _flagged.Remove(uid);
        if (!_arrived.Remove(uid))
            _expunged.Add(uid);
    }

    private void Flagged(Uid uid)
    {
        if (_uids.Contains(uid))
            _flagged.Add(uid);
    }

    private void Arrive(Uid uid)
    {
        _uids.Append(uid);
        if (uid < Mailbox.FirstRecent)
            return;
        _recent.Append(uid);
        if (!ReadOnly)
            Mailbox.FirstRecent = uid.Next;
    }

    /// <summary>A client that knows all there is has the mailbox's own UIDs, which cost nothing.</summary>
    private void Share()
    {
        Gather();
        if (_expunged.Count == 0 && _arrived.Count == 0 && !IsVoid)
            _uids = Mailbox.SnapshotUids();
    }
}
