using ImapLab.Profiles.Yaml;
using ImapLab.Server.Mailboxes;

namespace ImapLab.Profiles;

/// <summary>What a profile's server does to mailboxes by name, and how it lists them.</summary>
internal static class ProfileFolderSemantics
{
    public static FolderSemantics Folders(YamlNode? node)
    {
        var standard = FolderSemantics.Standard;
        if (node?.Map(
                "semantics of folders",
                "delete-with-children", "delete-of-parent", "keeps-parents", "rename-inbox", "rename-needs-whole-name", "rename-ends-sessions", "parents-join", "subscribe-needs-mailbox", "roles-by-name",
                "normalizes-names", "forbidden-characters", "forbidden-beginnings", "unknown-status-items", "status-in-own-order", "echoes-names", "marks-status-of-selected") is not { } map)
            return standard;
        return standard with
        {
            DeleteWithChildren = map.Optional("delete-with-children")?.OneOf(("keeps-name", DeleteWithChildren.KeepsName), ("refused", DeleteWithChildren.Refused)) ?? standard.DeleteWithChildren,
            DeleteOfParent = map.Optional("delete-of-parent")?.OneOf(("has-children", DeleteOfParent.HasChildren), ("nonexistent", DeleteOfParent.NonExistent)) ?? standard.DeleteOfParent,
            KeepsParents = map.Optional("keeps-parents")?.Flag() ?? standard.KeepsParents,
            RenameInbox = map.Optional("rename-inbox")?.OneOf(("moves-messages", RenameInbox.MovesMessages), ("refused", RenameInbox.Refused)) ?? standard.RenameInbox,
            RenameNeedsWholeName = map.Optional("rename-needs-whole-name")?.Flag() ?? standard.RenameNeedsWholeName,
            RenameEndsSessions = map.Optional("rename-ends-sessions")?.Flag() ?? standard.RenameEndsSessions,
            ParentsJoin = map.Optional("parents-join")?.Flag() ?? standard.ParentsJoin,
            SubscribeNeedsMailbox = map.Optional("subscribe-needs-mailbox")?.Flag() ?? standard.SubscribeNeedsMailbox,
            RolesByName = map.Optional("roles-by-name")?.Flag() ?? standard.RolesByName,
            NormalizesNames = map.Optional("normalizes-names")?.Flag() ?? standard.NormalizesNames,
            ForbiddenCharacters = map.Optional("forbidden-characters")?.Text("characters") ?? standard.ForbiddenCharacters,
            ForbiddenBeginnings = map.Optional("forbidden-beginnings")?.Text("characters") ?? standard.ForbiddenBeginnings,
            UnknownStatusItems = map.Optional("unknown-status-items")?.OneOf(("refused", UnknownStatusItems.Refused), ("left-out", UnknownStatusItems.LeftOut)) ?? standard.UnknownStatusItems,
            StatusInOwnOrder = map.Optional("status-in-own-order")?.Flag() ?? standard.StatusInOwnOrder,
            EchoesNames = map.Optional("echoes-names")?.Flag() ?? standard.EchoesNames,
            MarksStatusOfSelected = map.Optional("marks-status-of-selected")?.Flag() ?? standard.MarksStatusOfSelected,
        };
    }

    public static ListSemantics List(YamlNode? node)
    {
        var standard = ListSemantics.Standard;
        if (node?.Map("semantics of LIST", "order", "inbox-last", "only-asked-attributes", "roles-first", "sorted-attributes", "lsub-tells-roles") is not { } map)
            return standard;
        return standard with
        {
            Order = map.Optional("order")?.OneOf(("by-name", ListOrder.ByName), ("newest-first", ListOrder.NewestFirst), ("oldest-first", ListOrder.OldestFirst)) ?? standard.Order,
            InboxLast = map.Optional("inbox-last")?.Flag() ?? standard.InboxLast,
            OnlyAskedAttributes = map.Optional("only-asked-attributes")?.Flag() ?? standard.OnlyAskedAttributes,
            RolesFirst = map.Optional("roles-first")?.Flag() ?? standard.RolesFirst,
            SortsAttributes = map.Optional("sorted-attributes")?.Flag() ?? standard.SortsAttributes,
            LsubTellsRoles = map.Optional("lsub-tells-roles")?.Flag() ?? standard.LsubTellsRoles,
        };
    }
}
