using ImapLab.Protocol.Mail;
using ImapLab.Tracking.Ports;

namespace ImapLab.Tracking.Accounts;

/// <summary>Compares what LIST says with the folders known.</summary>
internal static class Roster
{
    /// <summary>
    /// The mailboxes of a listing: each name once, no mere levels, those chosen, and INBOX, which every account has
    /// (RFC 9051 section 5.1) though some servers do not list it.
    /// </summary>
    public static IReadOnlyList<ListedFolder> Read(IReadOnlyList<ListedFolder> listed, IReadOnlyList<string> chosen)
    {
        var folders = listed
            .Where(folder => folder.Selectable)
            .Select(folder => folder.Name.IsInbox ? folder with { Role = FolderRole.Inbox } : folder)
            .DistinctBy(folder => folder.Name);
        if (!listed.Any(folder => folder.Name.IsInbox))
            folders = folders.Prepend(new ListedFolder(MailboxName.Inbox, listed.Count > 0 ? listed[0].Delimiter : null, FolderRole.Inbox, true));
        return [.. folders.Where(folder => FolderGlob.Matches(chosen, folder.Name))];
    }

    /// <summary>
    /// Whether a listing can be taken for one. A server that lost its folders for a moment says OK to an empty LIST too,
    /// so one that shares nothing with what was known is not believed.
    /// </summary>
    public static bool IsCredible(IReadOnlyList<ListedFolder> listed, IReadOnlyList<FolderRecord> known) =>
        known.Count == 0
        || listed.Any(folder => folder.Name.IsInbox)
        || listed.Any(folder => known.Any(record => record.Name == folder.Name));

    /// <summary>Folders known that a listing does not have. INBOX cannot go.</summary>
    public static IReadOnlyList<FolderRecord> Missing(IReadOnlyList<ListedFolder> folders, IReadOnlyList<FolderRecord> known)
    {
        var names = folders.Select(folder => folder.Name).ToHashSet();
        return [.. known.Where(record => !record.Name.IsInbox && !names.Contains(record.Name))];
    }
}
