using ImapLab.Protocol.Commands;
using ImapLab.Protocol.Mail;
using ImapLab.Protocol.Replies;
using ImapLab.Server.Mailboxes;

namespace ImapLab.Server.Commands.Handlers.Folders;

/// <summary>What LIST says of one name.</summary>
internal static class ListRow
{
    private static readonly string[] SelectionOptions = ["SUBSCRIBED", "SPECIAL-USE"];

    public static ListReply Of(Turn turn, FoundFolder found, ListOptions options) =>
        new("LIST", [.. Attributes(turn, found.Folder, options)], turn.Plan.Delimiter, found.Name.Text, turn.RoleOf(found.Folder))
        {
            ChildInfo = found.IsParent ? [.. SelectionOptions.Where(option => option == "SUBSCRIBED" ? options.OnlySubscribed : options.OnlySpecialUse)] : [],
        };

    /// <summary>The attributes of RFC 9051 section 7.3.1, those that say what may be done with the name before those that only tell of it.</summary>
    public static IEnumerable<string> Attributes(Turn turn, Folder folder, ListOptions options) =>
        turn.Plan.Semantics.List.SortsAttributes ? Unsorted(turn, folder, options).Order(StringComparer.Ordinal) : Unsorted(turn, folder, options);

    private static IEnumerable<string> Unsorted(Turn turn, Folder folder, ListOptions options)
    {
        if (options.ReturnSubscribed && folder.IsSubscribed)
            yield return "\\Subscribed";
        // Clients of the plain command may never have heard of \NonExistent, which says more (RFC 5258 section 3).
        if (folder.Mailbox is null or { IsHidden: true })
            yield return options.Extended && !folder.IsKept ? "\\NonExistent" : "\\Noselect";
        foreach (var attribute in folder.Attributes)
            yield return attribute;
        var all = !options.Extended || !turn.Plan.Semantics.List.OnlyAskedAttributes;
        var children = options.ReturnChildren || (all && turn.Offers("CHILDREN")) ? Children(folder) : null;
        var use = (all || options.ReturnSpecialUse || options.OnlySpecialUse) && turn.Offers("SPECIAL-USE") ? Use(turn, folder) : null;
        var rolesFirst = turn.Plan.Semantics.List.RolesFirst;
        foreach (var attribute in (rolesFirst ? [use, children] : new[] { children, use }).OfType<string>())
            yield return attribute;
    }

    /// <summary>\Noinferiors says that there are none and will be none (RFC 5258 section 3.4).</summary>
    private static string? Children(Folder folder) => folder.ThereBelow > 0 ? "\\HasChildren"
        : folder.Attributes.Contains("\\Noinferiors", StringComparer.OrdinalIgnoreCase) ? null : "\\HasNoChildren";

    /// <summary>The attribute of a folder's role, where its own do not hold it already.</summary>
    private static string? Use(Turn turn, Folder folder) =>
        turn.RoleOf(folder).Attribute() is { } use && !folder.Attributes.Contains(use, StringComparer.OrdinalIgnoreCase) ? use : null;
}
