using ImapLab.Protocol.Commands;
using ImapLab.Protocol.Numbers;
using ImapLab.Protocol.Replies;
using ImapLab.Server.Mailboxes;

namespace ImapLab.Server.Commands.Handlers.Searching;

/// <summary>The searches of a session whose results its client is told of as they change.</summary>
internal sealed class SearchUpdates(SessionView view)
{
    /// <summary>More than these are not kept up to date; RFC 5267 section 4.3.1 asks for one at least.</summary>
    public const int Most = 10;

    private readonly List<SearchUpdate> _updates = [];
    private int _cursor;

    public bool Any => _updates.Count > 0;

    /// <summary>Whether something happened in the mailbox since the results were looked after.</summary>
    public bool AreBehind => _cursor < view.Mailbox.Journal.Length;

    public bool Has(string tag) => _updates.Exists(update => update.Tag == tag);

    /// <param name="since">The end of the journal when the search began: what changed while it ran may not be in its result.</param>
    /// <returns>False where there are too many already.</returns>
    public bool TryAdd(SearchUpdate update, int since)
    {
        if (_updates.Count == Most)
            return false;
        _cursor = _updates.Count == 0 ? since : Math.Min(_cursor, since);
        _updates.Add(update);
        return true;
    }

    /// <returns>False where there is none of that tag.</returns>
    public bool Cancel(string tag) => _updates.RemoveAll(update => update.Tag == tag) > 0;

    public static Reply Refusal(ImapCommand search) =>
        ConditionReply.Untagged(Condition.No, "Too many searches are kept up to date already", ResponseCode.NoUpdate(search.Tag));

    /// <summary>
    /// News with what they mean for the results: a message leaves a result before its number is gone, and joins it when it has one (RFC 5267
    /// section 4.3.2).
    /// </summary>
    /// <param name="changes">What the news tell.</param>
    public IEnumerable<Reply> Around(IReadOnlyList<ViewChange> changes, IEnumerable<Reply> news)
    {
        foreach (var update in _updates)
        {
            if (update.Leaving(Of(ViewChangeKind.Expunged, changes)) is { } left)
                yield return left;
        }

        foreach (var reply in news)
            yield return reply;
        var touched = Touched();
        var arrived = Of(ViewChangeKind.Arrived, changes).ToHashSet();
        foreach (var uid in arrived)
            touched.Add(uid);
        if (touched.Count == 0)
            yield break;
        foreach (var update in _updates)
        {
            if (update.Changed(touched) is not { } changed)
                continue;
            foreach (var row in update.Rows(arrived.Contains))
                yield return row;
            yield return changed;
        }
    }

    private static IEnumerable<Uid> Of(ViewChangeKind kind, IReadOnlyList<ViewChange> changes) =>
        changes.Where(change => change.Kind == kind).Select(change => change.Uid).Order();

    /// <summary>The messages whose flags changed since the last time, by whomever.</summary>
    private UidSequence Touched()
    {
        var touched = new UidSequence();
        foreach (var run in view.Mailbox.Journal.RunsFrom(_cursor))
        {
            if (run.Kind == ChangeKind.Flagged)
                touched.AddRange(new Uid(run.Uid), run.LastUid);
        }

        _cursor = view.Mailbox.Journal.Length;
        return touched;
    }
}
