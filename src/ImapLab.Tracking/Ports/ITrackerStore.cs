using ImapLab.Protocol.Numbers;

namespace ImapLab.Tracking.Ports;

/// <summary>
/// What a tracker knows of one account, and the events it has still to deliver. One owner at a time. The methods are
/// synchronous: a store is a local file or memory.
/// </summary>
public interface ITrackerStore : IDisposable
{
    StoredAccount Load();

    /// <summary>The UIDs that a folder is known to hold.</summary>
    UidSequence LoadUids(int folderNumber);

    /// <summary>The identities of those of <paramref name="uids"/> of which one is stored.</summary>
    IReadOnlyDictionary<Uid, MessageIdentity> LoadIdentities(int folderNumber, IReadOnlyCollection<Uid> uids);

    /// <summary>Known messages whose identity was never asked for, ascending.</summary>
    IReadOnlyList<Uid> LoadUnidentified(int folderNumber, int limit);

    /// <summary>Writes all of it or nothing.</summary>
    void Commit(StoreChange change);

    /// <summary>The events not yet delivered, in order.</summary>
    IReadOnlyList<OutboxEntry> LoadOutbox(int limit);

    /// <summary>Forgets the events up to and with this one: they are delivered.</summary>
    void Acknowledge(long sequence);
}
