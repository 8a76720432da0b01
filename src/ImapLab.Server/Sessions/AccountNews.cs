using ImapLab.Protocol.Replies;
using ImapLab.Server.Commands;
using ImapLab.Server.Mailboxes;

namespace ImapLab.Server.Sessions;

/// <summary>What a client is told of its account beside the mailbox that it has open: annotations that others have changed.</summary>
internal sealed class AccountNews(ImapSession session)
{
    // One reply a mailbox, however often its annotations changed; the server's own are under the empty name.
    private readonly SortedDictionary<string, SortedSet<string>> _annotated = new(StringComparer.Ordinal);
    private MailStore? _store;

    public bool Any => _annotated.Count > 0;

    public void Watch(MailStore store)
    {
        Leave();
        _store = store;
        store.FoldersChanged += OnChanged;
    }

    public void Leave()
    {
        if (_store is not null)
            _store.FoldersChanged -= OnChanged;
        _store = null;
        _annotated.Clear();
    }

    /// <summary>What may be told now; from here on the client knows it.</summary>
    public IReadOnlyList<Reply> Take()
    {
        if (!Any)
            return [];
        Reply[] news = [.. _annotated.Select(pair => new MetadataChangedReply(pair.Key, [.. pair.Value]))];
        _annotated.Clear();
        return news;
    }

    private void OnChanged(FolderChange change)
    {
        if (change.By == session.Number)
            return;
        switch (change)
        {
            // RFC 5464 section 4.1: only to those that have said that they know of it.
            case FolderChange.Annotated annotated when session.Features.HasFlag(ClientFeatures.Metadata):
                var name = annotated.Mailbox?.Text ?? "";
                if (!_annotated.TryGetValue(name, out var entries))
                    _annotated.Add(name, entries = new SortedSet<string>(StringComparer.Ordinal));
                entries.UnionWith(annotated.Entries);
                break;
            // What was told of the old name is void; the client would ask in vain.
            case FolderChange.Deleted deleted:
                _annotated.Remove(deleted.Mailbox.Name.Text);
                break;
            default:
                return;
        }

        if (Any && session.IsIdle)
            session.Post(session.Announce);
    }
}
