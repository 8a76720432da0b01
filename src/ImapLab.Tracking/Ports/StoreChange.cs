using ImapLab.Protocol.Numbers;
using ImapLab.Tracking.Events;

namespace ImapLab.Tracking.Ports;

/// <summary>One step of a tracker: the new baseline and the events that it owes, written together.</summary>
public sealed record StoreChange
{
    /// <summary>Names the account, in a new store.</summary>
    public string? Account { get; init; }

    /// <summary>True when the first baseline is complete.</summary>
    public bool Initialized { get; init; }

    /// <summary>When it was found out; messages that went are remembered with this time.</summary>
    public DateTimeOffset At { get; init; }

    /// <summary>What went, to be remembered. It is written first, while what was known of the messages is still there.</summary>
    public IReadOnlyList<Loss> Lost { get; init; } = [];

    /// <summary>Folders that are gone, by number, with all that is known of their messages. They go before others come.</summary>
    public IReadOnlyList<int> RemovedFolders { get; init; } = [];

    public IReadOnlyList<FolderChange> Folders { get; init; } = [];

    /// <summary>Held deletions that are told with this change.</summary>
    public IReadOnlyList<MessagePlace> Released { get; init; } = [];

    /// <summary>Held deletions that turned out to be none: the message moved. They are forgotten.</summary>
    public IReadOnlyList<MessagePlace> Recovered { get; init; } = [];

    /// <summary>Messages that are there and not told yet, because they may have moved: what is to be told of them.</summary>
    public IReadOnlyList<AwaitedArrival> Awaited { get; init; } = [];

    /// <summary>Awaited messages that are told with this change, or are no news any more.</summary>
    public IReadOnlyList<MessagePlace> Arrived { get; init; } = [];

    /// <summary>What threads are known by. A key that is stored already keeps its thread.</summary>
    public IReadOnlyList<KnownThread> Threads { get; init; } = [];

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

    /// <summary>Flags and labels of messages that it holds.</summary>
    public IReadOnlyList<MarkedMessage> Marked { get; init; } = [];
}

public readonly record struct KnownMessage(Uid Uid, MessageIdentity? Identity);

/// <summary>What a message is marked with.</summary>
/// <param name="Flags">Its flags by their names on the wire; null where they are not known, which is not the same as none.</param>
/// <param name="Labels">Its labels, where the server keeps such; null where they are not known.</param>
public sealed record MessageMarks(NameSet? Flags, NameSet? Labels);

public readonly record struct MarkedMessage(Uid Uid, MessageMarks Marks);

/// <summary>A message by the folder's number and its UID there: never another message's.</summary>
public readonly record struct MessagePlace(int Folder, Uid Uid);

/// <summary>A message that is there and not told yet.</summary>
/// <param name="Since">When it was found.</param>
/// <param name="Json">The data of its <c>messageNew</c>.</param>
public sealed record AwaitedArrival(MessagePlace Place, DateTimeOffset Since, string Json);

/// <summary>A key, such as a Message-ID, and the thread that it stands for.</summary>
public readonly record struct KnownThread(string Key, string ThreadId);
