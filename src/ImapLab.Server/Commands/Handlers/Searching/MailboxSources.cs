using ImapLab.Protocol.Commands;
using ImapLab.Protocol.Mail;
using ImapLab.Server.Mailboxes;

namespace ImapLab.Server.Commands.Handlers.Searching;

/// <summary>The mailboxes that a client means by a filter, as far as its rights go: others are as if they were not there (RFC 7377 section 2.2).</summary>
internal static class MailboxSources
{
    /// <summary>Each mailbox once, in the order of LIST.</summary>
    public static List<Mailbox> Of(Turn turn, IReadOnlyList<MailboxFilter> filters) =>
        [.. turn.Store.Mailboxes.Where(mailbox => filters.Any(filter => Holds(turn, filter, mailbox)))];

    private static bool Holds(Turn turn, MailboxFilter filter, Mailbox mailbox)
    {
        var rights = mailbox.OwnersRights;
        if (!rights.HasFlag(MailboxRights.Read))
            return false;
        return filter.Kind switch
        {
            MailboxFilterKind.Selected => turn.Session.View?.Mailbox == mailbox,
            MailboxFilterKind.Mailboxes => filter.Mailboxes.Any(name => IsOf(turn, mailbox, name)),
            // What is not named must be seen.
            _ when !rights.HasFlag(MailboxRights.Lookup) => false,
            MailboxFilterKind.Personal => true,
            MailboxFilterKind.Inboxes => mailbox.Name.IsInbox,
            MailboxFilterKind.Subscribed => turn.Store.FolderOf(mailbox.Name)?.IsSubscribed == true,
            MailboxFilterKind.Subtree => filter.Mailboxes.Any(name => IsOf(turn, mailbox, name) || IsBelow(turn, mailbox, name, deep: true)),
            _ => filter.Mailboxes.Any(name => IsOf(turn, mailbox, name) || IsBelow(turn, mailbox, name, deep: false)),
        };
    }

    private static bool IsOf(Turn turn, Mailbox mailbox, MailboxName name) => mailbox.Name == turn.Store.Canonical(name);

    private static bool IsBelow(Turn turn, Mailbox mailbox, MailboxName name, bool deep)
    {
        var above = turn.Store.Canonical(name);
        return mailbox.Name.IsBelow(above, turn.Store.Delimiter)
            && (deep || mailbox.Name.Text.IndexOf(turn.Store.Delimiter, above.Text.Length + 1) < 0);
    }
}
