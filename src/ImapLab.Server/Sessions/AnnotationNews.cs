using ImapLab.Protocol.Mail;
using ImapLab.Protocol.Replies;
using ImapLab.Server.Commands;
using ImapLab.Server.Commands.Handlers.Notifying;
using ImapLab.Server.Mailboxes;

namespace ImapLab.Server.Sessions;

/// <summary>Annotations that others have changed and of which the client was not told.</summary>
internal sealed class AnnotationNews(ImapSession session)
{
    // One reply a mailbox, however often its annotations changed; the server's own are under the empty name.
    private readonly SortedDictionary<string, SortedSet<string>> _changed = new(StringComparer.Ordinal);

    public bool Any => _changed.Count > 0;

    public int Count => _changed.Count;

    public void Add(FolderChange change)
    {
        switch (change)
        {
            case FolderChange.Annotated annotated when IsWanted(annotated.Mailbox):
                var name = annotated.Mailbox?.Text ?? "";
                if (!_changed.TryGetValue(name, out var entries))
                    _changed.Add(name, entries = new SortedSet<string>(StringComparer.Ordinal));
                entries.UnionWith(annotated.Entries);
                break;
            // What was told of the old name is void; the client would ask in vain.
            case FolderChange.Deleted deleted:
                _changed.Remove(deleted.Name.Text);
                break;
        }
    }

    public void Clear() => _changed.Clear();

    public IReadOnlyList<Reply> Take()
    {
        Reply[] news = [.. _changed.Select(pair => new MetadataChangedReply(pair.Key, [.. pair.Value]))];
        _changed.Clear();
        return news;
    }

    /// <summary>
    /// NOTIFY decides where it was said (RFC 5465 sections 5.6 and 5.7); without it those are told that have said that they know of annotations
    /// (RFC 5464 section 4.1).
    /// </summary>
    private bool IsWanted(MailboxName? mailbox)
    {
        if (session.Notifications is not { } wanted)
            return session.Features.HasFlag(ClientFeatures.Metadata);
        if (mailbox is not { } name)
            return wanted.Elsewhere.HasFlag(NotifyEvents.ServerMetadataChange);
        return wanted.Of(name).HasFlag(NotifyEvents.MailboxMetadataChange) && (session.Store?.Find(name) is not { } there || Notifications.AreHeardOf(there));
    }
}
