namespace ImapLab.Server.Mailboxes;

/// <summary>What happened to the mail of one mailbox, all that was done at once.</summary>
/// <param name="By">The number of the connection that did it; 0 for the lab itself.</param>
internal readonly record struct MailChange(Mailbox Mailbox, int By, MailChanges What)
{
    /// <summary>What happened since the journal had a length and so many messages were without \Seen; by nobody in particular where several did it.</summary>
    public static MailChange Since(Mailbox mailbox, int length, int unseen)
    {
        var (what, by) = (MailChanges.None, -1);
        foreach (var run in mailbox.Journal.RunsFrom(length))
        {
            var one = Of(mailbox.Journal, run);
            if (one == MailChanges.None)
                continue;
            what |= one;
            by = by == -1 || by == run.By ? run.By : 0;
        }

        if (what != MailChanges.None && mailbox.Unseen.Count != unseen)
            what |= MailChanges.UnseenMoved;
        return new MailChange(mailbox, by, what);
    }

    private static MailChanges Of(MailboxJournal journal, in JournalRun run) => run.Kind switch
    {
        ChangeKind.Added => MailChanges.Arrived,
        ChangeKind.Expunged => MailChanges.Expunged,
        ChangeKind.Flagged => MailChanges.Flagged,
        _ => journal.Other(run) is Change.Renumbered ? MailChanges.Renumbered : MailChanges.None,
    };
}

[Flags]
internal enum MailChanges
{
    None = 0,
    Arrived = 1,
    Expunged = 2,
    Flagged = 4,

    /// <summary>There are more messages without \Seen than before, or fewer.</summary>
    UnseenMoved = 8,

    /// <summary>All messages have new UIDs.</summary>
    Renumbered = 16,
}
