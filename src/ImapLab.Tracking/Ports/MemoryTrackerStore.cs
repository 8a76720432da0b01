using ImapLab.Protocol.Numbers;

namespace ImapLab.Tracking.Ports;

/// <summary>
/// A store that lives as long as the process: for trials, and for simulated crashes, which a tracker's store outlives.
/// Of messages that are gone it remembers those that are held.
/// </summary>
public sealed class MemoryTrackerStore : ITrackerStore
{
    private readonly SortedDictionary<int, Folder> _folders = [];
    private readonly SortedDictionary<(int Folder, Uid Uid), GoneMessage> _held = [];
    private readonly SortedDictionary<(int Folder, Uid Uid), AwaitedArrival> _awaited = [];
    /// <summary>Where messages of a date are, or were: what is gone from there no longer counts.</summary>
    private readonly Dictionary<DateTimeOffset, HashSet<MessagePlace>> _byDate = [];
    private readonly Dictionary<string, string> _threads = new(StringComparer.Ordinal);
    private readonly MemoryEventLog _log = new();
    private string? _account;
    private bool _initialized;
    private int _lastFolderNumber;

    public IEventLog Log => _log;

    public StoredAccount Load() =>
        new(_account, _initialized, _lastFolderNumber, _log.LastSequence, [.. _folders.Values.Select(folder => folder.Record)]);

    public UidSequence LoadUids(int folderNumber) =>
        UidSequence.From(_folders[folderNumber].Messages.Keys.Select(uid => new Uid(uid)));

    public IReadOnlyDictionary<Uid, MessageIdentity> LoadIdentities(int folderNumber, IReadOnlyCollection<Uid> uids) =>
        Find(folderNumber, uids, message => message.Identity);

    public IReadOnlyDictionary<Uid, MessageMarks> LoadMarks(int folderNumber, IReadOnlyCollection<Uid> uids) =>
        Find(folderNumber, uids, message => message.Marks);

    public IReadOnlyList<Uid> LoadUnidentified(int folderNumber, int limit) =>
        [.. _folders[folderNumber].Messages.Where(message => message.Value.Identity is null).Select(message => new Uid(message.Key)).Take(limit)];

    public IReadOnlyList<GoneMessage> LoadHeld() => [.. _held.Values];

    public IReadOnlyList<AwaitedArrival> LoadAwaited() => [.. _awaited.Values.OrderBy(message => message.Since)];

    public IReadOnlyList<MessagePlace> FindTwins(MessageIdentity identity)
    {
        ArgumentNullException.ThrowIfNull(identity);
        if (identity.InternalDate is not { } date || !_byDate.TryGetValue(date, out var places))
            return [];
        return [.. places.Where(place => Find(place)?.Identity is { } known && known.InternalDate == date && known.IsSameAs(identity)).OrderBy(place => place.Folder).ThenBy(place => place.Uid)];
    }

    public string? FindThread(string key) => _threads.GetValueOrDefault(key);

    public void Commit(StoreChange change)
    {
        ArgumentNullException.ThrowIfNull(change);
        _account ??= change.Account;
        _initialized |= change.Initialized;
        foreach (var loss in change.Lost.Where(loss => loss.IsHeld))
            Hold(loss, change.At);
        foreach (var place in change.Released.Concat(change.Recovered))
            _held.Remove((place.Folder, place.Uid));
        foreach (var number in change.RemovedFolders)
            _folders.Remove(number);
        foreach (var folder in change.Folders)
            Apply(folder);
        foreach (var folder in change.Folders)
            _folders[folder.Folder.Number].LookedAt = change.At;
        foreach (var message in change.Awaited)
            _awaited[(message.Place.Folder, message.Place.Uid)] = message;
        foreach (var place in change.Arrived)
            _awaited.Remove((place.Folder, place.Uid));
        foreach (var thread in change.Threads)
            _threads.TryAdd(thread.Key, thread.ThreadId);
        _log.Add(change.Events);
    }

    public void Purge(DateTimeOffset before)
    {
        // Nothing is kept longer than it is needed.
    }

    /// <summary>Does nothing: what is stored stays for the next owner.</summary>
    public void Dispose()
    {
    }

    private Dictionary<Uid, T> Find<T>(int folderNumber, IReadOnlyCollection<Uid> uids, Func<Message, T?> part)
        where T : class
    {
        ArgumentNullException.ThrowIfNull(uids);
        var messages = _folders[folderNumber].Messages;
        var found = new Dictionary<Uid, T>();
        foreach (var uid in uids)
        {
            if (messages.TryGetValue(uid.Value, out var message) && part(message) is { } value)
                found[uid] = value;
        }

        return found;
    }

    private void Hold(Loss loss, DateTimeOffset at)
    {
        var folder = _folders[loss.Folder];
        foreach (var uid in loss.Uids ?? [.. folder.Messages.Keys.Select(uid => new Uid(uid))])
        {
            var message = folder.Messages.GetValueOrDefault(uid.Value) ?? new Message(null, null);
            _held[(loss.Folder, uid)] = new GoneMessage(
                new MessagePlace(loss.Folder, uid),
                folder.Record.Name.Text,
                at,
                folder.LookedAt,
                loss.Proof,
                message.Identity,
                message.Marks ?? new MessageMarks(null, null));
        }
    }

    private Message? Find(MessagePlace place) => _folders.GetValueOrDefault(place.Folder)?.Messages.GetValueOrDefault(place.Uid.Value);

    private void Index(int folder, KnownMessage message)
    {
        if (message.Identity?.InternalDate is not { } date)
            return;
        if (!_byDate.TryGetValue(date, out var places))
            _byDate[date] = places = [];
        places.RemoveWhere(place => Find(place) is null);
        places.Add(new MessagePlace(folder, message.Uid));
    }

    private void Apply(FolderChange change)
    {
        var number = change.Folder.Number;
        var folder = _folders.GetValueOrDefault(number) ?? new Folder(change.Folder, []);
        foreach (var uid in change.Removed)
            folder.Messages.Remove(uid.Value);
        foreach (var message in change.Added)
            folder.Messages[message.Uid.Value] = new Message(message.Identity, null);
        foreach (var message in change.Identified)
        {
            if (folder.Messages.TryGetValue(message.Uid.Value, out var known))
                folder.Messages[message.Uid.Value] = known with { Identity = message.Identity };
        }

        foreach (var message in change.Marked)
        {
            if (folder.Messages.TryGetValue(message.Uid.Value, out var known))
                folder.Messages[message.Uid.Value] = known with { Marks = message.Marks };
        }

        _folders[number] = folder with { Record = change.Folder };
        foreach (var message in change.Added.Concat(change.Identified))
            Index(number, message);
        _lastFolderNumber = Math.Max(_lastFolderNumber, number);
    }

    private sealed record Folder(FolderRecord Record, SortedDictionary<uint, Message> Messages)
    {
        public DateTimeOffset? LookedAt { get; set; }
    }

    private sealed record Message(MessageIdentity? Identity, MessageMarks? Marks);
}
