using ImapLab.Protocol.Numbers;
using ImapLab.Protocol.Replies;
using ImapLab.Server.Commands;
using ImapLab.Server.Commands.Handlers.Notifying;
using ImapLab.Server.Commands.Handlers.Searching;
using ImapLab.Server.Commands.Handlers.Selection;
using ImapLab.Server.Mailboxes;

namespace ImapLab.Server.Sessions;

/// <summary>The mailbox that a client has open, if any, and how the client learns of what happens there: with a command's answer, or at once while it is idle.</summary>
internal sealed class OpenMailbox(ImapSession session, SessionSeams seams)
{
    private readonly List<Reply> _asides = [];
    private ModSeq _highestTold;
    private bool _posted;
    private bool _catchesUp;

    /// <summary>What the client has been told of it; null where nothing is selected.</summary>
    public SessionView? View { get; private set; }

    /// <summary>What searches left behind since it was opened; null where nothing is selected.</summary>
    public KeptSearches? Searches { get; private set; }

    /// <summary>What must be said before an answer goes on.</summary>
    public bool HasAsides => _asides.Count > 0;

    private SessionSemantics Semantics => session.Plan.Semantics.Session;

    /// <summary>What the client knows, as far as it matters in this mailbox: one without mod-sequences is spoken of as ever (RFC 7162 section 3.2.10).</summary>
    private ClientFeatures Features => View is { Mailbox.KeepsModSeqs: false }
        ? session.Features & ~(ClientFeatures.Condstore | ClientFeatures.Qresync)
        : session.Features;

    public void Open(Mailbox mailbox, bool readOnly)
    {
        Close();
        View = new SessionView(mailbox, session.Number, readOnly, !session.Features.HasFlag(ClientFeatures.Rev2), Semantics.Gone.KeepsMessages) { TellsGhosts = Semantics.Gone.Arrives };
        Searches = new KeptSearches(View);
        View.MarksOwn = session.Notifications is not null;
        mailbox.Changed += OnChanged;
        if (session.Features.HasFlag(ClientFeatures.Condstore))
            mailbox.HasModSeqs = true;
        _highestTold = ModSeqs.Highest(session.Plan, mailbox);
    }

    public void Close()
    {
        if (View is null)
            return;
        View.Mailbox.Changed -= OnChanged;
        View.Close();
        View = null;
        Searches = null;
    }

    /// <summary>The first command that shows that a client knows of mod-sequences is answered with the highest one (RFC 7162 section 3.1).</summary>
    public void BeginModSeqs()
    {
        if (View is not { IsVoid: false, Mailbox: { KeepsModSeqs: true } mailbox })
            return;
        mailbox.HasModSeqs = true;
        _asides.Add(ConditionReply.Untagged(Condition.Ok, "Highest", ResponseCode.HighestModSeq(ModSeqs.Highest(session.Plan, mailbox))));
    }

    public IReadOnlyList<Reply> TakeAsides()
    {
        Reply[] asides = [.. _asides];
        _asides.Clear();
        return asides;
    }

    /// <summary>What may be told now; with each reply that is taken the client knows of what it tells. Null where there is nothing.</summary>
    /// <param name="byUid">They come with a UID STORE.</param>
    public IEnumerable<Reply>? News(NewsRule rule, bool byUid = false)
    {
        if (rule == NewsRule.Nothing || View is not { } view || (view.IsVoid && !LosesAll(view)))
            return null;
        view.ForgetGhosts(holdsExpunges: rule == NewsRule.ButExpunges);
        var keywords = FlagsOfMailbox.TellNew(view, session.Plan.Style.Select);
        var untold = view.Untold(_catchesUp ? ViewNews.All : Wanted, rule == NewsRule.ButExpunges, Semantics.Gone.TellsFlags);
        _catchesUp = false;
        var chosen = untold.Count == 0 ? untold : seams.Choose(InOrder(untold));
        var told = new SessionNews(view, Features, Semantics, byUid).Tell(chosen).Where(reply => !Silences(reply)).Concat(Rows(view, chosen));
        var news = keywords.Count + chosen.Count == 0 ? null : keywords.Concat(Noted(told));
        return Searches is { Updates: { Any: true } updates } && (news is not null || updates.AreBehind) ? updates.Around(chosen, news ?? []) : news;
    }

    /// <summary>From now on the client is told of other things than before; of what has happened until then it is told all (RFC 5465 section 3.1).</summary>
    public void Notify(Notifications wanted)
    {
        View?.MarksOwn = true;
        _catchesUp = wanted != Notifications.None && Semantics.Notify.Unwanted == Unwanted.Held;
    }

    /// <summary>Whether a client that does not want to hear of such things is not told, although it takes effect for it (<see cref="Unwanted.Silent"/>).</summary>
    public bool Silences(Reply reply) => session.Notifications is { View: var wanted } && Semantics.Notify.Unwanted == Unwanted.Silent && reply switch
    {
        ExistsReply or RecentReply => !wanted.HasFlag(ViewNews.Arrivals),
        ExpungeReply or VanishedReply => !wanted.HasFlag(ViewNews.Expunges),
        FetchReply => !wanted.HasFlag(ViewNews.Flags),
        _ => false,
    };

