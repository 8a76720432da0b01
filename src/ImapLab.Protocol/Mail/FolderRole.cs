namespace ImapLab.Protocol.Mail;

/// <summary>What a folder is for (RFC 6154 section 2).</summary>
public enum FolderRole
{
    None,
    Inbox,
    All,
    Archive,
    Drafts,
    Flagged,
    Junk,
    Sent,
    Trash,
    Important,
}

public static class FolderRoles
{
    /// <summary>The attribute that marks the role in LIST, or null for none. INBOX has a name instead.</summary>
    public static string? Attribute(this FolderRole role) => role is FolderRole.None or FolderRole.Inbox ? null : $"\\{role}";
}
