using ImapLab.Protocol.Replies;
using ImapLab.Server.Commands;
using ImapLab.Server.Commands.Handlers.Notifying;
using ImapLab.Server.Mailboxes;

namespace ImapLab.Server.Sessions;

/// <summary>
/// What a client is told of its account beside the mailbox that it has open: annotations to those that know of them, and whatever a NOTIFY asked for.
/// Nothing is watched for clients that want to hear nothing.
/// </summary>
internal sealed class AccountNews(ImapSession session)
{
    private readonly AnnotationNews _annotations = new(session);
    private Turn? _asked;
    private NameNews? _names;
    private StatusNews? _states;
    private MailStore? _store;
    private List<MailScope> _scopes = [];
    private bool _posted;

    /// <summary>What the client wants to be told of; null for what clients are told that never said it.</summary>
    public Notifications? Notifications { get; private set; }

    /// <summary>The client asked for more than it can be told, and has not been told so.</summary>
    public bool HasOverflown { get; private set; }

    public bool Any => HasOverflown || _annotations.Any || _names is { Any: true } || _states is { Any: true };

    private NotifySemantics Semantics => session.Plan.Semantics.Session.Notify;

    /// <summary>Names and annotations are watched from now on.</summary>
    public void Watch(MailStore store)
    {
        if (_store is not null)
            return;
        _store = store;
        store.FoldersChanged += OnFolders;
    }

    /// <summary>Nobody is there any more who could be told.</summary>
    public void Leave()
    {
        LeaveMail();
        Notifications = null;
        HasOverflown = false;
        _annotations.Clear();
        if (_store is not null)
            _store.FoldersChanged -= OnFolders;
        _store = null;
    }

    /// <summary>From now on the client is told of other things than before.</summary>
    /// <param name="asked">The turn of the command that said so.</param>
    public void Notify(Notifications notifications, Turn asked)
    {
        LeaveMail();
        Notifications = notifications;
        if (notifications.Elsewhere == NotifyEvents.None)
            return;
        _asked = asked;
        _names = new NameNews(asked, notifications);
        _states = new StatusNews(asked, notifications);
        Watch(asked.Store);
        _scopes = [.. notifications.MailScopes];
        foreach (var scope in _scopes)
            asked.Store.Observers.Add(scope, OnMail);
    }

    /// <summary>More happens than can be told: the client is told so, and nothing else from then on (RFC 5465 section 5.8).</summary>
    public void Overflow()
    {
        LeaveMail();
        _annotations.Clear();
        Notifications = Notifications.None;
        HasOverflown = true;
    }

    /// <summary>What may be told now; from here on the client knows it.</summary>
    public IReadOnlyList<Reply> Take()
    {
        if (!Any)
            return [];
        Reply[] overflow = HasOverflown ? [ConditionReply.Untagged(Condition.Ok, "Too much happens to be told", ResponseCode.NotificationOverflow)] : [];
        HasOverflown = false;
        return [.. _names?.Take() ?? [], .. _states?.Take() ?? [], .. _annotations.Take(), .. overflow];
    }

    private void LeaveMail()
    {
        foreach (var scope in _scopes)
            _asked!.Store.Observers.Remove(scope, OnMail);
        _scopes = [];
        (_asked, _names, _states) = (null, null, null);
    }

    /// <summary>RFC 5465 section 5: who did something is not told of it.</summary>
    private bool IsTold(int by) => by != session.Number || (Notifications is not null && Semantics.TellsOwn);

    private void OnMail(MailChange change)
    {
        if (IsTold(change.By) && _states?.Add(change) == true)
            Wake();
    }

    private void OnFolders(FolderChange change)
    {
        if (!IsTold(change.By))
            return;
        _annotations.Add(change);
        _names?.Add(change);
        Wake();
    }

    private void Wake()
    {
        if (Notifications is not null && (_names?.Count ?? 0) + (_states?.Count ?? 0) + _annotations.Count > session.Plan.Limits.Notifications)
            Overflow();
        if (!Any || !session.Listens || _posted)
            return;
        _posted = true;
        session.Post(() =>
        {
            _posted = false;
            session.Announce();
        });
    }
}
