using ImapLab.Protocol.Mail;
using ImapLab.Tracking.Events;
using ImapLab.Tracking.Metrics;
using ImapLab.Tracking.Ports;

namespace ImapLab.Tracking.Accounts;

/// <summary>What the tracker owes: an event's kind, the folder it is about, and its data.</summary>
internal sealed record Tiding(string Event, FolderRecord? Folder, EventData Data)
{
    /// <summary>What recognises the message that it is about; null where that is not known.</summary>
    public MessageIdentity? Identity { get; init; }
}

/// <summary>
/// What is known of the account, in memory as in the store. Every change goes through <see cref="Commit"/>, which numbers
/// the events and writes them with the baseline that they follow from.
/// </summary>
internal sealed class AccountBook
{
    private readonly ITrackerStore _store;
    private readonly TrackerOptions _options;
    private readonly MassDeletionWatch _watch;
    private readonly TimeProvider _time;
    private readonly SortedDictionary<int, FolderRecord> _folders = [];
    private int _lastFolderNumber;
    private long _lastSequence;
    private DateTimeOffset? _purged;

    /// <exception cref="ArgumentException">The store belongs to another account.</exception>
    public AccountBook(ITrackerStore store, TrackerOptions options, TimeProvider time)
    {
        _store = store;
        _options = options;
        _watch = new MassDeletionWatch(options.AlarmThreshold, options.AlarmWindow);
        _time = time;
        var stored = store.Load();
        if (stored.Account is { } owner && owner != options.Account)
            throw new ArgumentException($"The state belongs to the account \"{owner}\", not to \"{options.Account}\".", nameof(store));
        if (stored.Account is null)
            store.Commit(new StoreChange { Account = options.Account });
        IsInitialized = stored.Initialized;
        _lastFolderNumber = stored.LastFolderNumber;
        _lastSequence = stored.LastSequence;
        foreach (var folder in stored.Folders)
            _folders[folder.Number] = folder;
    }

    /// <summary>Whether the first baseline is complete, so that changes are told.</summary>
    public bool IsInitialized { get; private set; }

    public IReadOnlyList<FolderRecord> Folders => [.. _folders.Values];

    public ITrackerStore Store => _store;

    public FolderRecord? Find(MailboxName name) => _folders.Values.FirstOrDefault(folder => folder.Name == name);

    public FolderRecord? Find(int number) => _folders.GetValueOrDefault(number);

    public int NextFolderNumber => _lastFolderNumber + 1;

    public void Commit(StoreChange change, IReadOnlyList<Tiding> tidings)
    {
        var sequence = _lastSequence;
        var now = _time.GetUtcNow();
        var events = new List<OutboxEntry>(tidings.Count);
        foreach (var tiding in tidings.Concat(_watch.Watch(tidings, now)))
            events.Add(Entry(tiding, now, ++sequence));

        _store.Commit(change with { At = now, Events = events });

        foreach (var told in events)
            TrackingMeter.CountEvent(_options.Account, told.Event);
        _lastSequence = sequence;
        IsInitialized |= change.Initialized;
        foreach (var number in change.RemovedFolders)
            _folders.Remove(number);
        foreach (var folder in change.Folders)
        {
            _folders[folder.Folder.Number] = folder.Folder;
            _lastFolderNumber = Math.Max(_lastFolderNumber, folder.Folder.Number);
        }
    }

    /// <summary>Now and then forgets what is older than the history is to be.</summary>
    public void PurgeIfDue()
    {
        var now = _time.GetUtcNow();
        if (_purged is { } last && now - last < _options.PurgeInterval)
            return;
        _purged = now;
        _store.Purge(now - _options.History);
    }

    private OutboxEntry Entry(Tiding tiding, DateTimeOffset now, long sequence)
    {
        var id = EventId.Of(_options.Account, now, sequence);
        var told = new TrackerEvent(
            _options.Account,
            now,
            tiding.Folder?.Name.Text,
            tiding.Folder is { } folder ? TrackerEvent.SpecialUseOf(folder.Role) : null,
            tiding.Event,
            id,
            tiding.Data);
        return new OutboxEntry(sequence, now, told.Event, told.Path, id, EventJson.Write(told)) { Message = PlaceOf(tiding.Data) };
    }

    private static MessagePlace? PlaceOf(EventData data)
    {
        var id = data switch
        {
            MessageNewData message => message.Id,
            MessageDeletedData message => message.Id,
            MessageMovedData message => message.Id,
            MessageUpdatedData message => message.Id,
            _ => null,
        };
        return id is not null && MessageKey.TryDecode(id) is { } place ? new MessagePlace(place.FolderNumber, place.Uid) : null;
    }
}
