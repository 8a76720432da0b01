namespace ImapLab.Tracking.Ports;

/// <summary>What a store holds, except for the messages.</summary>
/// <param name="Account">The account it was made for; null in a new store.</param>
/// <param name="Initialized">Whether the first baseline was completed.</param>
/// <param name="LastFolderNumber">The highest number ever given to a folder; 0 for none.</param>
/// <param name="LastSequence">The highest number ever given to an event; 0 for none.</param>
/// <param name="Folders">The folders, by number.</param>
public sealed record StoredAccount(
    string? Account,
    bool Initialized,
    int LastFolderNumber,
    long LastSequence,
    IReadOnlyList<FolderRecord> Folders);
