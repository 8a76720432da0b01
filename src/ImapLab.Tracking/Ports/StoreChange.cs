using ImapLab.Protocol.Numbers;

namespace ImapLab.Tracking.Ports;

/// <summary>One step of a tracker: the new baseline and the events that it owes, written together.</summary>
public sealed record StoreChange
{
    /// <summary>Names the account, in a new store.</summary>
    public string? Account { get; init; }

    /// <summary>True when the first baseline is complete.</summary>
    public bool Initialized { get; init; }

    /// <summary>Folders that are gone, by number, with all that is known of their messages. They go first.</summary>
    public IReadOnlyList<int> RemovedFolders { get; init; } = [];

    public IReadOnlyList<FolderChange> Folders { get; init; } = [];

    public IReadOnlyList<OutboxEntry> Events { get; init; } = [];
}

/// <summary>What becomes of one folder.</summary>
/// <param name="Folder">Its record from now on.</param>
public sealed record FolderChange(FolderRecord Folder)
{
    /// <summary>Messages that it no longer holds.</summary>
    public IReadOnlyList<Uid> Removed { get; init; } = [];

    /// <summary>Messages that it holds now, with what recognises them; null where that was not asked for yet.</summary>
    public IReadOnlyList<KnownMessage> Added { get; init; } = [];

    /// <summary>Identities learnt of messages known before.</summary>
    public IReadOnlyList<KnownMessage> Identified { get; init; } = [];
}

public readonly record struct KnownMessage(Uid Uid, MessageIdentity? Identity);

/// <summary>An event on its way: its place in the stream, and its JSON as it will go out.</summary>
public sealed record OutboxEntry(long Sequence, string EventId, string Json);
