using ImapLab.Protocol.Mail;
using ImapLab.Protocol.Numbers;

namespace ImapLab.Server.Mailboxes;

/// <summary>Something that truly happened to a mailbox, whatever the server says of it.</summary>
public abstract record Change
{
    public sealed record Added(Uid Uid, Message Message, FlagSet Flags) : Change;

    public sealed record Expunged(Uid Uid, Message Message) : Change;

    /// <param name="Flags">All flags after the change.</param>
    public sealed record Flagged(Uid Uid, FlagSet Flags) : Change;

    /// <summary>A new epoch: every message got a new UID, in the same order from 1.</summary>
    public sealed record Renumbered(UidValidity From, UidValidity To) : Change;

    public sealed record Created(MailboxName Name, UidValidity UidValidity, FolderRole Role) : Change;

    public sealed record Deleted(MailboxName Name) : Change;

    public sealed record Renamed(MailboxName From, MailboxName To) : Change;
}

/// <summary>A change with its place in time.</summary>
/// <param name="Ordinal">The account-wide order of changes, from 1.</param>
/// <param name="Mailbox">The number of the mailbox, which outlives its name.</param>
/// <param name="ModSeq">The mailbox's modification sequence after the change.</param>
/// <param name="By">The number of the connection that asked for it; 0 for the lab itself.</param>
public sealed record JournalEntry(long Ordinal, int Mailbox, ModSeq ModSeq, DateTimeOffset At, int By, Change Change);
