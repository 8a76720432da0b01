using ImapLab.Protocol.Commands;
using ImapLab.Protocol.Mail;
using ImapLab.Protocol.Replies;
using ImapLab.Server.Commands.Handlers.Quotas;
using ImapLab.Server.Mailboxes;

namespace ImapLab.Server.Commands.Handlers.Folders;

/// <summary>What commands that make and rename mailboxes have in common.</summary>
internal static class FolderRules
{
    /// <summary>Why there can be no new mailbox at a name, for reasons that lie around it; null where there can.</summary>
    public static Reply? Obstacle(Turn turn, MailboxName name)
    {
        Mailbox? nearest = null;
        for (var above = name.Parent(turn.Plan.Delimiter); above is { } parent; above = parent.Parent(turn.Plan.Delimiter))
        {
            nearest ??= turn.Find(parent);
            if (turn.Store.FolderOf(parent)?.Attributes.Contains("\\Noinferiors", StringComparer.OrdinalIgnoreCase) == true)
                return turn.No($"Nothing can be made below {ModifiedUtf7.Encode(parent.Text)}", ResponseCode.Cannot);
        }

        return nearest is null ? null : turn.Refusal(nearest, MailboxRights.Create);
    }

    /// <summary>Why there can be no further mailbox; null where there can.</summary>
    public static Reply? Full(Turn turn, MailboxName name) =>
        Full(turn, turn.Store.FolderOf(name) is { IsHeld: true } ? 0 : 1) ?? QuotaRules.Refusal(turn, name, new QuotaUsage(0, 0, 1));

    /// <summary>
    /// Why there can be no further names; null where there can. Names that clients are subscribed to count though there is no mailbox, or else a client
    /// could make any number of them.
    /// </summary>
    public static Reply? Full(Turn turn, int names) => names > 0 && turn.Store.NameCount + names > turn.Plan.Limits.Mailboxes
        ? turn.No($"There are {turn.Store.NameCount} mailboxes and names already, and at most {turn.Plan.Limits.Mailboxes} can be", new ResponseCode("LIMIT"))
        : null;

    /// <summary>
    /// Tells a client that the name it gave is not the one that its mailbox has (RFC 9051 section 6.3.9.7). Only clients of IMAP4rev2 know of it.
    /// </summary>
    public static IEnumerable<Reply> Renamed(Turn turn, string given, MailboxName name)
    {
        if (!turn.Knows(ClientFeatures.Rev2) || name.Text == given || turn.Store.FolderOf(name) is not { } folder)
            return [];
        return [ListRow.Of(turn, new FoundFolder(folder, name, IsChosen: true, IsParent: false), ListOptions.None) with { OldName = given }];
    }
}
