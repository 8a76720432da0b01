using ImapLab.Protocol.Mail;
using ImapLab.Protocol.Numbers;
using ImapLab.Protocol.Replies;

namespace ImapLab.Server.Mailboxes;

/// <summary>
/// What one client has been told of a mailbox: the UIDs whose sequence numbers it knows, and a cursor into the journal. It
/// may lag behind the truth; the numbers stand still until the client is told (RFC 9051 section 7.5.1, RFC 2180).
/// </summary>
public sealed class SessionView
{
    private readonly int _session;
    private readonly UidSequence _uids;
    private readonly HashSet<Uid> _recent = [];
    private readonly SortedSet<Uid> _arrived = [];
    private readonly SortedSet<Uid> _expunged = [];
    private readonly SortedSet<Uid> _flagged = [];
    private int _cursor;

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
        foreach (var uid in _uids.Skip(FirstIndexFrom(mailbox.FirstRecent)))
            ClaimRecent(uid);
    }

    public Mailbox Mailbox { get; }

    public bool ReadOnly { get; }

    /// <summary>The epoch in which the mailbox was opened.</summary>
    public UidValidity Epoch { get; }

    /// <summary>The messages that the client knows of, in the order of their sequence numbers.</summary>
    public UidSequence Uids => _uids;

    public int RecentCount => _recent.Count(uid => _uids.Contains(uid));

    /// <summary>Whether what the client knows is void: the mailbox is gone, or its UIDs are.</summary>
    public bool IsVoid => Mailbox.IsDeleted || Mailbox.UidValidity != Epoch;

    public bool IsRecent(Uid uid) => _recent.Contains(uid);

    /// <summary>A message's flags as this session sees them.</summary>
    public FlagSet FlagsOf(StoredMessage message)
    {
        ArgumentNullException.ThrowIfNull(message);
        return IsRecent(message.Uid) ? message.Flags.With(SystemFlags.Recent) : message.Flags;
    }

    /// <summary>
    /// What the client has not been told: expunges, arrivals, flags, each by ascending UID. A message that came and went
    /// untold is not in it; a message's flags are in it once.
    /// </summary>
    public IReadOnlyList<ViewChange> Untold()
    {
        for (; _cursor < Mailbox.Journal.Length; _cursor++)
            Gather(Mailbox.Journal[_cursor]);
        return
        [
            .. _expunged.Select(uid => new ViewChange.Expunged(uid)),
            .. _arrived.Select(uid => new ViewChange.Arrived(uid)),
            .. _flagged.Select(uid => new ViewChange.Flagged(uid)),
        ];
    }

    /// <summary>Applies changes of <see cref="Untold"/> to the view.</summary>
    /// <param name="changes">Which, in the order in which the client is told. Arrivals are told by ascending UID.</param>
    /// <param name="withModSeq">FETCH replies tell the MODSEQ too (RFC 7162 section 3.2.4).</param>
    /// <returns>The replies that tell the client. Arrivals in a row are one EXISTS.</returns>
    public IReadOnlyList<Reply> Tell(IReadOnlyList<ViewChange> changes, bool withModSeq)
    {
        ArgumentNullException.ThrowIfNull(changes);
        var replies = new List<Reply>();
        for (var at = 0; at < changes.Count; at++)
        {
            var change = changes[at];
            switch (change)
            {
                case ViewChange.Arrived when _arrived.Remove(change.Uid):
                    Arrive(change.Uid);
                    if (at + 1 == changes.Count || changes[at + 1] is not ViewChange.Arrived)
                        replies.AddRange([new ExistsReply(_uids.Count), new RecentReply(RecentCount)]);
                    break;
                case ViewChange.Expunged when _expunged.Remove(change.Uid) && _uids.MsnOf(change.Uid) is { } msn:
                    _uids.RemoveAt(msn.Index);
                    _recent.Remove(change.Uid);
                    replies.Add(new ExpungeReply(msn));
                    break;
                case ViewChange.Flagged when _flagged.Remove(change.Uid) && _uids.MsnOf(change.Uid) is { } msn && Mailbox.Find(change.Uid) is { } message:
                    replies.Add(new FetchReply(msn, FlagData(message, withModSeq)));
                    break;
            }
        }

        return replies;
    }

    /// <summary>What a FETCH that tells of flags holds. The UID is there when MODSEQ is: RFC 7162 section 3.2.4 wants it so.</summary>
    private List<FetchDatum> FlagData(StoredMessage message, bool withModSeq) => withModSeq
        ? [new FetchDatum.Uid(message.Uid), new FetchDatum.ModSeq(message.ModSeq), new FetchDatum.Flags(FlagsOf(message))]
        : [new FetchDatum.Flags(FlagsOf(message))];

    private void Gather(JournalEntry entry)
    {
        switch (entry.Change)
        {
            case Change.Added added:
                _arrived.Add(added.Uid);
                break;
            case Change.Expunged expunged:
                // Nothing else about it needs telling now; and where even its arrival was not told, it never was.
                _flagged.Remove(expunged.Uid);
                if (!_arrived.Remove(expunged.Uid))
                    _expunged.Add(expunged.Uid);
                break;
            case Change.Flagged flagged when entry.By != _session && _uids.Contains(flagged.Uid):
                _flagged.Add(flagged.Uid);
                break;
        }
    }

    private void Arrive(Uid uid)
    {
        _uids.Append(uid);
        if (uid >= Mailbox.FirstRecent)
            ClaimRecent(uid);
    }

    private void ClaimRecent(Uid uid)
    {
        _recent.Add(uid);
        if (!ReadOnly)
            Mailbox.FirstRecent = uid.Next;
    }

    private int FirstIndexFrom(Uid uid) => _uids.IndexOf(uid) is >= 0 and var index ? index : ~_uids.IndexOf(uid);
}
