using ImapLab.Protocol.Commands;
using ImapLab.Protocol.Mail;
using ImapLab.Protocol.Replies;
using ImapLab.Server.Commands.Handlers.Folders;
using ImapLab.Server.Mailboxes;

namespace ImapLab.Server.Commands.Handlers.Notifying;

/// <summary>Names that were made, renamed, taken away, subscribed to or closed, and of which the client was not told (RFC 5465 sections 5.4, 5.5 and 5.9).</summary>
internal sealed class NameNews(Turn turn, Notifications wanted)
{
    private readonly List<Item> _pending = [];

    public bool Any => _pending.Count > 0;

    public int Count => _pending.Count;

    private NotifySemantics Semantics => turn.Plan.Semantics.Session.Notify;

    public void Add(FolderChange change)
    {
        switch (change)
        {
            case FolderChange.Created { Mailbox: { IsHidden: false } made }:
                AddAbove(made.Name, folder => IsNew(folder, 1), Semantics.TellsParents);
                Add(new Item(made.Name));
                break;
            case FolderChange.Deleted { Mailbox: null or { IsHidden: false } } deleted:
                AddAbove(deleted.Name, IsGone, Semantics.TellsParents);
                Add(new Item(deleted.Name));
                break;
            case FolderChange.Renamed renamed:
                AddRenamed(renamed);
                break;
            case FolderChange.Subscribed subscribed when Wants(subscribed.Name, NotifyEvents.SubscriptionChange):
                Keep(new Item(subscribed.Name) { OfSubscription = true });
                break;
            case FolderChange.Permitted permitted:
                AddPermitted(permitted);
                break;
        }
    }

    /// <summary>What LIST says of the names as they are now.</summary>
    public IReadOnlyList<Reply> Take()
    {
        Reply[] news = [.. _pending.Select(item => Row(turn, wanted, item.Name, item.OfSubscription) with { OldName = item.Old?.Text })];
        _pending.Clear();
        return news;
    }

    /// <summary>What LIST says of a name: \NonExistent where there is nothing, \NoAccess where something happens that the client may not know.</summary>
    /// <param name="ofSubscription">Whether it is told because of its subscription, which then must be said.</param>
    public static ListReply Row(Turn turn, Notifications wanted, MailboxName name, bool ofSubscription = false)
    {
        var all = !turn.Plan.Semantics.List.OnlyAskedAttributes;
        if (turn.Store.FolderOf(name) is not { } folder)
            return new ListReply("LIST", ["\\NonExistent"], turn.Plan.Delimiter, name.Text, FolderRole.None);
        var options = new ListOptions { Extended = true, ReturnSubscribed = all || ofSubscription, ReturnChildren = all };
        var row = ListRow.Of(turn, new FoundFolder(folder, folder.Name, IsChosen: true, IsParent: false), options);
        return folder.Mailbox is { } mailbox && !Notifications.AreHeardOf(mailbox) && (wanted.Of(name) & NotifyEvents.Messages) != 0
            ? row with { Attributes = [.. row.Attributes, "\\NoAccess"] }
            : row;
    }

    /// <summary>Whether a name stands for nothing but what has just come below it.</summary>
    private static bool IsNew(Folder? folder, int come) => folder is { IsThere: false } && folder.ThereBelow == come;

    private static bool IsGone(Folder? folder) => folder is not { IsListed: true };

    /// <summary>The names above one that was made or went, from the top: its parent, and those that came or went with it.</summary>
    private void AddAbove(MailboxName name, Func<Folder?, bool> cameOrWent, bool withParent = false)
    {
        var above = new Stack<MailboxName>();
        for (var parent = name.Parent(turn.Plan.Delimiter); parent is { } level; parent = level.Parent(turn.Plan.Delimiter))
        {
            if (cameOrWent(turn.Store.FolderOf(level)) || (withParent && level == name.Parent(turn.Plan.Delimiter)))
                above.Push(level);
        }

        foreach (var level in above)
            Add(new Item(level));
    }

    private void AddRenamed(FolderChange.Renamed renamed)
    {
        if (turn.Store.FolderOf(renamed.To) is not { Mailbox: null or { IsHidden: false } } folder)
            return;
        AddAbove(renamed.From, IsGone);
        AddAbove(renamed.To, above => IsNew(above, folder.ThereBelow + (folder.IsThere ? 1 : 0)));
        foreach (var one in Semantics.TellsRenamedChildren ? folder.WithAllBelow().Where(one => one.IsListed).Reverse() : [folder])
        {
            var old = new MailboxName(renamed.From.Text + one.Name.Text[renamed.To.Text.Length..]);
            // Who watches one name alone learns where it went.
            if (Wants(one.Name, NotifyEvents.MailboxName) || Wants(old, NotifyEvents.MailboxName))
                Keep(new Item(one.Name, old));
        }
    }

    /// <summary>To see a mailbox for the first time is as if it were made; and who may no longer hear of its messages is told so.</summary>
    private void AddPermitted(FolderChange.Permitted change)
    {
        var (name, moved) = (change.Mailbox.Name, change.Mailbox.OwnersRights ^ change.Before);
        if (moved.HasFlag(MailboxRights.Lookup))
            Add(new Item(name));
        if ((moved & (MailboxRights.Lookup | MailboxRights.Read)) != 0 && Wants(name, NotifyEvents.Messages))
            Keep(new Item(name));
    }

    private bool Wants(MailboxName name, NotifyEvents any) => (wanted.Of(name) & any) != 0;

    private void Add(Item item)
    {
        if (Wants(item.Name, NotifyEvents.MailboxName))
            Keep(item);
    }

    /// <summary>A name that will be told anyhow is told as it is then.</summary>
    private void Keep(Item item)
    {
        if (!_pending.Contains(item))
            _pending.Add(item);
    }

    private readonly record struct Item(MailboxName Name, MailboxName? Old = null)
    {
        public bool OfSubscription { get; init; }
    }
}
