using ImapLab.Protocol.Mail;
using ImapLab.Protocol.Numbers;
using ImapLab.Tracking.Events;
using ImapLab.Tracking.Folders;
using ImapLab.Tracking.Marks;
using ImapLab.Tracking.Metrics;
using ImapLab.Tracking.Ports;

namespace ImapLab.Tracking.Accounts;

/// <summary>
/// One folder while it is selected: asks the questions of <see cref="FolderStep"/>, and writes and tells what came out.
/// </summary>
internal sealed class FolderSession
{
    private readonly Desk _desk;
    private readonly IMailboxSource _source;
    private readonly LookLimits _limits;
    private FolderRecord _record;
    private FolderState _state;
    private bool _areFlagsTold;

    /// <summary>What the server said when the folder was opened before its flags were read last: once for each opening is enough.</summary>
    private Counters? _marksReadAt;

    public FolderSession(Desk desk, IMailboxSource source, FolderRecord record)
    {
        _desk = desk;
        _source = source;
        _record = record;
        _limits = desk.Limits;
        _state = StateOf(record, desk.Book.Store.LoadUids(record.Number));
    }

    public MailboxName Name => _record.Name;

    public int Number => _record.Number;

    /// <summary>Whether the view is proven, so that what the server tells can be followed.</summary>
    public bool IsFollowed { get; private set; }

    /// <summary>How much came and went so far, as it was written.</summary>
    public int Changes { get; private set; }

    private bool IsSilent => !_record.Baselined || !_desk.Book.IsInitialized;

    /// <summary>Opens the folder and brings what is known of it up to date.</summary>
    /// <param name="record">What the account's book says of it now.</param>
    /// <param name="cancellationToken">Ends the connection when it is used.</param>
    public Task<LookOutcome> LookAsync(FolderRecord record, CancellationToken cancellationToken)
    {
        _record = record;
        return GuardAsync(FolderStep.Begin(StateOf(record, _state.Baseline)), cancellationToken);
    }

    /// <summary>Follows what the server told since the last question.</summary>
    public Task<LookOutcome> CatchUpAsync(CancellationToken cancellationToken)
    {
        var changes = _source.TakeChanges();
        _areFlagsTold |= changes.Any(change => change is ViewChange.Flagged);
        return changes.Count == 0
            ? Task.FromResult<LookOutcome>(new LookOutcome.Settled())
            : GuardAsync(FolderStep.Continue(_state, changes, _limits), cancellationToken);
    }

    /// <summary>A refusal ends the look, not the connection.</summary>
    private async Task<LookOutcome> GuardAsync(Look look, CancellationToken cancellationToken)
    {
        IsFollowed = false;
        try
        {
            return await RunAsync(look, cancellationToken).ConfigureAwait(false);
        }
        catch (SourceException refused) when (refused.LeavesConnection)
        {
            IsFollowed = false;
            return new LookOutcome.Unresolved(refused.Fault == SourceFault.RefusedForNow, refused.Message);
        }
    }

    private FolderState StateOf(FolderRecord record, UidSequence uids) => new()
    {
        Baseline = uids,
        BaselineCounters = record.Counters,
        Cursor = record.Cursor,
        Features = _source.Features,
        DistrustsResync = _desk.HealthOf(record.Name).DistrustsResync,
    };

    private async Task<LookOutcome> RunAsync(Look look, CancellationToken cancellationToken)
    {
        var reopened = 0;
        while (true)
        {
            var outcome = await DriveAsync(look, cancellationToken).ConfigureAwait(false);
            if (outcome is LookOutcome.AnotherEpoch)
                return await ResetAsync(ResetReasons.UidValidityChange, cancellationToken).ConfigureAwait(false);
            if (outcome is LookOutcome.Unresolved)
                return outcome;

            if (_state.IdentityInDoubt && await AreReassignedAsync(cancellationToken).ConfigureAwait(false))
                return await ResetAsync(ResetReasons.UidsReassigned, cancellationToken).ConfigureAwait(false);
            if (await TellAsync(cancellationToken).ConfigureAwait(false) is { } further
                || (further = await IdentifyAsync(cancellationToken).ConfigureAwait(false)) is not null
                || (further = await ReadMarksAsync(cancellationToken).ConfigureAwait(false)) is not null)
            {
                // Each look allows some contradictions, but the looks themselves must end as well.
                if (further.Question is Question.Open && ++reopened > _limits.ChurnAttempts)
                    return new LookOutcome.Unresolved(Passing: false, further.State.Warnings.LastOrDefault() ?? "the folder's view is spoilt each time its messages are read");
                look = further;
                continue;
            }

            IsFollowed = true;
            return outcome;
        }
    }

