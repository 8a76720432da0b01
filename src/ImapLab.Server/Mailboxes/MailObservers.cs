using System.Runtime.InteropServices;
using ImapLab.Protocol.Mail;

namespace ImapLab.Server.Mailboxes;

/// <summary>
/// Those who want to know of changes in mailboxes that they have not open, by what they want to know of: a change costs nothing for those who did not
/// ask for it, however many they are, and to ask for ten thousand mailboxes costs one entry.
/// </summary>
internal sealed class MailObservers(FolderTree folders)
{
    private readonly Dictionary<MailScope, Watchers<Action<MailChange>>> _observers = [];

    public bool Any => _observers.Count > 0;

    public void Add(MailScope scope, Action<MailChange> observer) =>
        (CollectionsMarshal.GetValueRefOrAddDefault(_observers, scope, out _) ??= new()).Add(observer);

    public void Remove(MailScope scope, Action<MailChange> observer)
    {
        if (!_observers.TryGetValue(scope, out var there))
            return;
        there.Remove(observer);
        if (there.IsEmpty)
            _observers.Remove(scope);
    }

    /// <summary>Tells whoever asked for the mailbox, in one way or more; who did in several is told several times.</summary>
    public void Tell(MailChange change)
    {
        Tell(MailScope.All, change);
        var name = change.Mailbox.Name;
        if (_observers.ContainsKey(MailScope.Subscribed) && folders.Find(name) is { IsSubscribed: true })
            Tell(MailScope.Subscribed, change);
        Tell(new MailScope(MailScopeKind.Named, name), change);
        for (MailboxName? above = name; above is { } level; above = level.Parent(folders.Delimiter))
            Tell(new MailScope(MailScopeKind.Subtree, level), change);
    }

    private void Tell(MailScope scope, MailChange change)
    {
        if (_observers.TryGetValue(scope, out var there))
            there.Tell(observer => observer(change));
    }
}
