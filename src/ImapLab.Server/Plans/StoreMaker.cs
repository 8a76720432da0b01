using System.Text;
using ImapLab.Protocol.Mail;
using ImapLab.Protocol.Numbers;
using ImapLab.Server.Mailboxes;

namespace ImapLab.Server.Plans;

/// <summary>Makes the mail of a new account as a plan has it.</summary>
internal static class StoreMaker
{
    public static MailStore Make(ServerPlan plan, TimeProvider time, string owner)
    {
        var semantics = plan.Semantics.Folders;
        var store = new MailStore(time, plan.Delimiter, new UidValidity(1))
        {
            Owner = owner,
            Quotas = [.. plan.Quotas.Select(quota => new QuotaRoot(quota, plan.Delimiter))],
            NormalizesNames = semantics.NormalizesNames,
            KeepsParents = semantics.KeepsParents,
            RenameEndsSessions = semantics.RenameEndsSessions,
            Messages = plan.Semantics.Messages,
            LabelRules = plan.Semantics.Labels,
            KeepsThreads = plan.Capabilities.Has("OBJECTID") || plan.Capabilities.Has("X-GM-EXT-1"),
        };
        foreach (var (entry, value) in plan.Metadata.Server)
            store.Annotations.Set(entry.ToLowerInvariant(), Encoding.UTF8.GetBytes(value));
        foreach (var folder in plan.Folders.Where(folder => folder.IsThere))
            Add(store, folder);
        if (store.Find(MailboxName.Inbox) is null)
            store.Create(MailboxName.Inbox, FolderRole.Inbox);
        return store;
    }

    private static void Add(MailStore store, FolderPlan folder)
    {
        if (folder.IsMailbox)
            Make(store, folder);
        else
            store.Folders.Keep(store.Canonical(folder.Name));
        store.FolderOf(folder.Name)!.Attributes = [.. folder.Attributes.Where(attribute => !IsOfNames(attribute))];
        if (folder.IsSubscribed)
            store.Subscribe(folder.Name.Text);
    }

    private static void Make(MailStore store, FolderPlan folder)
    {
        var mailbox = store.Create(folder.Name, folder.Role, folder.UidValidity);
        mailbox.KeepsModSeqs = folder.KeepsModSeqs;
        if (folder.Access.Count == 0)
            return;
        mailbox.Access = new AccessList(store.Owner);
        foreach (var (identifier, rights) in folder.Access)
            mailbox.Access.Set(identifier == FolderPlan.Owner ? store.Owner : identifier, rights);
    }

    /// <summary>These follow from what there is and are told as the command has it.</summary>
    private static bool IsOfNames(string attribute) =>
        attribute.Equals("\\Noselect", StringComparison.OrdinalIgnoreCase) || attribute.Equals("\\NonExistent", StringComparison.OrdinalIgnoreCase);
}
