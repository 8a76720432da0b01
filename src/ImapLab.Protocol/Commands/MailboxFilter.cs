using ImapLab.Protocol.Mail;

namespace ImapLab.Protocol.Commands;

/// <summary>Mailboxes that a client speaks of together (RFC 5465 section 6, RFC 7377 section 2.2).</summary>
/// <param name="Mailboxes">Those that it names; empty for the kinds that name none.</param>
public sealed record MailboxFilter(MailboxFilterKind Kind, IReadOnlyList<MailboxName> Mailboxes);

public enum MailboxFilterKind
{
    /// <summary>The one that is open.</summary>
    Selected,

    /// <summary>Those to which mail is delivered.</summary>
    Inboxes,

    /// <summary>All of the user's own.</summary>
    Personal,

    Subscribed,

    /// <summary>Those named, with all that is below them.</summary>
    Subtree,

    /// <summary>Those named, with what is directly below them.</summary>
    SubtreeOne,

    /// <summary>Those named.</summary>
    Mailboxes,
}
