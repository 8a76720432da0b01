using ImapLab.Protocol.Mail;

namespace ImapLab.Tracking.Ports;

/// <summary>A folder as LIST names it.</summary>
/// <param name="Name">Its name, decoded.</param>
/// <param name="Delimiter">What parts the levels of the name; null for a flat name.</param>
/// <param name="Role">What it is for.</param>
/// <param name="Selectable">False for <c>\Noselect</c> and <c>\NonExistent</c>: a level of other names, no mailbox.</param>
/// <param name="Status">Its counters, where the server gave them along (LIST-STATUS, RFC 5819).</param>
public sealed record ListedFolder(MailboxName Name, char? Delimiter, FolderRole Role, bool Selectable, Counters? Status = null);
