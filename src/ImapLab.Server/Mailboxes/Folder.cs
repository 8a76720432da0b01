using System.Diagnostics.CodeAnalysis;
using ImapLab.Protocol.Mail;

namespace ImapLab.Server.Mailboxes;

/// <summary>
/// A name of the hierarchy. It stands as long as there is a mailbox of that name, or something below it, or a subscription to it; so
/// it may be the name of nothing.
/// </summary>
internal sealed class Folder
{
    private SortedDictionary<string, Folder>? _below;

    internal Folder(FolderTree tree, Folder? above, string leaf)
    {
        Tree = tree;
        Above = above;
        Leaf = leaf;
        Name = above is null ? default : new MailboxName(above.IsRoot ? leaf : above.Name.Text + tree.Delimiter + leaf);
    }

    /// <summary>The last level of the name.</summary>
    public string Leaf { get; }

    /// <summary>The name one level up; null for the root, which has no name.</summary>
    public Folder? Above { get; }

    public Mailbox? Mailbox { get; internal set; }

    /// <summary>It is a name that cannot be selected and that stays though nothing is below it.</summary>
    public bool IsKept { get; internal set; }

    public bool IsSubscribed { get; internal set; }

    /// <summary>Attributes that LIST tells beside those that follow from what there is.</summary>
    public IReadOnlyList<string> Attributes { get; internal set; } = [];

    /// <summary>What clients have written down about it.</summary>
    public Annotations Annotations { get; internal set; } = new();

    /// <summary>When it began to be listed: the order counts, not time.</summary>
    public long Made { get; internal set; }

    /// <summary>When it was last subscribed to, by the same count.</summary>
    public long Subscribed { get; internal set; }

    /// <summary>How many of the names below are there.</summary>
    public int ThereBelow { get; internal set; }

    /// <summary>How many of the names below are subscribed.</summary>
    public int SubscribedBelow { get; internal set; }

    /// <summary>Whether it is there for its own sake: a mailbox, or a kept name.</summary>
    public bool IsThere => Mailbox is not null || IsKept;

    /// <summary>Whether it takes room for its own sake: it is there, or somebody is subscribed to it.</summary>
    public bool IsHeld => IsThere || IsSubscribed;

    /// <summary>Whether LIST tells of it: it is there, or is the parent of what is.</summary>
    public bool IsListed => IsThere || ThereBelow > 0;

    [MemberNotNullWhen(false, nameof(Above))]
    public bool IsRoot => Above is null;

    /// <summary>The whole name; the root has none.</summary>
    public MailboxName Name { get; }

    public bool HasBelow => _below is { Count: > 0 };

    /// <summary>The names one level below, in ordinal order, INBOX first.</summary>
    public IEnumerable<Folder> Below => _below?.Values ?? Enumerable.Empty<Folder>();

    /// <summary>The name and all below it, each before what is below it.</summary>
    public IEnumerable<Folder> WithAllBelow()
    {
        // No recursion: a name has as many levels as a client likes.
        var open = new Stack<Folder>([this]);
        while (open.TryPop(out var folder))
        {
            yield return folder;
            foreach (var below in folder.Below.Reverse())
                open.Push(below);
        }
    }

    private FolderTree Tree { get; }

    internal Folder? Child(string leaf) => _below?.GetValueOrDefault(leaf);

    internal Folder ChildOrNew(string leaf)
    {
        if (Child(leaf) is { } there)
            return there;
        var made = new Folder(Tree, this, leaf);
        (_below ??= new SortedDictionary<string, Folder>(IsRoot ? InboxFirst.Comparer : StringComparer.Ordinal)).Add(leaf, made);
        return made;
    }

    internal void Remove(Folder child) => _below!.Remove(child.Leaf);

    /// <summary>Ordinal, but for INBOX.</summary>
    private sealed class InboxFirst : IComparer<string>
    {
        public static readonly InboxFirst Comparer = new();

        public int Compare(string? one, string? other) =>
            (one == "INBOX", other == "INBOX") switch
            {
                (true, false) => -1,
                (false, true) => 1,
                _ => string.CompareOrdinal(one, other),
            };
    }
}
