using ImapLab.Tracking.Accounts;
using ImapLab.Tracking.Events;
using ImapLab.Tracking.Ports;

namespace ImapLab.Tracking.Moves;

/// <summary>
/// Joins a message that left one folder and came to another into one move. A deletion is held until every other folder
/// was looked at since; an arrival is held where another folder has the same message and may be about to lose it, until
/// that folder was looked at. So mail that is new to the account is told at once. What several guesses fit is told as it
/// is: a deletion and a new message.
/// </summary>
internal sealed class MoveDesk(AccountBook book, TrackerOptions options)
{
    private readonly MoveTable _held = new();
    private bool _isLoaded;
    private bool _hasLabels;

    public Looks Looks { get; } = new();

    /// <summary>Whether something is held that looking at other folders, or time, will settle.</summary>
    public bool IsWaiting => _held.Count > 0;

    /// <summary>Whether it is not for time alone that something is held: some folder was not looked at since.</summary>
    public bool NeedsLook => _held.All.Any(half => !WasSought(half));

    /// <summary>Whether a folder must be looked at before something that is held can be told.</summary>
    public bool Wants(int folder) => _held.All.Any(half => !WasSought(half) && (half.IsArrival
        ? half.Twins.Contains(folder) && !Looks.SawSince(folder, half.Tick)
        : half.Folder.Number != folder && !Looks.SawSince(folder, half.Tick)));

    /// <summary>How long until time alone settles the first that is held; null where it is not for time.</summary>
    public TimeSpan? UntilOver(DateTimeOffset now) => _held.Count == 0 || NeedsLook
        ? null
        : _held.All.Min(half => half.Since + options.MoveWindow - now) is { Ticks: > 0 } wait ? wait : TimeSpan.Zero;

    /// <summary>A connection is made: what it offers says by what messages are known again.</summary>
    public void Begin(SourceFeatures features)
    {
        _hasLabels = features.Labels;
        if (_isLoaded)
            return;
        _isLoaded = true;
        foreach (var half in HeldHalves.Load(book, _hasLabels))
            _held.Add(half with { Tick = Looks.Tick() });
    }

    /// <summary>Takes news before they are written, and says what of them is told.</summary>
    public Settlement Take(IReadOnlyList<Tiding> tidings, DateTimeOffset now)
    {
        var settled = new Settlement();
        foreach (var tiding in tidings)
            Take(tiding, now, settled);
        // Only what has something to do with the news: a burst of deletions must not go through all that is held each time.
        foreach (var half in settled.Held.ToList())
            Settle([.. _held.Group(half.Key)], now, settled);
        return settled;
    }

    /// <summary>Tells what no look can turn into a move any more.</summary>
    public Settlement Sweep(DateTimeOffset now)
    {
        var settled = new Settlement();
        while (Settle(_held.All, now, settled))
        {
            // What is told makes way for what came after it.
        }

        return settled;
    }

    private void Take(Tiding tiding, DateTimeOffset now, Settlement settled)
    {
        switch (tiding.Data)
        {
            case MessageNewData message when HalfOf(tiding, message.Id, now) is { } half && IsHeld(half, out var twins):
                Hold(half with { Twins = twins }, settled);
                break;
            case MessageDeletedData message when HalfOf(tiding, message.Id, now) is { } half:
                TakeDeparture(half, settled);
                break;
            case MessageUpdatedData message when PlaceOf(message.Id) is { } place && _held.Arrival(place) is { } held:
                Replace(held, held with { Data = Renewed((MessageNewData)held.Data, message) }, settled);
                break;
            case MailboxResetData or MailboxData when tiding.Folder is { } folder:
                ReleaseFolder(folder, settled);
                settled.Told.Add(tiding);
                break;
            default:
                settled.Told.Add(tiding);
                break;
        }
    }

    private void TakeDeparture(MoveHalf half, Settlement settled)
    {
        if (_held.Arrival(half.Place) is { } untold)
        {
            // It came and went before it was told: there is nothing to tell, but where it went it may still be found.
            _held.Remove(untold);
            settled.Joined.Add(untold);
            settled.Joined.Add(half);
            return;
        }

        var isAlone = options.Moves == MoveTelling.Separate || half.Key is null || Looks.IsOnly(half.Folder.Number);
        if (isAlone && !_held.HoldsArrival(half.Folder.Number, half.Tick))
            settled.Told.Add(half.Tiding);
        else
            Hold(half, settled);
    }

    /// <summary>Whether an arrival waits: something left that may be it, or something may be about to leave.</summary>
    private bool IsHeld(MoveHalf half, out IReadOnlyList<int> twins)
    {
        twins = [];
        if (options.Moves == MoveTelling.Separate || half.Key is null)
            return false;
        twins = TwinsOf(half);
        return twins.Count > 0 || _held.Group(half.Key).Any(other => !other.IsArrival && other.Folder.Number != half.Folder.Number);
    }

