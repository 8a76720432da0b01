using ImapLab.Protocol.Mail;
using ImapLab.Protocol.Numbers;
using ImapLab.Tracking.Events;
using ImapLab.Tracking.Ports;

namespace ImapLab.Tracking.Accounts;

/// <summary>The data of events, made from what is known.</summary>
internal static class Tidings
{
    public static MessageNewData New(int folder, Uid uid, MessageSummary? read) => new(MessageKey.Encode(folder, uid), uid)
    {
        EmailId = read?.EmailId,
        ThreadId = read?.ThreadId,
        MessageId = read?.MessageId,
        Subject = read?.Subject,
        From = read?.From,
        Date = read?.Date ?? read?.InternalDate,
        Size = read?.Size,
        Flags = read?.Flags,
        Labels = read?.Labels,
    };

    public static MessageDeletedData Deleted(int folder, Uid uid, MessageIdentity? known) => new(MessageKey.Encode(folder, uid), uid)
    {
        EmailId = known?.EmailId,
        MessageId = known?.MessageId,
    };

    public static MessageMovedData Moved(MessageNewData here, FolderRecord from, MessageDeletedData there, string evidence) =>
        new(here.Id, here.Uid, from.Name.Text, there.Id, there.Uid, evidence)
        {
            EmailId = here.EmailId,
            ThreadId = here.ThreadId,
            MessageId = here.MessageId,
            Flags = here.Flags,
            Labels = here.Labels,
        };

    public static MailboxData Mailbox(FolderRecord folder) =>
        new(folder.Name.Text, LeafOf(folder.Name, folder.Delimiter), TrackerEvent.SpecialUseOf(folder.Role));

    public static MailboxResetData Reset(FolderRecord folder, UidValidity now, UidValidity before, string reason) =>
        new(folder.Name.Text, LeafOf(folder.Name, folder.Delimiter), TrackerEvent.SpecialUseOf(folder.Role), now, before, reason);

    private static string LeafOf(MailboxName name, char? delimiter) => delimiter is { } level ? name.Leaf(level) : name.Text;
}
