using ImapLab.Protocol.Numbers;
using ImapLab.Server.Mailboxes;
using ImapLab.Tracking.Events;

namespace ImapLab.Scenarios.Oracle;

/// <summary>
/// What may be told of a stretch of time. Where the truth can be told in more than one way, as a recreated folder can,
/// the tales decide which of the ways they are held to.
/// </summary>
internal sealed class WindowClaims
{
    private readonly Picture _after;
    private readonly PlacementLog _log;
    private readonly IReadOnlyList<Tale> _tales;
    private readonly bool _isBaseline;
    private readonly List<Claim> _all = [];
    private readonly Dictionary<string, (UidValidity From, UidValidity To)> _resets = [];

    /// <param name="isBaseline">The tracker took its first look in this stretch: it may tell changes of it or not.</param>
    public WindowClaims(Picture before, Picture after, PlacementLog log, IReadOnlyList<Tale> tales, bool isBaseline)
    {
        _after = after;
        _log = log;
        _tales = tales;
        _isBaseline = isBaseline;
        var renames = Renames(before);
        foreach (var path in log.Paths)
        {
            var origin = renames.FirstOrDefault(rename => rename.To == path).From;
            var was = origin is not null ? before.Find(origin) : renames.Any(rename => rename.From == path) ? null : before.Find(path);
            Explain(path, was, after.Find(path));
        }
    }

    public IReadOnlyList<Claim> All => _all;

    /// <summary>Whether the tracker took its first look in this stretch, so that it need not know how things were before.</summary>
    public bool IsBaseline => _isBaseline;

    /// <summary>The paths whose epoch changed, with the epochs at both ends.</summary>
    public IReadOnlyDictionary<string, (UidValidity From, UidValidity To)> Resets => _resets;

    /// <summary>Claims nothing of some paths.</summary>
    public void LeaveOut(IReadOnlySet<string> paths)
    {
        _all.RemoveAll(claim => paths.Contains(claim.Path));
        foreach (var path in paths)
            _resets.Remove(path);
    }

    /// <summary>Takes the claim that fits a tale best.</summary>
    /// <returns>Null where none is left that fits.</returns>
    public Claim? Take(Tale tale)
    {
        var best = _all.Where(claim => claim.Told is null && claim.Fits(tale) > 0).MaxBy(claim => claim.Fits(tale));
        if (best is not null)
            best.Told = tale;
        return best;
    }

    private List<(string From, string To)> Renames(Picture before)
    {
        var renames = new List<(string From, string To)>();
        foreach (var tale in _tales.Where(tale => tale.Kind == EventNames.MailboxRenamed))
        {
            if (tale.PreviousPath is { } from && before.Find(from) is { } folder && tale.Path is { } to && _after.Find(to)?.Mailbox == folder.Mailbox)
            {
                renames.Add((from, to));
                Claims(new Claim(EventNames.MailboxRenamed, to, required: true));
            }
        }

        return renames;
    }

    private void Explain(string path, PictureFolder? was, PictureFolder? now)
    {
        switch (was, now)
        {
            case (null, null):
                Claims(new Claim(EventNames.MailboxNew, path, required: false));
                Claims(new Claim(EventNames.MailboxDeleted, path, required: false));
                Passing(path, _ => true, strict: false);
                break;
            case ({ }, null):
                Gone(path, was);
                break;
            case (null, { }):
                Came(path, now);
                break;
            case ({ }, { }) when was.Mailbox == now.Mailbox && was.Epoch == now.Epoch:
                Stayed(path, was, now);
                break;
            case ({ }, { }) when was.Mailbox != now.Mailbox && ToldAsTwo(path):
                Gone(path, was);
                Came(path, now);
                break;
            case ({ }, { }):
                Reset(path, was, now);
                break;
        }
    }

    /// <summary>Whether the tales speak of a folder that went and one that came, rather than of a reset.</summary>
    private bool ToldAsTwo(string path) =>
        _tales.All(tale => tale.Kind != EventNames.MailboxReset || tale.Path != path)
        && _tales.Any(tale => tale.Kind is EventNames.MailboxDeleted or EventNames.MailboxNew && tale.Path == path);

    private void Gone(string path, PictureFolder was)
    {
        Claims(new Claim(EventNames.MailboxDeleted, path, !_isBaseline));
        foreach (var place in PlacesAt(path).Where(place => place.Mailbox == was.Mailbox && place.Arrived == 0 && place.Expunged))
            Claims(Deleted(place, required: false));
        Passing(path, place => place.Mailbox == was.Mailbox && place.Arrived > 0, strict: false);
    }

