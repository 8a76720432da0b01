using ImapLab.Protocol.Numbers;
using ImapLab.Tracking.Events;
using ImapLab.Tracking.Folders;
using ImapLab.Tracking.Marks;
using ImapLab.Tracking.Moves;
using ImapLab.Tracking.Ports;

namespace ImapLab.Tracking.Accounts;

/// <summary>
/// Carries what is known of a folder over to a new epoch. Nothing is written until all of the new epoch is read: the
/// old state stays whole till then.
/// </summary>
internal sealed class EpochReset(Desk desk, IMailboxSource source, FolderRecord old)
{
    private readonly int _number = desk.Book.NextFolderNumber;
    private readonly List<KnownMessage> _after = [];
    private readonly List<MarkedMessage> _marks = [];
    private IReadOnlyDictionary<Uid, MessageSummary> _described = new Dictionary<Uid, MessageSummary>();
    private IReadOnlyList<KnownMessage> _before = [];
    private IReadOnlyList<Uid> _gone = [];
    private IReadOnlyList<Uid> _came = [];

    public int MessageCount => _after.Count;

    public bool IsMassDeletion => ListingStep.IsMassDeletion(_gone.Count, _before.Count, desk.Limits);

    private bool IsSilent => !old.Baselined || !desk.Book.IsInitialized;

    /// <summary>Reads what recognises the messages of the new epoch, and all that is told of those that are new.</summary>
    /// <returns>False where a message went meanwhile.</returns>
    public async Task<bool> ReadAsync(FolderState fresh, Func<Uid, bool> isThere, CancellationToken cancellationToken)
    {
        var reader = new MessageReader(source, desk, _number);
        foreach (var chunk in fresh.View!.Known.Chunk(desk.Options.IdentityChunk))
        {
            var read = await reader.ReadAsync(chunk, SummaryDetail.Identity, isThere, cancellationToken).ConfigureAwait(false);
            if (FlagLook.Follows(desk.Options, fresh.Opened))
                _marks.AddRange(read.Values.Select(FlagLook.MarksOf));
            _after.AddRange(chunk.Select(uid => new KnownMessage(uid, read.GetValueOrDefault(uid)?.Identity ?? MessageIdentity.None)));
        }

        var uids = desk.Book.Store.LoadUids(old.Number);
        var identities = desk.Book.Store.LoadIdentities(old.Number, uids);
        _before = [.. uids.Select(uid => new KnownMessage(uid, identities.GetValueOrDefault(uid)))];
        (_gone, _came) = EpochRemap.Compare(_before, _after);
        if (IsSilent)
            return true;

        var described = new Dictionary<Uid, MessageSummary>();
        foreach (var chunk in _came.Chunk(desk.Options.SummaryChunk))
        {
            foreach (var (uid, summary) in await reader.ReadAsync(chunk, SummaryDetail.Full, isThere, cancellationToken).ConfigureAwait(false))
                described[uid] = summary;
        }

        _described = described;
        return _came.All(isThere);
    }

    public (StoreChange Change, IReadOnlyList<Tiding> Tidings, FolderRecord Record) Swap(FolderState fresh, string reason)
    {
        var known = fresh.View!.Known;
        var counters = FolderCommit.CountersAfter(fresh, known.Count);
        var record = old with
        {
            Number = _number,
            Baselined = true,
            Counters = counters,
            Cursor = counters.UidNext ?? (known.Count == 0 ? new Uid(1) : known.Last.Next),
            FlagsAt = FlagLook.Follows(desk.Options, fresh.Opened) ? fresh.Opened.HighestModSeq : null,
            // It may be of the epoch, too.
            MailboxId = null,
        };
        var change = new StoreChange
        {
            RemovedFolders = [old.Number],
            Folders = [new FolderChange(record) { Added = _after, Marked = _marks }],
        };
        if (IsSilent)
            return (change, [], record);

        if (_gone.Count > 0)
            change = change with { Lost = [new Loss(old.Number, _gone, DeletionProof.Reset)] };
        var tidings = new List<Tiding>
        {
            new(EventNames.MailboxReset, record, Tidings.Reset(record, fresh.Epoch, old.Counters.UidValidity, reason)),
        };
        tidings.AddRange(_came.Select(uid =>
            new Tiding(EventNames.MessageNew, record, Tidings.New(_number, uid, _described.GetValueOrDefault(uid))) { Identity = _described.GetValueOrDefault(uid)?.Identity }));
        var identities = _before.ToDictionary(message => message.Uid, message => message.Identity);
        tidings.AddRange(_gone.Select(uid =>
            new Tiding(EventNames.MessageDeleted, record, Tidings.Deleted(old.Number, uid, identities[uid])) { Identity = identities[uid] }));
        tidings.AddRange(Updates(record));
        return (change, tidings, record);
    }

    /// <summary>Messages that were found again, with other flags than before.</summary>
    private IEnumerable<Tiding> Updates(FolderRecord record)
    {
        if (_marks.Count == 0)
            return [];
        var now = _marks.ToDictionary(message => message.Uid, message => message.Marks);
        var olds = _before.ToLookup(message => MoveKey.Of(message.Identity, record.Role, hasLabels: false));
        var then = desk.Book.Store.LoadMarks(old.Number, [.. _before.Select(message => message.Uid)]);
        return
        [
            .. from message in _after
               where now.ContainsKey(message.Uid) && MoveKey.Of(message.Identity, record.Role, hasLabels: false) is not null
               let same = olds[MoveKey.Of(message.Identity, record.Role, hasLabels: false)].ToList()
               where same.Count == 1
               let update = FlagLook.Updated(record, message.Uid, then.GetValueOrDefault(same[0].Uid), now[message.Uid])
               where update is not null
               select new Tiding(EventNames.MessageUpdated, record, update),
        ];
    }
}
