using ImapLab.Protocol.Mail;

namespace ImapLab.Protocol.Commands;

/// <summary>NOTIFY (RFC 5465): of what the client wants to be told unasked, whether or not a command runs.</summary>
/// <param name="Status">The mailboxes' state is to be told now, too.</param>
/// <param name="Groups">Null for <c>NOTIFY NONE</c>: of nothing.</param>
/// <param name="HasMore">Something that has no meaning follows <c>NONE</c>.</param>
public sealed record NotifyCommand(string Tag, bool Status, IReadOnlyList<NotifyGroup>? Groups, bool HasMore = false) : ImapCommand(Tag, "NOTIFY");

/// <summary>One event-group: some mailboxes, and what of them is wanted.</summary>
/// <param name="Mailboxes">Of the filters that name some; names that no mailbox can have are left out, for they are ignored (RFC 5465 section 3.1).</param>
/// <param name="Events">Empty for <c>NONE</c>.</param>
public sealed record NotifyGroup(NotifyFilter Filter, IReadOnlyList<MailboxName> Mailboxes, IReadOnlyList<NotifyEvent> Events)
{
    /// <summary>Whether it is of the mailbox that the client has open, whichever that is (RFC 5465 section 6.1).</summary>
    public bool IsSelected => Filter is NotifyFilter.Selected or NotifyFilter.SelectedDelayed;
}

/// <summary>Which mailboxes a group is of (RFC 5465 section 6).</summary>
public enum NotifyFilter
{
    Selected,

    /// <summary>Of the same, but expunges wait for a command that may tell them.</summary>
    SelectedDelayed,

    /// <summary>Those to which mail is delivered.</summary>
    Inboxes,
    Personal,
    Subscribed,

    /// <summary>The named ones and all below them.</summary>
    Subtree,

    /// <summary>The named ones.</summary>
    Mailboxes,
}

/// <param name="Name">As the client wrote it; it may be of no event that there is.</param>
/// <param name="Items">What FETCH is to tell of each new message, after MessageNew; else empty.</param>
public sealed record NotifyEvent(string Name, IReadOnlyList<FetchItem> Items);