    private void Came(string path, PictureFolder now)
    {
        Claims(new Claim(EventNames.MailboxNew, path, !_isBaseline));
        foreach (var (uid, message) in now.Messages)
            Claims(New(PlacesAt(path).Last(place => place.Mailbox == now.Mailbox && place.Uid == uid), required: true, [uid, .. UidsOf(path, message)]));
        Passing(path, place => IsNow(place) && !now.Messages.ContainsKey(place.Uid), strict: true);
        // The path may have stood for other folders and epochs before: what was told of them a reset made void.
        Passing(path, place => !IsNow(place) && now.Messages.Values.All(message => message.Number != place.Message.Number), strict: false);

        bool IsNow(Placement place) => place.Mailbox == now.Mailbox && place.Epoch == now.Epoch;
    }

    private void Stayed(string path, PictureFolder was, PictureFolder now)
    {
        foreach (var place in PlacesAt(path).Where(place => place.Mailbox == now.Mailbox && place.Epoch == now.Epoch).DistinctBy(place => place.Uid))
        {
            if (was.Messages.ContainsKey(place.Uid) && !now.Messages.ContainsKey(place.Uid))
                Claims(Deleted(PlacesAt(path).Last(last => last.Mailbox == now.Mailbox && last.Uid == place.Uid), required: true));
            else if (!was.Messages.ContainsKey(place.Uid) && now.Messages.ContainsKey(place.Uid))
                Claims(New(place, required: true));
        }

        Passing(path, place => place.Mailbox == now.Mailbox && !was.Messages.ContainsKey(place.Uid) && !now.Messages.ContainsKey(place.Uid), strict: true);
    }

    private void Reset(string path, PictureFolder was, PictureFolder now)
    {
        _resets[path] = (was.Epoch, now.Epoch);
        var left = now.Messages.Values.Select(message => message.Number).ToList();
        foreach (var (uid, message) in was.Messages)
        {
            // One and the same message under another UID is not told at all.
            if (!left.Remove(message.Number))
                Claims(Deleted(PlacesAt(path).Last(place => place.Epoch == was.Epoch && place.Uid == uid), required: true, UidsOf(path, message)));
        }

        foreach (var (uid, message) in now.Messages.Reverse())
        {
            if (left.Remove(message.Number))
                Claims(New(PlacesAt(path).First(place => place.Message.Number == message.Number), required: true, [uid, .. UidsOf(path, message)]));
        }

        Passing(path, place => was.Messages.Values.Concat(now.Messages.Values).All(message => message.Number != place.Message.Number), strict: false);
        Returns(path, was, now);
    }

    /// <summary>Messages that left before or after the epoch ended and came back: told as deleted and as new, or not at all.</summary>
    private void Returns(string path, PictureFolder was, PictureFolder now)
    {
        foreach (var message in was.Messages.Values.IntersectBy(now.Messages.Values.Select(message => message.Number), message => message.Number))
        {
            var places = PlacesAt(path).Where(place => place.Message.Number == message.Number).ToList();
            var left = places.Find(place => place.Expunged);
            var back = left is null ? null : places.Find(place => place.Arrived > left.Gone);
            if (back is null)
                continue;
            var deletion = Deleted(left!, required: false);
            Claims(deletion);
            Claims(New(back, required: false, [back.Uid, .. UidsOf(path, message)], deletion));
        }
    }

    /// <summary>Messages that came and went: told as new and then deleted, or not at all.</summary>
    /// <param name="strict">Whether one that was told as new must be told as deleted; not so where its folder went too.</param>
    private void Passing(string path, Predicate<Placement> which, bool strict)
    {
        foreach (var place in PlacesAt(path).Where(place => place.Arrived > 0 && place.Gone is not null && which(place)))
        {
            var arrival = New(place, required: false);
            Claims(arrival);
            Claims(Deleted(place, required: false, undoes: strict ? arrival : null));
        }
    }

    private void Claims(Claim claim) => _all.Add(claim);

    private Claim New(Placement place, bool required, IReadOnlyList<uint>? uids = null, Claim? undoes = null) => new(EventNames.MessageNew, place.Path, required && !_isBaseline)
    {
        Message = place.Message,
        Uids = uids?.Distinct().ToList() ?? [place.Uid],
        Happened = place.Arrived,
        Undoes = undoes,
    };

    private Claim Deleted(Placement place, bool required, IReadOnlyList<uint>? uids = null, Claim? undoes = null) => new(EventNames.MessageDeleted, place.Path, required && !_isBaseline)
    {
        Message = place.Message,
        Uids = uids is null ? [place.Uid] : [place.Uid, .. uids.Where(uid => uid != place.Uid)],
        Happened = place.Gone ?? 0,
        Undoes = undoes,
    };

    private IEnumerable<Placement> PlacesAt(string path) => _log.All.Where(place => place.Path == path);

    private List<uint> UidsOf(string path, Message message) =>
        [.. PlacesAt(path).Where(place => place.Message.Number == message.Number).Select(place => place.Uid).Distinct()];
}
