using ImapLab.Protocol.Numbers;

namespace ImapLab.Tracking.Ports;

/// <summary>What proves that messages are gone.</summary>
public enum DeletionProof
{
    /// <summary>The state was written by a version that did not keep it.</summary>
    Unknown,

    /// <summary>EXPUNGE or VANISHED while the folder was open, in a view whose places are proven.</summary>
    Announced,

    /// <summary>VANISHED (EARLIER) when the folder was opened (RFC 7162 section 3.2.10).</summary>
    Resynchronized,

    /// <summary>A whole listing as long as the server's own count.</summary>
    Listed,

    /// <summary>The places of messages around the gap, and a sum that agrees with the server's count.</summary>
    Probed,

    /// <summary>The folder's UIDs became void, and the message is not among those of the new epoch.</summary>
    Reset,

    /// <summary>The folder itself is gone.</summary>
    FolderGone,
}

/// <summary>Messages that a folder lost, to be remembered for as long as the history is kept.</summary>
/// <param name="Folder">The folder's number.</param>
/// <param name="Uids">Which; null for all that it holds.</param>
/// <param name="Proof">How that is known.</param>
public sealed record Loss(int Folder, IReadOnlyList<Uid>? Uids, DeletionProof Proof)
{
    /// <summary>
    /// Whether they may have moved, so that the deletion is not told yet. The store keeps them as held until they are
    /// <see cref="StoreChange.Released"/> or <see cref="StoreChange.Recovered"/>, across crashes too.
    /// </summary>
    public bool IsHeld { get; init; }
}

/// <summary>A message that is gone, and what was known of it.</summary>
/// <param name="Place">Where it was.</param>
/// <param name="Path">The folder's name, decoded.</param>
/// <param name="At">When the tracker found out.</param>
/// <param name="LastSeen">The last time before that at which the tracker looked at the folder and it was there; null where that is not known.</param>
/// <param name="Proof">How that is known.</param>
/// <param name="Identity">What recognised it; null where that was never asked for.</param>
/// <param name="Marks">Its flags and labels, where they were followed.</param>
public sealed record GoneMessage(
    MessagePlace Place,
    string Path,
    DateTimeOffset At,
    DateTimeOffset? LastSeen,
    DeletionProof Proof,
    MessageIdentity? Identity,
    MessageMarks Marks)
{
    /// <summary>From the <c>messageNew</c> that told of it, while that is in the history.</summary>
    public string? Subject { get; init; }

    /// <summary>The author's address, from the same.</summary>
    public string? From { get; init; }
}
