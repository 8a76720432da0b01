using ImapLab.Protocol.Mail;
using ImapLab.Tracking.Accounts;
using ImapLab.Tracking.Events;
using ImapLab.Tracking.Ports;

namespace ImapLab.Tracking.Moves;

/// <summary>The halves of moves in the store: a crash loses none, and what was decided is written with the events.</summary>
internal static class HeldHalves
{
    /// <summary>What an earlier life of the tracker held, in the order in which it was found.</summary>
    public static IReadOnlyList<MoveHalf> Load(AccountBook book, bool hasLabels)
    {
        var halves = new List<MoveHalf>();
        foreach (var gone in book.Store.LoadHeld())
        {
            if (FolderOf(book, gone.Place.Folder, gone.Path) is not { } folder)
                continue;
            var data = Tidings.Deleted(gone.Place.Folder, gone.Place.Uid, gone.Identity);
            halves.Add(new MoveHalf(folder, gone.Place, data, gone.Identity, MoveKey.Of(gone.Identity, folder.Role, hasLabels)) { Since = gone.At });
        }

        foreach (var awaited in book.Store.LoadAwaited())
        {
            if (book.Find(awaited.Place.Folder) is not { } folder || EventJson.ReadData(EventNames.MessageNew, awaited.Json) is not MessageNewData data)
                continue;
            var identity = book.Store.LoadIdentities(folder.Number, [awaited.Place.Uid]).GetValueOrDefault(awaited.Place.Uid);
            var twins = identity is null ? [] : book.Store.FindTwins(identity).Select(place => place.Folder).Where(number => number != folder.Number).Distinct().ToList();
            halves.Add(new MoveHalf(folder, awaited.Place, data, identity, MoveKey.Of(identity, folder.Role, hasLabels)) { Since = awaited.Since, Twins = twins });
        }

        // Of two found together the arrival comes first, as it was told of then.
        return [.. halves.OrderBy(half => half.Since).ThenBy(half => !half.IsArrival)];
    }

    /// <summary>The change with what a settlement makes of its messages.</summary>
    public static StoreChange With(this StoreChange change, Settlement settled)
    {
        if (settled.Held.Count + settled.Released.Count + settled.Joined.Count == 0)
            return change;
        var joined = Departures(settled.Joined);
        var held = Departures(settled.Held);
        return change with
        {
            Lost = [.. change.Lost.SelectMany(loss => Parted(loss, joined, held))],
            Released = Departures(settled.Released).ToList(),
            Recovered = joined.ToList(),
            Awaited = [.. settled.Held.Where(half => half.IsArrival).Select(half => new AwaitedArrival(half.Place, half.Since, EventJson.WriteData(half.Data)))],
            Arrived = [.. settled.Released.Concat(settled.Joined).Where(half => half.IsArrival).Select(half => half.Place)],
        };
    }

    /// <summary>What moved is no loss, and what may have moved is held.</summary>
    private static IEnumerable<Loss> Parted(Loss loss, HashSet<MessagePlace> joined, HashSet<MessagePlace> held)
    {
        if (loss.Uids is not { } uids)
            return [loss];
        var lost = uids.Where(uid => !joined.Contains(new MessagePlace(loss.Folder, uid))).ToLookup(uid => held.Contains(new MessagePlace(loss.Folder, uid)));
        return lost.Select(part => loss with { Uids = [.. part], IsHeld = part.Key });
    }

    private static HashSet<MessagePlace> Departures(IEnumerable<MoveHalf> halves) => [.. halves.Where(half => !half.IsArrival).Select(half => half.Place)];

    private static FolderRecord? FolderOf(AccountBook book, int number, string path) => book.Find(number) ?? book.Find(new MailboxName(path));
}