    /// <summary>Asks until the look is over.</summary>
    private async Task<LookOutcome> DriveAsync(Look look, CancellationToken cancellationToken)
    {
        while (look.Question is { } question)
        {
            var seen = await AskAsync(question, cancellationToken).ConfigureAwait(false);
            look = FolderStep.Next(look.State, seen, _limits);
        }

        _state = look.State;
        _desk.HealthOf(Name).DistrustsResync |= _state.DistrustsResync;
        TrackingMeter.CountLook(_desk.Options.Account, look.State.Rung.ToString());
        return look.Outcome!;
    }

    private async Task<Observation> AskAsync(Question question, CancellationToken cancellationToken)
    {
        try
        {
            switch (question)
            {
                case Question.Open:
                    return new Observation.Opened(await _source.OpenAsync(Name, cancellationToken).ConfigureAwait(false));
                case Question.Resync resync:
                    return new Observation.Resynced(await ResyncAsync(resync.Point, cancellationToken).ConfigureAwait(false));
                case Question.ListFrom from:
                    var arrived = await _source.ListFromAsync(from.From, from.ChangedSince, cancellationToken).ConfigureAwait(false);
                    return new Observation.Uids(arrived, _source.TakeChanges());
                case Question.Search:
                    var listed = await _source.SearchAllAsync(cancellationToken).ConfigureAwait(false);
                    return new Observation.Uids(listed, _source.TakeChanges());
                case Question.Probe probe:
                    var placed = await _source.ProbeAsync(probe.Places, cancellationToken).ConfigureAwait(false);
                    return new Observation.Placed(placed, _source.TakeChanges());
                case Question.Sync:
                    await _source.NoopAsync(cancellationToken).ConfigureAwait(false);
                    return new Observation.Synced(_source.TakeChanges());
                default:
                    throw new InvalidOperationException($"{question.GetType().Name} cannot be asked.");
            }
        }
        catch (SourceException refused) when (refused.LeavesConnection)
        {
            return new Observation.Refused(refused.Fault == SourceFault.RefusedForNow, refused.Message, _source.TakeChanges());
        }
    }

    /// <summary>Some answers to QRESYNC have ended connections, each time anew.</summary>
    private async Task<Resynced> ResyncAsync(ResyncPoint point, CancellationToken cancellationToken)
    {
        var health = _desk.HealthOf(Name);
        health.BeginResync();
        try
        {
            var resynced = await _source.ResyncAsync(Name, point, cancellationToken).ConfigureAwait(false);
            health.EndResync();
            return resynced;
        }
        catch (SourceException refused) when (refused.LeavesConnection)
        {
            health.EndResync();
            throw;
        }
    }

    /// <summary>Follows what was told while messages were read.</summary>
    /// <returns>The look to go on with where the view needs one; null where it is still complete.</returns>
    private Look? Absorb()
    {
        var look = FolderStep.Continue(_state, _source.TakeChanges(), _limits);
        _state = look.State;
        return look.Question is null ? null : look;
    }

