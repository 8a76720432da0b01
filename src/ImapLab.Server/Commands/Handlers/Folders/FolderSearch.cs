using ImapLab.Protocol.Commands;
using ImapLab.Protocol.Mail;
using ImapLab.Server.Mailboxes;

namespace ImapLab.Server.Commands.Handlers.Folders;

/// <summary>Finds the names that LIST and LSUB tell.</summary>
internal sealed class FolderSearch
{
    private readonly Turn _turn;
    private readonly ListOptions _options;
    private readonly List<MailboxPattern> _patterns;
    private readonly ListOrder _order;
    private readonly Dictionary<Folder, int>? _places;

    private FolderSearch(Turn turn, ListCommand command, ListOptions options)
    {
        _turn = turn;
        _options = options;
        _patterns = [.. command.Patterns.Select(pattern => new MailboxPattern(command.Reference, pattern, turn.Plan.Delimiter))];
        _order = turn.Plan.Semantics.List.Order;
        _places = _order != ListOrder.ByName && options.OnlySubscribed ? SubscribedPlaces() : null;
    }

    /// <param name="options">Which of the names that match are told.</param>
    /// <returns>All of them as they are now, whatever happens while the answer is sent.</returns>
    public static IReadOnlyList<FoundFolder> Run(Turn turn, ListCommand command, ListOptions options) => new FolderSearch(turn, command, options).Find();

    private List<FoundFolder> Find()
    {
        var parents = _options.Recursive ? ParentsOfUntold() : [];
        var found = Matching()
            .Where(folder => IsChosen(folder) || parents.Contains(folder))
            .Select(folder => new FoundFolder(folder, folder.Name, IsChosen(folder), parents.Contains(folder)))
            .ToList();
        // Subscribed names have an order of their own, INBOX among them.
        if (_turn.Plan.Semantics.List.InboxLast && !_options.OnlySubscribed && found.FindIndex(row => row.Name.IsInbox) is >= 0 and var inbox)
        {
            found.Add(found[inbox]);
            found.RemoveAt(inbox);
        }

        return found;
    }

    /// <summary>
    /// Names that match, above some that are chosen but do not match: without them the client would never hear of these (RFC 5258 section 3.5). The
    /// same rule makes <c>%</c> of LSUB tell parents (RFC 3501 section 6.3.9).
    /// </summary>
    private HashSet<Folder> ParentsOfUntold()
    {
        var parents = new HashSet<Folder>();
        foreach (var folder in _turn.Store.Folders.All.Where(folder => IsChosen(folder) && !IsMatched(folder.Name)))
        {
            for (var above = folder.Above; above is { IsRoot: false }; above = above.Above)
            {
                if (IsMatched(above.Name))
                    parents.Add(above);
            }
        }

        return parents;
    }

    private IEnumerable<Folder> Matching()
    {
        var open = new Stack<Folder>();
        Open(open, _turn.Store.Folders.Root);
        while (open.TryPop(out var folder))
        {
            var name = folder.Name;
            if (IsMatched(name))
                yield return folder;
            // What no pattern can match below is not looked at: LIST % of a deep hierarchy costs its first level.
            if (folder.HasBelow && _patterns.Exists(pattern => pattern.MayMatchBelow(name)))
                Open(open, folder);
        }
    }

    private void Open(Stack<Folder> open, Folder folder)
    {
        foreach (var child in InOrder(folder.Below).Reverse())
            open.Push(child);
    }

    /// <summary>The names of one level. Their order takes no look at any others, so that LIST % of a deep hierarchy costs its first level.</summary>
    private IEnumerable<Folder> InOrder(IEnumerable<Folder> level) =>
        _order == ListOrder.ByName ? level
        : _places is not null ? level.OrderBy(child => _places.GetValueOrDefault(child, int.MaxValue))
        : level.OrderBy(child => !child.IsListed ? long.MaxValue : _order == ListOrder.NewestFirst ? -child.Made : child.Made);

    /// <summary>The places of subscribed names, in the order in which they were subscribed to; one above them is where the first of these is.</summary>
    private Dictionary<Folder, int> SubscribedPlaces()
    {
        var places = new Dictionary<Folder, int>();
        foreach (var one in _turn.Store.Folders.All.Where(folder => folder.IsSubscribed).OrderBy(folder => folder.Subscribed))
        {
            for (var folder = one; folder is not null; folder = folder.Above)
                places.TryAdd(folder, places.Count);
        }

        return places;
    }

    private bool IsMatched(MailboxName name) => _patterns.Exists(pattern => pattern.Matches(name));

    /// <summary>What a client may not look up is not there for it; its name may still be the parent of what is (RFC 4314 section 4).</summary>
    private static bool IsSeen(Folder folder) => folder.ThereBelow > 0 || (folder.IsThere && folder.Mailbox is not { IsHidden: true });

    private bool IsChosen(Folder folder) =>
        (_options.OnlySubscribed ? folder.IsSubscribed : IsSeen(folder))
        && (!_options.OnlySpecialUse || _turn.RoleOf(folder).Attribute() is not null);
}

/// <param name="Name">What it was called when it was found.</param>
/// <param name="IsChosen">Whether it is what the client asked for itself.</param>
/// <param name="IsParent">Whether there is something below it that is, and that the client was not told of.</param>
internal sealed record FoundFolder(Folder Folder, MailboxName Name, bool IsChosen, bool IsParent);
