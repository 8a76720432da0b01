using ImapLab.Protocol.Mail;

namespace ImapLab.Server.Mailboxes;

/// <summary>Something that happened to a name of the hierarchy, and not to the mail under it.</summary>
/// <param name="By">The number of the connection that asked for it; 0 for the lab itself.</param>
internal abstract record FolderChange(int By)
{
    public sealed record Created(int By, Mailbox Mailbox) : FolderChange(By);

    /// <param name="Mailbox">Null where there was only a name.</param>
    public sealed record Deleted(int By, MailboxName Name, Mailbox? Mailbox) : FolderChange(By);

    /// <summary>With all that is below it.</summary>
    public sealed record Renamed(int By, MailboxName From, MailboxName To) : FolderChange(By);

    /// <param name="Mailbox">Null for the server.</param>
    /// <param name="Entries">The annotations that were set or taken away.</param>
    public sealed record Annotated(int By, MailboxName? Mailbox, IReadOnlyList<string> Entries) : FolderChange(By);

    /// <summary>The owner may do with it what he could not, or no longer what he could.</summary>
    public sealed record Permitted(int By, Mailbox Mailbox, MailboxRights Before) : FolderChange(By);

    public sealed record Subscribed(int By, MailboxName Name, bool IsSubscribed) : FolderChange(By);
}
