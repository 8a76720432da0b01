using ImapLab.Protocol.Commands;
using ImapLab.Protocol.Numbers;
using ImapLab.Protocol.Replies;
using ImapLab.Server.Commands.Handlers.Messages;
using ImapLab.Server.Commands.Handlers.Notifying;

namespace ImapLab.Server.Commands.Handlers.Searching;

/// <summary>A search whose client wants to be told what joins and leaves its result (RFC 5267 section 4.3).</summary>
internal sealed class SearchUpdate
{
    private readonly Turn _turn;
    private readonly SearchKey _key;
    private readonly ISearchResults _results;
    private readonly IReadOnlyList<FetchItem> _items;
    private readonly List<Uid> _joined = [];
    private readonly bool _byUid;

    /// <param name="items">What FETCH tells of each new message that joins the result (RFC 5465 section 7).</param>
    public SearchUpdate(Turn turn, IReadOnlyList<FetchItem> items, bool byUid, SearchKey key, ISearchResults results)
    {
        _turn = turn;
        _items = items;
        _byUid = byUid;
        _results = results;
        // Sequence numbers, and what $ holds, count as they were when the search was asked for (RFC 5267 section 4.3).
        _key = key.Rewrite(part => part switch
        {
            SearchKey.Messages messages => new SearchKey.Uids(Frozen(turn, messages.Set, byUid: false)),
            SearchKey.Uids { Set.IsSaved: true } uids => new SearchKey.Uids(Frozen(turn, uids.Set, byUid: true)),
            _ => part,
        });
        Tag = turn.Tag;
    }

    /// <summary>The tag of the search, by which its client knows it.</summary>
    public string Tag { get; }

    /// <summary>What leaves the result because it is about to leave the view; null where that is nothing.</summary>
    public SearchUpdateReply? Leaving(IEnumerable<Uid> uids)
    {
        var removed = new UpdateList();
        foreach (var uid in uids.Where(_results.Holds))
            Remove(uid, removed);
        return Reply(removed, new UpdateList());
    }

    /// <summary>What joins and leaves the result because of what changed about messages in the view; null where that is nothing.</summary>
    /// <param name="uids">Ascending.</param>
    public SearchUpdateReply? Changed(IEnumerable<Uid> uids)
    {
        var (removed, added) = (new UpdateList(), new UpdateList());
        _joined.Clear();
        var program = SearchProgram.Compile(_turn, _turn.View, _key);
        var candidate = new Candidate();
        foreach (var uid in uids)
        {
            // What is expunged leaves the result when the client is told so.
            if (_turn.View.Mailbox.Find(uid) is not { } message || _turn.View.Uids.MsnOf(uid) is not { } msn)
                continue;
            candidate.LookAt(msn.Index, message);
            var matches = program.Finds(candidate);
            if (matches && !_results.Holds(uid))
            {
                added.Add(_results.Add(candidate), Number(uid));
                _joined.Add(uid);
            }
            else if (!matches && _results.Holds(uid))
                Remove(uid, removed);
        }

        return Reply(removed, added);
    }

    /// <summary>What is told of those that have just joined it, as far as they are new: not of those whose flags changed (RFC 5465 section 7).</summary>
    public IEnumerable<Reply> Rows(Func<Uid, bool> isNew) => _items.Count == 0 ? [] : NewMessageRows.Of(_turn, _items, _joined.Where(isNew));

    private static SequenceSet Frozen(Turn turn, SequenceSet set, bool byUid)
    {
        var uids = MessageSet.Within(turn, turn.View, set, byUid).Indexes.Select(index => turn.View.Uids[index]).ToList();
        return uids.Count == 0 ? new SequenceSet([]) : SequenceSet.Of(uids);
    }

    private void Remove(Uid uid, UpdateList removed)
    {
        var number = Number(uid);
        removed.Add(_results.Remove(uid), number);
    }

    private uint Number(Uid uid) => _byUid ? uid.Value : (uint)(_turn.View.Uids.MsnOf(uid)?.Value ?? 0);

    private SearchUpdateReply? Reply(UpdateList removed, UpdateList added) =>
        removed.Items.Count + added.Items.Count == 0 ? null : new SearchUpdateReply(Tag, _byUid, removed.Items, added.Items);
}
