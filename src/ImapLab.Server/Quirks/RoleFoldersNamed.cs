using ImapLab.Protocol.Mail;
using ImapLab.Server.Plans;

namespace ImapLab.Server.Quirks;

/// <summary>Folders whose names are not those that people know from the web mail. Holds for accounts made after it is on.</summary>
public sealed class RoleFoldersNamed(string? sent, string? trash, string? drafts, string? junk) : Quirk, IDescribedQuirk
{
    public static QuirkDescription Description { get; } = new(
        "folders.role-named",
        "The folders of some roles have the provider's own names.",
        "Names are the server's to choose; the role stands in an attribute (RFC 6154).",
        "iCloud: \"Sent Messages\" and \"Deleted Messages\", shown as Sent and Trash on the web (the Nylas article; mailcore2's providers.json). Yahoo: \"Draft\", \"Bulk Mail\".",
        "A tracker that looks for \"Sent\" and \"Trash\" by name finds neither.")
    {
        Parameters =
        [
            new QuirkParameter("sent", "a folder name", "as it is"),
            new QuirkParameter("trash", "a folder name", "as it is"),
            new QuirkParameter("drafts", "a folder name", "as it is"),
            new QuirkParameter("junk", "a folder name", "as it is"),
        ],
    };

    public static Quirk Create(QuirkArguments arguments)
    {
        ArgumentNullException.ThrowIfNull(arguments);
        return new RoleFoldersNamed(Name("sent"), Name("trash"), Name("drafts"), Name("junk"));

        string? Name(string parameter) => arguments.Text(parameter, "") is { Length: > 0 } name ? name : null;
    }

    public override ServerPlan Shape(ServerPlan plan)
    {
        ArgumentNullException.ThrowIfNull(plan);
        return plan with { Folders = [.. plan.Folders.Select(folder => NameOf(folder.Role) is { } name ? folder with { Name = new MailboxName(name) } : folder)] };
    }

    private string? NameOf(FolderRole role) => role switch
    {
        FolderRole.Sent => sent,
        FolderRole.Trash => trash,
        FolderRole.Drafts => drafts,
        FolderRole.Junk => junk,
        _ => null,
    };
}
