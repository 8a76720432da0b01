using ImapLab.Protocol.Mail;
using ImapLab.Server.Mailboxes;

namespace ImapLab.Server.Commands.Handlers.Messages;

/// <summary>What labels are called: a folder with a role by a system label, any other by its name.</summary>
internal static class LabelNames
{
    private static readonly (FolderRole Role, string Label)[] System =
    [
        (FolderRole.Inbox, "\\Inbox"),
        (FolderRole.Sent, "\\Sent"),
        (FolderRole.Important, "\\Important"),
        (FolderRole.Flagged, "\\Starred"),
        (FolderRole.Drafts, "\\Draft"),
        (FolderRole.Trash, "\\Trash"),
        (FolderRole.Junk, "\\Spam"),
    ];

    public static string Of(Mailbox mailbox) => Array.Find(System, row => row.Role == mailbox.Role).Label ?? mailbox.Name.Text;

    /// <summary>The labels of a message. That it is among all mail is none.</summary>
    public static IReadOnlyList<string> Of(Turn turn, StoredMessage message)
    {
        var labels = turn.Store.Labels!;
        return
        [
            .. labels.MailboxesOf(message.Number)
                .Where(mailbox => mailbox.Role != FolderRole.All && (labels.Rules.TellsOwnLabel || mailbox != turn.Session.View?.Mailbox))
                .Select(Of),
        ];
    }

    /// <summary>The folder of a label; null where there is none.</summary>
    public static Mailbox? Find(Turn turn, string label) => RoleOf(label) is { } role
        ? turn.Store.Labels!.Of(role)
        : label.StartsWith('\\') || label.Length == 0 ? null : turn.Find(new MailboxName(label));

    /// <summary>The role behind a system label, whatever its case; null where it is none.</summary>
    public static FolderRole? RoleOf(string label) =>
        label.Equals("\\Junk", StringComparison.OrdinalIgnoreCase) ? FolderRole.Junk
        : Array.Find(System, row => row.Label.Equals(label, StringComparison.OrdinalIgnoreCase)) is { Label: not null } known ? known.Role
        : null;
}
