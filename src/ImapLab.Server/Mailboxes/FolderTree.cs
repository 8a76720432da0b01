using ImapLab.Protocol.Mail;

namespace ImapLab.Server.Mailboxes;

/// <summary>An account's names as a hierarchy. What a name is and has is changed here only, so that each name knows what is below it without looking.</summary>
internal sealed class FolderTree
{
    private long _count;

    public FolderTree(char delimiter)
    {
        Delimiter = delimiter;
        Root = new Folder(this, null, "");
    }

    public char Delimiter { get; }

    /// <summary>What is above all names; no name itself.</summary>
    public Folder Root { get; }

    /// <summary>How many names are there or subscribed to.</summary>
    public int Held { get; private set; }

    /// <summary>All names, each before what is below it, INBOX first and else by the levels' ordinal order.</summary>
    public IEnumerable<Folder> All => Root.WithAllBelow().Skip(1);

    public Folder? Find(MailboxName name)
    {
        Folder? folder = Root;
        foreach (var level in name.Text.Split(Delimiter))
            folder = folder?.Child(level);
        return folder;
    }

    /// <summary>Puts a mailbox at a name.</summary>
    /// <param name="keepParents">The names above it stay when it is gone.</param>
    public Folder Put(MailboxName name, Mailbox mailbox, bool keepParents = false)
    {
        var folder = Make(name);
        SetThere(folder, () => (folder.Mailbox, folder.IsKept) = (mailbox, false));
        for (var above = folder.Above; keepParents && above is { IsRoot: false }; above = above.Above)
        {
            if (!above.IsThere)
                Keep(above);
        }

        return folder;
    }

    /// <summary>A name that cannot be selected, and stays.</summary>
    public Folder Keep(MailboxName name)
    {
        var folder = Make(name);
        Keep(folder);
        return folder;
    }

    /// <summary>Takes mailbox or kept name away; the name is gone with it unless something else holds it.</summary>
    /// <param name="keepName">The name stays, without a mailbox.</param>
    public void Clear(Folder folder, bool keepName = false)
    {
        SetThere(folder, () => (folder.Mailbox, folder.IsKept) = (null, keepName));
        if (!keepName)
            folder.Attributes = [];
        folder.Annotations = new Annotations();
        Prune(folder);
    }

    /// <returns>False where it was so already.</returns>
    public bool Subscribe(MailboxName name)
    {
        var folder = Make(name);
        if (!SetSubscribed(folder, true))
            return false;
        folder.Subscribed = ++_count;
        return true;
    }

    /// <inheritdoc cref="Subscribe"/>
    public bool Unsubscribe(MailboxName name)
    {
        if (Find(name) is not { } folder || !SetSubscribed(folder, false))
            return false;
        Prune(folder);
        return true;
    }

    /// <summary>Gives what is at one name to another; subscriptions are to names and stay (RFC 9051 section 6.3.6).</summary>
    public void Move(Folder from, MailboxName to)
    {
        var (mailbox, kept, attributes, annotations) = (from.Mailbox, from.IsKept, from.Attributes, from.Annotations);
        Clear(from);
        if (mailbox is null && !kept)
            return;
        var folder = mailbox is not null ? Put(to, mailbox) : Keep(to);
        (folder.Attributes, folder.Annotations) = (attributes, annotations);
    }

    private void Keep(Folder folder) => SetThere(folder, () => folder.IsKept = folder.Mailbox is null);

    private Folder Make(MailboxName name) => name.Text.Split(Delimiter).Aggregate(Root, (above, level) => above.ChildOrNew(level));

    private void SetThere(Folder folder, Action change)
    {
        var (there, listed) = (folder.IsThere, folder.IsListed);
        change();
        if (folder.IsThere == there)
            return;
        if (!folder.IsSubscribed)
            Held += folder.IsThere ? 1 : -1;
        Count(folder, listed);
        for (var above = folder.Above; above is not null; above = above.Above)
        {
            listed = above.IsListed;
            above.ThereBelow += folder.IsThere ? 1 : -1;
            Count(above, listed);
        }
    }

    /// <summary>A name is made when it begins to be listed.</summary>
    private void Count(Folder folder, bool wasListed)
    {
        if (folder.IsListed && !wasListed)
            folder.Made = ++_count;
    }

    private bool SetSubscribed(Folder folder, bool subscribed)
    {
        if (folder.IsSubscribed == subscribed)
            return false;
        folder.IsSubscribed = subscribed;
        if (!folder.IsThere)
            Held += subscribed ? 1 : -1;
        for (var above = folder.Above; above is not null; above = above.Above)
            above.SubscribedBelow += subscribed ? 1 : -1;
        return true;
    }

    /// <summary>Takes names away that nothing holds any more.</summary>
    private static void Prune(Folder folder)
    {
        while (!folder.IsRoot && folder is { IsThere: false, IsSubscribed: false } && !folder.HasBelow)
        {
            folder.Above.Remove(folder);
            folder = folder.Above;
        }
    }
}