    /// <summary>Writes what the look found, chunk by chunk, new before deleted, with the events.</summary>
    /// <returns>The look to go on with where the folder moved meanwhile.</returns>
    private async Task<Look?> TellAsync(CancellationToken cancellationToken)
    {
        Look? further = null;
        while (!IsSilent && _state.Arrived.Count > 0 && further is null)
        {
            var chunk = _state.Arrived.Take(_desk.Options.SummaryChunk).ToList();
            var reader = new MessageReader(_source, _desk, _record.Number);
            var read = await reader.ReadAsync(chunk, SummaryDetail.Full, IsThere, cancellationToken).ConfigureAwait(false);
            // A view that is to be opened afresh says no more.
            further = further is { Question: Question.Open } ? further : Absorb();
            chunk.RemoveAll(uid => !_state.Arrived.Contains(uid));
            if (further is { Question: Question.Open })
                return further;
            await WriteAsync(chunk, read, cancellationToken).ConfigureAwait(false);
        }

        if ((IsSilent || _state.Arrived.Count == 0) && IsNews())
            await WriteAsync([.. _state.Arrived], null, cancellationToken).ConfigureAwait(false);
        return further is null ? null : FolderStep.Continue(_state, [], _limits);

        bool IsThere(Uid uid)
        {
            further ??= Absorb();
            return _state.Arrived.Contains(uid);
        }
    }

    private bool IsNews() =>
        !_record.Baselined
        || _state.Arrived.Count > 0
        || _state.Removed.Count > 0
        || _state.Warnings.Count > 0
        || FolderCommit.CountersAfter(_state, _state.View!.Known.Count) != _record.Counters;

    private async Task WriteAsync(
        IReadOnlyList<Uid> arrived,
        IReadOnlyDictionary<Uid, MessageSummary>? read,
        CancellationToken cancellationToken)
    {
        var commit = new FolderCommit(_desk, _record, _state);
        var (change, tidings, after) = IsSilent ? commit.Silently(arrived) : commit.Aloud(arrived, read ?? new Dictionary<Uid, MessageSummary>());
        IReadOnlyList<Loss> lost = IsSilent || change.Removed.Count == 0 ? [] : [new Loss(_record.Number, change.Removed, _state.Proof)];
        await _desk.CommitAsync(new StoreChange { Folders = [change], Lost = lost }, tidings, cancellationToken).ConfigureAwait(false);
        _desk.HealthOf(Name).Progress();
        Changes += change.Added.Count + change.Removed.Count;
        _record = change.Folder;
        _state = after;
    }

    /// <summary>Reads flags and labels where they may be others than before, and tells what changed.</summary>
    private async Task<Look?> ReadMarksAsync(CancellationToken cancellationToken)
    {
        if (!FlagLook.Follows(_desk.Options, _state.Opened) || !(_areFlagsTold || FlagLook.MayHaveChanged(_desk.Options, _record, _state.Opened)))
            return null;
        var isOpened = _marksReadAt == _state.Opened && !_areFlagsTold;
        if (isOpened)
            return null;
        // What QRESYNC told when the folder was opened is older than what was told since.
        if (_areFlagsTold)
            _state = _state with { MarkedSince = null };
        var (change, tidings) = await new FlagLook(_desk, _source).ReadAsync(_record, _state, IsSilent, cancellationToken).ConfigureAwait(false);
        _state = _state with { MarkedSince = null };
        _areFlagsTold = false;
        _marksReadAt = _state.Opened;
        var further = Absorb();
        if (change.Marked.Count > 0 || change.Folder != _record)
            await _desk.CommitAsync(new StoreChange { Folders = [change] }, tidings, cancellationToken).ConfigureAwait(false);
        _record = change.Folder;
        return further ?? (_state.Removed.Count > 0 ? FolderStep.Continue(_state, [], _limits) : null);
    }

