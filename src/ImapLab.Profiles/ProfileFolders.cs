using ImapLab.Profiles.Yaml;
using ImapLab.Protocol.Mail;
using ImapLab.Protocol.Numbers;
using ImapLab.Protocol.Replies;
using ImapLab.Server.Mailboxes;
using ImapLab.Server.Plans;

namespace ImapLab.Profiles;

/// <summary>A profile's namespaces, and the folders that its accounts have.</summary>
internal static class ProfileFolders
{
    private static readonly (string Word, FolderRole Value)[] Roles =
        [.. Enum.GetValues<FolderRole>().Where(role => role != FolderRole.None).Select(role => (role.ToString().ToLowerInvariant(), role))];

    public static ServerPlan Namespaces(YamlNode? node, ServerPlan plan)
    {
        if (node?.Map("namespaces", "personal", "others", "shared") is not { } map
            || map.Required("personal", "prefix and delimiter")?.Map("a namespace", "prefix", "delimiter") is not { } personal)
            return plan;
        var delimiter = personal.Required("delimiter", "one character");
        if (delimiter is not YamlScalar { Value: [var character] } || char.IsControl(character))
        {
            delimiter?.Reject("one character");
            return plan;
        }

        plan = plan with { Delimiter = character, NamespacePrefix = personal.Optional("prefix") is YamlScalar prefix ? prefix.Value : "" };
        return plan with { OtherUsers = Prefixes(map.Optional("others"), plan), Shared = Prefixes(map.Optional("shared"), plan) };
    }

    public static ServerPlan Folders(YamlNode? node, ServerPlan plan)
    {
        if (node is null)
            return plan;
        var folders = new List<FolderPlan>();
        foreach (var item in node.Items("a list of folders"))
        {
            if (Folder(item, plan) is not { } folder)
                continue;
            if (folders.Any(other => other.Name == folder.Name))
                item.Reject($"each folder once; \"{folder.Name}\" is there already");
            folders.Add(folder);
        }

        return plan with { Folders = folders };
    }

    private static FolderPlan? Folder(YamlNode item, ServerPlan plan)
    {
        if (item.Map("a folder", "name", "role", "attributes", "uidvalidity", "exists", "subscribed", "modseqs", "acl") is not { } map || map.Required("name", "the folder's name")?.Text() is not { } name)
            return null;
        if (name.Any(char.IsControl) || name.Split(plan.Delimiter).Contains(""))
            item.Reject($"a folder name without control characters and without an empty level between two \"{plan.Delimiter}\"");
        return new FolderPlan(
            new MailboxName(name),
            map.Optional("role")?.OneOf(Roles) ?? (new MailboxName(name).IsInbox ? FolderRole.Inbox : FolderRole.None),
            [.. (map.Optional("attributes")?.Items() ?? []).Select(Attribute).OfType<string>()],
            map.Optional("uidvalidity")?.NonZero() is { } epoch ? new UidValidity(epoch) : null)
        {
            IsThere = map.Optional("exists")?.Flag() ?? true,
            Access = Rights(map.Optional("acl")),
            KeepsModSeqs = map.Optional("modseqs")?.Flag() ?? true,
            IsSubscribed = map.Optional("subscribed")?.Flag() ?? true,
        };
    }

    /// <summary>Identifiers and the letters of their rights (RFC 4314 section 2.1).</summary>
    private static List<KeyValuePair<string, MailboxRights>> Rights(YamlNode? node)
    {
        var list = new List<KeyValuePair<string, MailboxRights>>();
        foreach (var (identifier, value) in node?.FreeMap("a map of identifiers and rights")?.Entries ?? [])
        {
            if (value is YamlScalar letters && RightsText.Parse(letters.Value, MailboxRights.All, out _) is { } rights)
                list.Add(KeyValuePair.Create(identifier.Value, rights));
            else
                value.Reject("rights, as the letters lrswipkxtean");
        }

        return list;
    }

    /// <summary>All of a server's names have one delimiter (RFC 9051 section 5.1.1 has one for each name), so here only prefixes are written.</summary>
    private static List<Namespace> Prefixes(YamlNode? node, ServerPlan plan)
    {
        var namespaces = new List<Namespace>();
        foreach (var item in node?.Items("a list of prefixes") ?? [])
        {
            if (item.Text("a prefix") is not { } prefix)
                continue;
            if (!prefix.EndsWith(plan.Delimiter))
                item.Reject($"a prefix that ends with the delimiter, \"{plan.Delimiter}\"");
            namespaces.Add(new Namespace(prefix, plan.Delimiter));
        }

        return namespaces;
    }

    private static string? Attribute(YamlNode node)
    {
        var text = node.Text("an attribute");
        if (text is not null && (text[0] != '\\' || text.Any(character => character is <= ' ' or '(' or ')' or '"' or > '~')))
            node.Reject("an attribute such as \\Noinferiors");
        return text;
    }
}
