using ImapLab.Protocol.Numbers;

namespace ImapLab.Tracking.Ports;

/// <summary>
/// What a tracker knows of one account, and the events it has told. One owner at a time. The methods are
/// synchronous: a store is a local file or memory.
/// </summary>
public interface ITrackerStore : IDisposable
{
    /// <summary>The events, and who has taken them.</summary>
    IEventLog Log { get; }

    StoredAccount Load();

    /// <summary>The UIDs that a folder is known to hold.</summary>
    UidSequence LoadUids(int folderNumber);

    /// <summary>The identities of those of <paramref name="uids"/> of which one is stored.</summary>
    IReadOnlyDictionary<Uid, MessageIdentity> LoadIdentities(int folderNumber, IReadOnlyCollection<Uid> uids);

    /// <summary>Flags and labels of those of <paramref name="uids"/> of which any are stored.</summary>
    IReadOnlyDictionary<Uid, MessageMarks> LoadMarks(int folderNumber, IReadOnlyCollection<Uid> uids);

    /// <summary>Known messages whose identity was never asked for, ascending.</summary>
    IReadOnlyList<Uid> LoadUnidentified(int folderNumber, int limit);

    /// <summary>Deletions that are held back because the messages may have moved, in the order of folder and UID.</summary>
    IReadOnlyList<GoneMessage> LoadHeld();

    /// <summary>Messages that were found and are not told yet, in the order in which they were found.</summary>
    IReadOnlyList<AwaitedArrival> LoadAwaited();

    /// <summary>
    /// Known messages that are the same by what recognises them: arrival date and EMAILID, or arrival date, Message-ID and
    /// size. None where the identity says too little.
    /// </summary>
    IReadOnlyList<MessagePlace> FindTwins(MessageIdentity identity);

    /// <summary>The thread that a key stands for; null where none was stored.</summary>
    string? FindThread(string key);

    /// <summary>Writes all of it or nothing.</summary>
    void Commit(StoreChange change);

    /// <summary>
    /// Forgets events and gone messages from before a time. What an enrolled sink has still to take stays, and so does
    /// what is held.
    /// </summary>
    void Purge(DateTimeOffset before);
}
