using ImapLab.Protocol.Mail;
using ImapLab.Tracking.Ports;
using MailKit;
using MailKit.Net.Imap;

namespace ImapLab.Tracking.MailKit;

/// <summary>MailKit's folders by the names that events use.</summary>
internal sealed class FolderIndex(ImapClient client)
{
    private readonly Dictionary<MailboxName, IMailFolder> _known = [];
    private IReadOnlyList<IMailFolder> _listed = [];

    /// <summary>Lists the user's own folders; those of others and shared ones are other accounts' business.</summary>
    public async Task ListAsync(StatusItems items, CancellationToken cancellationToken)
    {
        var listed = new List<IMailFolder>();
        foreach (var space in client.PersonalNamespaces)
        {
            listed.AddRange(await client.GetFoldersAsync(space, items, false, cancellationToken).ConfigureAwait(false));
            // LIST "" "INBOX.*" does not say INBOX, which MailKit asked for by itself at login.
            if (space.Path.Length > 0 && client.Inbox is { } inbox)
                listed.Add(inbox);
        }

        _listed = [.. listed.Where(folder => folder.FullName.Length > 0)];
        foreach (var folder in _listed)
            _known[new MailboxName(folder.FullName)] = folder;
    }

    /// <summary>The folders of the last listing, with the counters that came with it.</summary>
    public IReadOnlyList<ListedFolder> Describe(IReadOnlyList<ServerLine.Status> statuses)
    {
        var counters = new Dictionary<MailboxName, Counters>();
        foreach (var status in statuses)
        {
            if (status.Name is { Length: > 0 } name)
                counters[new MailboxName(name)] = status.Counters;
        }

        return [.. _listed.Select(folder =>
        {
            var name = new MailboxName(folder.FullName);
            return new ListedFolder(
                name,
                folder.DirectorySeparator == '\0' ? null : folder.DirectorySeparator,
                RoleOf(folder.Attributes),
                (folder.Attributes & (FolderAttributes.NoSelect | FolderAttributes.NonExistent)) == 0,
                counters.GetValueOrDefault(name));
        })];
    }

    public async Task<IMailFolder> GetAsync(MailboxName name, CancellationToken cancellationToken)
    {
        if (name.IsInbox && client.Inbox is { } inbox)
            return inbox;
        return _known.TryGetValue(name, out var folder)
            ? folder
            : _known[name] = await client.GetFolderAsync(name.Text, cancellationToken).ConfigureAwait(false);
    }

    private static FolderRole RoleOf(FolderAttributes attributes) =>
        (attributes & FolderAttributes.Inbox) != 0 ? FolderRole.Inbox
        : (attributes & FolderAttributes.Sent) != 0 ? FolderRole.Sent
        : (attributes & FolderAttributes.Drafts) != 0 ? FolderRole.Drafts
        : (attributes & FolderAttributes.Trash) != 0 ? FolderRole.Trash
        : (attributes & FolderAttributes.Junk) != 0 ? FolderRole.Junk
        : (attributes & FolderAttributes.Archive) != 0 ? FolderRole.Archive
        : (attributes & FolderAttributes.All) != 0 ? FolderRole.All
        : (attributes & FolderAttributes.Flagged) != 0 ? FolderRole.Flagged
        : (attributes & FolderAttributes.Important) != 0 ? FolderRole.Important
        : FolderRole.None;
}
