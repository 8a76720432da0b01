using ImapLab.Protocol.Mail;

namespace ImapLab.Server.Commands.Handlers.Folders;

/// <summary>Special uses as a client asks for them (RFC 6154 section 3).</summary>
internal static class SpecialUse
{
    private static readonly FolderRole[] Assignable =
        [FolderRole.Archive, FolderRole.Drafts, FolderRole.Junk, FolderRole.Sent, FolderRole.Trash, FolderRole.Important];

    /// <summary>
    /// Reads attributes. A mailbox here has one role, and those that are views of others' mail (\All, \Flagged) are not a client's to make.
    /// </summary>
    /// <returns>False where no mailbox can be made with them.</returns>
    public static bool TryParse(IReadOnlyList<string> attributes, out FolderRole role)
    {
        role = FolderRole.None;
        if (attributes.Count == 0)
            return true;
        if (attributes.Distinct(StringComparer.OrdinalIgnoreCase).Count() > 1)
            return false;
        role = Assignable.FirstOrDefault(one => string.Equals(one.Attribute(), attributes[0], StringComparison.OrdinalIgnoreCase));
        return role != FolderRole.None;
    }
}
