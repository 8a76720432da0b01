using ImapLab.Protocol.Commands;
using ImapLab.Protocol.Mail;
using ImapLab.Protocol.Replies;
using ImapLab.Server.Seams;

namespace ImapLab.Server.Quirks;

/// <summary>A folder that has a role, and whose LIST row does not say so.</summary>
public sealed class RoleWithoutAttribute(FolderRole role) : Quirk, IDescribedQuirk, IReplyBehavior
{
    private static readonly (string Name, FolderRole Value)[] Roles =
    [
        .. Enum.GetValues<FolderRole>().Where(role => role.Attribute() is not null).Select(role => (role.ToString(), role)),
    ];

    public static QuirkDescription Description { get; } = new(
        "list.role-without-attribute",
        "The folder of a role has no special-use attribute, while others have theirs.",
        "A server with SPECIAL-USE marks the folder of each role (RFC 6154 section 2).",
        "iCloud's Drafts has no attribute although Sent Messages and Deleted Messages have (LIST in the Nylas article).",
        "A tracker that finds folders by attribute alone has no drafts folder; specialUse is missing in its events.")
    {
        Parameters = [new QuirkParameter("role", "drafts, sent, trash, junk, archive, all, flagged or important", null)],
    };

    public static Quirk Create(QuirkArguments arguments)
    {
        ArgumentNullException.ThrowIfNull(arguments);
        return new RoleWithoutAttribute(arguments.OneOf("role", null, Roles));
    }

    public IEnumerable<Reply> Bend(SeamContext context, ImapCommand? cause, Reply reply) =>
    [
        reply is ListReply list && list.Role == role
            ? list with { Attributes = [.. list.Attributes.Where(attribute => attribute != role.Attribute())] }
            : reply,
    ];
}
