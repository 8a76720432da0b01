using ImapLab.Protocol.Numbers;
using ImapLab.Protocol.Replies;
using ImapLab.Server.Commands;
using ImapLab.Server.Mailboxes;

namespace ImapLab.Server.Sessions;

/// <summary>What a client is told of changes in the mailbox that it has open, in the words that it knows.</summary>
/// <param name="byUid">The news come with a UID STORE, whose client takes any FETCH for its answer (RFC 9051 section 6.4.9).</param>
internal sealed class SessionNews(SessionView view, ClientFeatures features, SessionSemantics semantics, bool byUid = false)
{
    private readonly bool _vanishes = (features & (ClientFeatures.Qresync | ClientFeatures.UidOnly)) != 0;

    /// <summary>The replies that tell changes in their order; when one is taken the client knows of its change.</summary>
    public IEnumerable<Reply> Tell(IReadOnlyList<ViewChange> changes)
    {
        var recent = view.RecentCount;
        var (expunged, arrived) = (false, false);
        for (var at = 0; at < changes.Count;)
        {
            // Arrivals in a row are one EXISTS, expunges in a row one VANISHED (RFC 7162 section 3.2.10).
            var kind = changes[at].Kind;
            var isRun = kind == ViewChangeKind.Arrived || (kind == ViewChangeKind.Expunged && _vanishes);
            var told = new List<Uid>();
            do
            {
                var change = changes[at++];
                if (view.Tell(change) is not { } msn)
                    continue;
                expunged |= kind == ViewChangeKind.Expunged;
                arrived |= kind == ViewChangeKind.Arrived;
                if (isRun)
                    told.Add(change.Uid);
                else if (kind == ViewChangeKind.Expunged)
                    yield return new ExpungeReply(msn);
                else if ((view.Mailbox.Find(change.Uid) ?? view.FindGone(change.Uid)) is { } message)
                    yield return new FetchReply(msn, FlagData(message));
            }
            while (at < changes.Count && changes[at].Kind == kind);

            if (told.Count > 0)
                yield return Run(kind, told);
        }

        if (expunged && !arrived && semantics.ExistsAfterExpunges)
            yield return new ExistsReply(view.Uids.Count);
        // RFC 3501 section 7.3.2.
        if (view.RecentCount != recent)
            yield return new RecentReply(view.RecentCount);
        view.Share();
    }

    private Reply Run(ViewChangeKind kind, List<Uid> told)
    {
        if (kind == ViewChangeKind.Arrived)
            return new ExistsReply(view.Uids.Count);
        told.Sort();
        return new VanishedReply(SequenceSet.Of(told));
    }

    /// <summary>With the UID for clients of IMAP4rev2 (RFC 9051 section 7.5.2), and for those that come back by mod-sequence (RFC 7162 section 3.2.4).</summary>
    private List<FetchDatum> FlagData(StoredMessage message)
    {
        var data = new List<FetchDatum>();
        var withModSeq = features.HasFlag(ClientFeatures.Condstore);
        if (byUid || _vanishes || features.HasFlag(ClientFeatures.Rev2) || (withModSeq && semantics.UidInNews == UidInNews.Condstore))
            data.Add(new FetchDatum.Uid(message.Uid));
        if (withModSeq)
            data.Add(new FetchDatum.ModSeq(message.ModSeq));
        data.Add(new FetchDatum.Flags(view.FlagsOf(message)));
        return data;
    }
}