    /// <summary>Asks for the identities of some messages that were never asked for theirs.</summary>
    private async Task<Look?> IdentifyAsync(CancellationToken cancellationToken)
    {
        var health = _desk.HealthOf(Name);
        while (health.MayLackIdentities)
        {
            var chunk = _desk.Book.Store.LoadUnidentified(_record.Number, _desk.Options.IdentityChunk);
            if (chunk.Count == 0)
            {
                health.MayLackIdentities = false;
                return null;
            }

            Look? further = null;
            var reader = new MessageReader(_source, _desk, _record.Number);
            var read = await reader.ReadAsync(chunk, SummaryDetail.Identity, IsThere, cancellationToken).ConfigureAwait(false);
            further ??= Absorb();
            var identified = chunk.Select(uid => new KnownMessage(uid, read.GetValueOrDefault(uid)?.Identity ?? MessageIdentity.None)).ToList();
            await _desk.CommitAsync(
                new StoreChange { Folders = [new FolderChange(_record) { Identified = identified, Marked = MarksOf(read) }] },
                [],
                cancellationToken).ConfigureAwait(false);
            if (further is not null)
                return further;
            if (_state.Removed.Count > 0)
                return FolderStep.Continue(_state, [], _limits);

            bool IsThere(Uid uid)
            {
                further ??= Absorb();
                return _state.View?.Known.Contains(uid) == true;
            }
        }

        return null;
    }

    private List<MarkedMessage> MarksOf(IReadOnlyDictionary<Uid, MessageSummary> read) =>
        FlagLook.Follows(_desk.Options, _state.Opened) ? [.. read.Values.Select(FlagLook.MarksOf)] : [];

    /// <summary>Whether UIDs that stayed the same now name other messages than before.</summary>
    private async Task<bool> AreReassignedAsync(CancellationToken cancellationToken)
    {
        var kept = _state.View!.Known.Where(_state.Baseline.Contains).ToList();
        var stored = _desk.Book.Store.LoadIdentities(_record.Number, kept);
        foreach (var chunk in kept.Where(uid => stored.ContainsKey(uid)).Chunk(_desk.Options.IdentityChunk))
        {
            var reader = new MessageReader(_source, _desk, _record.Number);
            var read = await reader.ReadAsync(chunk, SummaryDetail.Identity, _ => true, cancellationToken).ConfigureAwait(false);
            if (chunk.Any(uid => stored[uid].IsComplete && read.TryGetValue(uid, out var now) && now.Identity.IsComplete
                && now.Identity with { EmailId = null, ThreadId = null } != stored[uid] with { EmailId = null, ThreadId = null }))
                return true;
        }

        _state = _state with { IdentityInDoubt = false };
        return false;
    }

    /// <summary>
    /// The UIDs known are void: lists the folder afresh, finds the same messages again by what they are, and swaps the
    /// old state for the new one in one transaction.
    /// </summary>
    private async Task<LookOutcome> ResetAsync(string reason, CancellationToken cancellationToken)
    {
        var fresh = new FolderState
        {
            Baseline = new UidSequence(),
            BaselineCounters = Counters.Unknown,
            Cursor = new Uid(1),
            Warnings = _state.Warnings,
            Features = _source.Features,
        };
        var outcome = await DriveAsync(OpenStep.Next(fresh, _state.Opened, _limits), cancellationToken).ConfigureAwait(false);
        if (outcome is not LookOutcome.Settled)
            return outcome;

        var reset = new EpochReset(_desk, _source, _record);
        if (!await reset.ReadAsync(_state, uid => _state.View!.Known.Contains(uid), cancellationToken).ConfigureAwait(false))
            return new LookOutcome.Unresolved(Passing: true, "the folder moved while its new epoch was read");
        if (Absorb() is not null || _state.Removed.Count > 0 || _state.Arrived.Count != reset.MessageCount)
            return new LookOutcome.Unresolved(Passing: true, "the folder moved while its new epoch was read");
        if (reset.IsMassDeletion && await _source.OpenAsync(Name, cancellationToken).ConfigureAwait(false) is var again
            && (again.UidValidity != _state.Opened.UidValidity || again.Exists != _state.View!.Count))
            return new LookOutcome.Unresolved(Passing: true, "the folder's new epoch is not settled yet");

        var (change, tidings, record) = reset.Swap(_state, reason);
        await _desk.CommitAsync(change, tidings, cancellationToken).ConfigureAwait(false);
        Changes++;
        _record = record;
        var known = _state.View!;
        _state = StateOf(record, known.Known) with { Opened = _state.Opened, View = known };
        return await RunAsync(FolderStep.Continue(_state, _source.TakeChanges(), _limits), cancellationToken).ConfigureAwait(false);
    }
}
