namespace ImapLab.Server.Mailboxes;

/// <summary>
/// Those who want to be told of each change. To come and to go costs the same for the first and for the ten thousandth, which a multicast
/// delegate, copied each time, does not give.
/// </summary>
internal sealed class Watchers
{
    private readonly LinkedList<Action> _inOrder = new();
    private readonly Dictionary<Action, LinkedListNode<Action>> _places = [];

    public bool IsEmpty => _inOrder.First is null;

    public void Add(Action watcher) => _places.Add(watcher, _inOrder.AddLast(watcher));

    public void Remove(Action watcher)
    {
        if (_places.Remove(watcher, out var place))
            _inOrder.Remove(place);
    }

    /// <summary>Tells them all. Whoever is told may go.</summary>
    public void Tell()
    {
        for (var place = _inOrder.First; place is not null;)
        {
            var next = place.Next;
            place.Value();
            place = next;
        }
    }
}
