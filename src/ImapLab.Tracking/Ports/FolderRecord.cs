using ImapLab.Protocol.Mail;
using ImapLab.Protocol.Numbers;

namespace ImapLab.Tracking.Ports;

/// <summary>What is known of a folder, except for its messages: the baseline that the next look is compared with.</summary>
/// <param name="Number">Its number in message ids: one for each path and epoch, never given twice.</param>
/// <param name="Name">Its name, decoded.</param>
/// <param name="Delimiter">What parts the levels of the name; null for a flat name.</param>
/// <param name="Role">What it is for.</param>
/// <param name="Baselined">
/// False until it was looked into for the first time. What the first look finds is not told, unless the folder itself
/// is new since the account's first baseline: such a folder starts baselined and empty.
/// </param>
/// <param name="Counters">
/// The counters from which the known UIDs were computed, so that whatever happened since shows as a difference.
/// </param>
/// <param name="Cursor">The first UID that no answer has accounted for.</param>
public sealed record FolderRecord(
    int Number,
    MailboxName Name,
    char? Delimiter,
    FolderRole Role,
    bool Baselined,
    Counters Counters,
    Uid Cursor)
{
    /// <summary>MAILBOXID (RFC 8474 section 4), which a folder keeps when it is renamed; null where the server has none.</summary>
    public string? MailboxId { get; init; }

    /// <summary>The mod-sequence up to which flags are known; null where they are not followed.</summary>
    public ModSeq? FlagsAt { get; init; }
}