    /// <summary>Keeps in mind what a reply tells a client that comes back by mod-sequence.</summary>
    public void Note(Reply reply)
    {
        if (reply is not FetchReply fetch || !Features.HasFlag(ClientFeatures.Qresync))
            return;
        foreach (var datum in fetch.Data)
        {
            if (datum is FetchDatum.ModSeq { Value: var told } && told > _highestTold)
                _highestTold = told;
        }
    }

    /// <summary>
    /// The mod-sequence up to which a client knows all changes, where it would take it for another one: it is lower than one that it was told while
    /// an expunge is held back, and higher after news that have none (RFC 7162 sections 3.2 and 3.2.7). Null where there is nothing to say.
    /// </summary>
    /// <param name="afterExpunge">The command expunged messages: some servers tell it to all clients then that know of mod-sequences.</param>
    public ModSeq? KnownModSeq(bool afterExpunge)
    {
        if (View is not { IsVoid: false } view || !Features.HasFlag(ClientFeatures.Condstore))
            return null;
        if (!Features.HasFlag(ClientFeatures.Qresync))
            return afterExpunge && Semantics.ExpungeTellsHighestModSeq ? ModSeqs.Highest(session.Plan, view.Mailbox) : null;
        if (view.Untold().Count > 0)
            return view.FirstUntoldExpunge is { } first && first < _highestTold ? new ModSeq(first.Value - 1) : null;
        var highest = ModSeqs.Highest(session.Plan, view.Mailbox);
        if (highest <= _highestTold)
            return null;
        return _highestTold = highest;
    }

    /// <summary>Whether there is nothing left of the mailbox, so that the session ends with the next that is said.</summary>
    public bool EndsSession => View is { IsVoid: true } view && (!view.Mailbox.IsDeleted || Semantics.MailboxGone == MailboxGone.Bye);

    /// <summary>Whether a command cannot run because the mailbox is gone.</summary>
    public bool Bars(CatalogRow row) => View is { IsVoid: true } && row.NeedsMailbox && (EndsSession || !row.GoesOnWithoutMailbox);

    /// <summary>A mailbox that goes with all its messages, where it is told so.</summary>
    private bool LosesAll(SessionView view)
    {
        if (!view.Mailbox.IsDeleted || Semantics.MailboxGone != MailboxGone.Expunges || view.Uids.Count == 0)
            return false;
        view.LoseAll();
        return true;
    }

    /// <summary>Whether the client must wait to hear of an expunge.</summary>
    public bool HoldsExpunges => View is { IsVoid: false, FirstUntoldExpunge: not null };

    private IEnumerable<Reply> Noted(IEnumerable<Reply> news)
    {
        foreach (var reply in news)
        {
            Note(reply);
            yield return reply;
        }
    }

    private ViewChange[] InOrder(IEnumerable<ViewChange> changes)
    {
        var kinds = changes.ToLookup(change => change.Kind);
        var expunged = kinds[ViewChangeKind.Expunged];
        if (session.Plan.Semantics.ExpungeOrder == ExpungeOrder.Descending)
            expunged = expunged.Reverse();
        var (arrived, flagged) = (kinds[ViewChangeKind.Arrived], kinds[ViewChangeKind.Flagged]);
        return Semantics.NewsOrder == NewsOrder.FlagsFirst ? [.. flagged, .. expunged, .. arrived] : [.. expunged, .. arrived, .. flagged];
    }

    /// <summary>What others did and the client wants to know. Where the rest does not wait, it is taken from the view all the same.</summary>
    private ViewNews Wanted => session.Notifications is { } wanted && Semantics.Notify.Unwanted == Unwanted.Held ? wanted.View : ViewNews.All;

    /// <summary>What is told of each message that arrives; of none where there are more of them than can be told.</summary>
    private IEnumerable<Reply> Rows(SessionView view, IReadOnlyList<ViewChange> chosen)
    {
        if (session.Notifications is not { NewItems: { Count: > 0 } items, Asked: { } turn })
            return [];
        var own = Semantics.Notify.TellsOwn;
        var arrived = chosen.Where(change => change.Kind == ViewChangeKind.Arrived && (own || !view.IsOwn(change.Uid))).Select(change => change.Uid).ToList();
        if (arrived.Count <= session.Plan.Limits.Notifications)
            return NewMessageRows.Of(turn, items, arrived);
        session.Overflow();
        return [];
    }

    private void OnChanged()
    {
        // One change of many in a row: the client is told when they are all done.
        if (_posted || !(session.IsIdle || session.Notifications is { Selected: not NotifyEvents.None }))
            return;
        _posted = true;
        session.Post(() =>
        {
            _posted = false;
            session.Announce();
        });
    }
}
