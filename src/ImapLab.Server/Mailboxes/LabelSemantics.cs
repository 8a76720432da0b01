namespace ImapLab.Server.Mailboxes;

/// <summary>What becomes of a message when it leaves its last folder beside that of all mail.</summary>
public enum LastLabel
{
    /// <summary>It stays with all mail. It cannot be removed from there but by way of the trash.</summary>
    Archives,

    /// <summary>It goes to the trash.</summary>
    GoesToTrash,

    /// <summary>It is gone for good.</summary>
    Deletes,
}

/// <summary>
/// Folders that are labels: a message is one thing that may have several, each folder shows the messages that have its label, and the folder of the role All
/// shows all but those in the trash and in junk. This truly happens to mail: what one folder does to a message the others show, and their journals have it.
/// </summary>
public sealed record LabelSemantics
{
    /// <summary>A message that is marked \Deleted leaves the folder at once, and does not wait for EXPUNGE.</summary>
    public bool ExpungesAtOnce { get; init; } = true;

    public LastLabel LastLabel { get; init; } = LastLabel.Archives;

    /// <summary>X-GM-LABELS names the label of the folder that is open, too.</summary>
    public bool TellsOwnLabel { get; init; }

    /// <summary>A message that is appended octet for octet again is the one that was there.</summary>
    public bool MergesDuplicates { get; init; } = true;
}
