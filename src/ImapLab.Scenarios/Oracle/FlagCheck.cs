using ImapLab.Protocol.Mail;
using ImapLab.Server.Mailboxes;
using ImapLab.Tracking.Events;

namespace ImapLab.Scenarios.Oracle;

/// <summary>
/// Holds what was told of flags against the journal. What is told must have been so; and who tells of flags in a folder
/// at all must tell each change that is left at a settle, or whoever believes him is misled by his silence.
/// </summary>
internal sealed class FlagCheck
{
    private readonly Dictionary<(int Mailbox, int Message), List<FlagSet>> _had = [];
    private readonly Picture _before;
    private readonly Picture _after;
    private readonly PlacementLog _log;

    public FlagCheck(Picture before, Picture after, IReadOnlyList<JournalEntry> entries, PlacementLog log)
    {
        _before = before;
        _after = after;
        _log = log;
        var picture = new Picture();
        picture.Copy(before);
        foreach (var folder in before.Folders)
        {
            foreach (var (uid, flags) in folder.Flags)
                Note(folder, uid, flags);
        }

        foreach (var entry in entries)
        {
            picture.Apply(entry);
            if (entry.Change is Change.Added added && picture.Find(entry.Mailbox) is { } to)
                Note(to, added.Uid.Value, added.Flags);
            else if (entry.Change is Change.Flagged flagged && picture.Find(entry.Mailbox) is { } of && of.Messages.ContainsKey(flagged.Uid.Value))
                Note(of, flagged.Uid.Value, flagged.Flags);
        }
    }

    /// <summary>The folders in which a tracker tells of flags.</summary>
    public static IReadOnlySet<string> Followed(IEnumerable<Tale> tales) =>
        tales.Where(tale => tale is { Kind: EventNames.MessageUpdated, FlagChange: not null, Path: not null }).Select(tale => tale.Path!).ToHashSet(StringComparer.Ordinal);

    public IEnumerable<string> Check(IReadOnlyList<Tale> tales, IReadOnlySet<string> followed, bool isBaseline) =>
        [.. tales.Where(tale => tale.Flags is not null).SelectMany(tale => Untrue(tale, isBaseline)), .. isBaseline ? [] : Missing(tales, followed)];

    private IEnumerable<string> Untrue(Tale tale, bool isBaseline)
    {
        var value = FlagSet.Of(tale.Flags!);
        var states = StatesOf(tale).ToList();
        if (states.Count == 0)
            yield break;
        if (!states.Contains(value))
            yield return $"told with flags that it never had: {tale} {value}; it had {string.Join(", ", states.Distinct())}";
        else if (tale.Kind == EventNames.MessageUpdated && tale.FlagChange is { } change)
        {
            if (states.Count == 1 && !isBaseline)
                yield return $"told as updated, but its flags are what they were: {tale} {value}";
            if (!FlagSet.Of(change.Added).Except(value).IsEmpty || FlagSet.Of(change.Deleted).Except(value) != FlagSet.Of(change.Deleted))
                yield return $"told as updated with a change that does not give its value: {tale}";
        }
    }

    /// <summary>Messages that are in a folder at the end, once, and of which the last that was told is not how they are.</summary>
    private IEnumerable<string> Missing(IReadOnlyList<Tale> tales, IReadOnlySet<string> followed)
    {
        foreach (var folder in _after.Folders.Where(folder => followed.Contains(folder.Name.Text)))
        {
            foreach (var (uid, message) in folder.Messages)
            {
                var now = folder.Flags.GetValueOrDefault(uid);
                var known = LastTold(tales, folder, message) is { } told ? FlagSet.Of(told.Flags!) : Before(folder, message);
                if (known is { } flags && flags != now && folder.Messages.Values.Count(other => other.Number == message.Number) == 1)
                    yield return $"missing: messageUpdated {folder.Name} message {message.Number} (uid {uid}): its flags were told or known as {flags} and are {now}";
            }
        }
    }

    private Tale? LastTold(IReadOnlyList<Tale> tales, PictureFolder folder, Message message) => tales.LastOrDefault(tale =>
        tale.Flags is not null && tale.Path == folder.Name.Text && PlacesOf(tale).Any(place => place.Message.Number == message.Number));

    /// <summary>The flags at the beginning; null where it was not there, or more than once.</summary>
    private FlagSet? Before(PictureFolder folder, Message message)
    {
        if (_before.Find(folder.Mailbox) is not { } was)
            return null;
        var uids = was.Messages.Where(place => place.Value.Number == message.Number).Select(place => place.Key).ToList();
        return uids.Count == 1 ? was.Flags.GetValueOrDefault(uids[0]) : null;
    }

    private IEnumerable<FlagSet> StatesOf(Tale tale) =>
        PlacesOf(tale).Select(place => (place.Mailbox, place.Message.Number)).Distinct().SelectMany(key => _had.GetValueOrDefault(key) ?? []);

    private IEnumerable<Placement> PlacesOf(Tale tale) =>
        _log.All.Where(place => place.Path == tale.Path && (tale.Uid is { } uid ? place.Uid == uid.Value : place.Message.Number == tale.Message));

    private void Note(PictureFolder folder, uint uid, FlagSet flags)
    {
        var key = (folder.Mailbox, folder.Messages[uid].Number);
        if (!_had.TryGetValue(key, out var had))
            _had[key] = had = [];
        if (had.Count == 0 || had[^1] != flags)
            had.Add(flags);
    }
}
