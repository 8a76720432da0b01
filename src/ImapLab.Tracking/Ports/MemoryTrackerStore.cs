using ImapLab.Protocol.Numbers;

namespace ImapLab.Tracking.Ports;

/// <summary>
/// A store that lives as long as the process: for trials, and for simulated crashes, which a tracker's store outlives.
/// </summary>
public sealed class MemoryTrackerStore : ITrackerStore
{
    private readonly SortedDictionary<int, (FolderRecord Record, SortedDictionary<uint, MessageIdentity?> Messages)> _folders = [];
    private readonly Queue<OutboxEntry> _outbox = [];
    private string? _account;
    private bool _initialized;
    private int _lastFolderNumber;
    private long _lastSequence;

    public StoredAccount Load() =>
        new(_account, _initialized, _lastFolderNumber, _lastSequence, [.. _folders.Values.Select(folder => folder.Record)]);

    public UidSequence LoadUids(int folderNumber) =>
        UidSequence.From(_folders[folderNumber].Messages.Keys.Select(uid => new Uid(uid)));

    public IReadOnlyDictionary<Uid, MessageIdentity> LoadIdentities(int folderNumber, IReadOnlyCollection<Uid> uids)
    {
        ArgumentNullException.ThrowIfNull(uids);
        var messages = _folders[folderNumber].Messages;
        var found = new Dictionary<Uid, MessageIdentity>();
        foreach (var uid in uids)
        {
            if (messages.TryGetValue(uid.Value, out var identity) && identity is not null)
                found[uid] = identity;
        }

        return found;
    }

    public IReadOnlyList<Uid> LoadUnidentified(int folderNumber, int limit) =>
        [.. _folders[folderNumber].Messages.Where(message => message.Value is null).Select(message => new Uid(message.Key)).Take(limit)];

    public void Commit(StoreChange change)
    {
        ArgumentNullException.ThrowIfNull(change);
        _account ??= change.Account;
        _initialized |= change.Initialized;
        foreach (var number in change.RemovedFolders)
            _folders.Remove(number);
        foreach (var folder in change.Folders)
            Apply(folder);
        foreach (var told in change.Events)
            _outbox.Enqueue(told);
        if (change.Events.Count > 0)
            _lastSequence = change.Events[^1].Sequence;
    }

    public IReadOnlyList<OutboxEntry> LoadOutbox(int limit) => [.. _outbox.Take(limit)];

    public void Acknowledge(long sequence)
    {
        while (_outbox.TryPeek(out var entry) && entry.Sequence <= sequence)
            _outbox.Dequeue();
    }

    /// <summary>Does nothing: what is stored stays for the next owner.</summary>
    public void Dispose()
    {
    }

    private void Apply(FolderChange change)
    {
        var number = change.Folder.Number;
        var messages = _folders.TryGetValue(number, out var known) ? known.Messages : [];
        foreach (var uid in change.Removed)
            messages.Remove(uid.Value);
        foreach (var message in change.Added)
            messages[message.Uid.Value] = message.Identity;
        foreach (var message in change.Identified)
        {
            if (messages.ContainsKey(message.Uid.Value))
                messages[message.Uid.Value] = message.Identity;
        }

        _folders[number] = (change.Folder, messages);
        _lastFolderNumber = Math.Max(_lastFolderNumber, number);
    }
}
