using ImapLab.Protocol.Commands;
using ImapLab.Protocol.Mail;
using ImapLab.Server.Mailboxes;

namespace ImapLab.Server.Commands.Handlers.Notifying;

/// <summary>Of what a client wants to be told, as its last NOTIFY said.</summary>
internal sealed class Notifications
{
    /// <summary>Of nothing.</summary>
    public static readonly Notifications None = new();

    private readonly List<(MailScope Scope, bool Personal, NotifyEvents Events)> _others = [];
    private readonly IReadOnlyList<string> _foreign = [];
    private readonly MailStore? _store;

    private Notifications()
    {
    }

    public Notifications(Turn turn, IReadOnlyList<NotifyGroup> groups)
    {
        Asked = turn;
        _store = turn.Store;
        _foreign = [.. turn.Plan.OtherUsers.Concat(turn.Plan.Shared).Select(one => one.Prefix)];
        foreach (var group in groups)
        {
            if (!group.IsSelected)
            {
                _others.AddRange(Scopes(group).Select(scope => (scope, group.Filter is NotifyFilter.Personal or NotifyFilter.Inboxes, NotifyEventNames.Of(group))));
                continue;
            }

            Selected = NotifyEventNames.Of(group);
            IsDelayed = group.Filter == NotifyFilter.SelectedDelayed;
            NewItems = group.Events.FirstOrDefault(one => one.Items.Count > 0)?.Items ?? [];
        }
    }

    /// <summary>The turn of the NOTIFY; null where it was NONE.</summary>
    public Turn? Asked { get; }

    /// <summary>What is told of messages in the mailbox that is open.</summary>
    public NotifyEvents Selected { get; }

    /// <summary>Its expunges wait for a command that may tell them (RFC 5465 section 6.1.2).</summary>
    public bool IsDelayed { get; }

    /// <summary>What FETCH tells of each new message there.</summary>
    public IReadOnlyList<FetchItem> NewItems { get; } = [];

    /// <summary>Whether anything can happen of which the client is to be told while no command runs.</summary>
    public bool Any => Selected != NotifyEvents.None || Elsewhere != NotifyEvents.None;

    /// <summary>All that is told of mailboxes that are not open, and of the server.</summary>
    public NotifyEvents Elsewhere => _others.Aggregate(NotifyEvents.None, (all, one) => all | one.Events);

    /// <summary>Where changes of mail are told of.</summary>
    public IEnumerable<MailScope> MailScopes => _others.Where(one => (one.Events & NotifyEvents.Messages) != 0).Select(one => one.Scope).Distinct();

    /// <summary>What of the changes in the open mailbox is wanted.</summary>
    public ViewNews View =>
        (Selected.HasFlag(NotifyEvents.MessageNew) ? ViewNews.Arrivals : 0)
        | (Selected.HasFlag(NotifyEvents.MessageExpunge) ? ViewNews.Expunges : 0)
        | (Selected.HasFlag(NotifyEvents.FlagChange) ? ViewNews.Flags : 0);

    /// <summary>
    /// What is told of a name that is not that of the open mailbox. Several groups may be of one mailbox, and all of them count (RFC 5465 section 6).
    /// </summary>
    public NotifyEvents Of(MailboxName name) => _others.Aggregate(NotifyEvents.None, (all, one) => Covers(one, name) ? all | one.Events : all);

    /// <summary>Whether its owner may know what happens in a mailbox (RFC 5465 section 5: rights l and r).</summary>
    public static bool AreHeardOf(Mailbox mailbox) => mailbox.OwnersRights.HasFlag(MailboxRights.Lookup | MailboxRights.Read);

    private bool Covers((MailScope Scope, bool Personal, NotifyEvents Events) group, MailboxName name) =>
        group.Scope.Covers(name, _store!) && !(group.Personal && _foreign.Any(prefix => name.Text.StartsWith(prefix, StringComparison.Ordinal)));

    /// <summary>Mail may be delivered to any mailbox here, so the inboxes are all personal ones (RFC 5465 section 6.3).</summary>
    private IEnumerable<MailScope> Scopes(NotifyGroup group) => group.Filter switch
    {
        NotifyFilter.Subscribed => [MailScope.Subscribed],
        NotifyFilter.Subtree => group.Mailboxes.Select(name => new MailScope(MailScopeKind.Subtree, _store!.Canonical(name))),
        NotifyFilter.Mailboxes => group.Mailboxes.Select(name => new MailScope(MailScopeKind.Named, _store!.Canonical(name))),
        _ => [MailScope.All],
    };
}