    /// <summary>The other folders that are known to hold the same message, beside those places that it has just left.</summary>
    private List<int> TwinsOf(MoveHalf half, MessagePlace? left = null) =>
    [
        .. book.Store.FindTwins(half.Identity!)
            .Where(place => place != left)
            .Select(place => place.Folder)
            .Distinct()
            .Where(number => number != half.Folder.Number && book.Find(number) is { } folder && MoveKey.Of(half.Identity, folder.Role, _hasLabels) == half.Key),
    ];

    /// <returns>Whether any of them was settled.</returns>
    private bool Settle(IReadOnlyList<MoveHalf> halves, DateTimeOffset now, Settlement settled)
    {
        var any = false;
        foreach (var half in halves)
            any |= _held.Contains(half) && SettleOne(half, now, settled);
        return any;
    }

    private bool SettleOne(MoveHalf half, DateTimeOffset now, Settlement settled)
    {
        var group = _held.Group(half.Key);
        var came = group.Where(other => other.IsArrival).ToList();
        var left = group.Where(other => !other.IsArrival).ToList();
        if (came.Count == 1 && left.Count == 1 && came[0].Folder.Number != left[0].Folder.Number && options.Moves == MoveTelling.Pair)
        {
            if (IsOnlyGuess(came[0], left[0]))
                return Join(came[0], left[0], settled);
        }
        else if (came.Count > 0 && left.Count > 0)
        {
            // More halves make no guess surer; and what is left of the group once some is told must not look like a pair.
            return came.Concat(left).Aggregate(false, (any, one) => Release(one, settled) | any);
        }

        return IsOver(half, now) && Release(half, settled);
    }

    /// <summary>An id of the server's own says which message it is; a message that only looks the same may be a copy of another.</summary>
    private bool IsOnlyGuess(MoveHalf came, MoveHalf left) => came.Identity!.EmailId is not null || TwinsOf(came, left.Place).Count == 0;

    private bool IsOver(MoveHalf half, DateTimeOffset now) =>
        options.Moves == MoveTelling.Separate || (now - half.Since >= options.MoveWindow && WasSought(half));

    private bool WasSought(MoveHalf half) => half.IsArrival
        ? half.Twins.All(twin => Looks.SawSince(twin, half.Tick))
        : Looks.SawOthersSince(half.Folder.Number, half.Tick);

    private bool Join(MoveHalf came, MoveHalf left, Settlement settled)
    {
        _held.Remove(came);
        _held.Remove(left);
        settled.Joined.Add(came);
        settled.Joined.Add(left);
        var evidence = came.Identity!.EmailId is null ? MoveEvidence.MessageId : _hasLabels ? MoveEvidence.GmMsgId : MoveEvidence.EmailId;
        settled.Told.Add(new Tiding(EventNames.MessageMoved, came.Folder, Tidings.Moved((MessageNewData)came.Data, left.Folder, (MessageDeletedData)left.Data, evidence)));
        return true;
    }

    /// <returns>False where something that happened before must be told first.</returns>
    private bool Release(MoveHalf half, Settlement settled)
    {
        if (!half.IsArrival && _held.HoldsArrival(half.Folder.Number, half.Tick))
            return false;
        _held.Remove(half);
        settled.Released.Add(half);
        settled.Told.Add(half.Tiding with { Data = Fated(half) });
        return true;
    }

    /// <summary>Where folders are labels, whether a message that left one is in the account still: all folders were looked at by now.</summary>
    private EventData Fated(MoveHalf half)
    {
        if (!_hasLabels || half.Data is not MessageDeletedData left || half.Identity?.EmailId is null)
            return half.Data;
        return left with { Destroyed = !book.Store.FindTwins(half.Identity).Any(place => place != half.Place && place.Folder != half.Folder.Number) };
    }

    /// <summary>What is told next makes the ids of a folder void, or gives it another name: what is held of it is told before.</summary>
    private void ReleaseFolder(FolderRecord folder, Settlement settled)
    {
        foreach (var half in _held.All.Where(half => half.Folder.Number == folder.Number || half.Folder.Name == folder.Name))
            Release(half, settled);
    }

    private void Hold(MoveHalf half, Settlement settled)
    {
        _held.Add(half);
        settled.Held.Add(half);
    }

    private void Replace(MoveHalf held, MoveHalf by, Settlement settled)
    {
        _held.Remove(held);
        _held.Add(by);
        settled.Held.Remove(held);
        settled.Held.Add(by);
    }

    private MoveHalf? HalfOf(Tiding tiding, string id, DateTimeOffset now) => tiding.Folder is { } folder && PlaceOf(id) is { } place
        ? new MoveHalf(folder, place, tiding.Data, tiding.Identity, MoveKey.Of(tiding.Identity, folder.Role, _hasLabels)) { Tick = Looks.Tick(), Since = now }
        : null;

    private static MessagePlace? PlaceOf(string id) =>
        MessageKey.TryDecode(id) is { } place ? new MessagePlace(place.FolderNumber, place.Uid) : null;

    private static MessageNewData Renewed(MessageNewData told, MessageUpdatedData update) =>
        told with { Flags = update.Flags?.Value ?? told.Flags, Labels = update.Labels?.Value ?? told.Labels };
}
