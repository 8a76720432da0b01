namespace ImapLab.Server.Mailboxes;

/// <summary>
/// Those who want to be told of something. To come and to go costs the same for the first and for the ten thousandth, which a multicast
/// delegate, copied each time, does not give.
/// </summary>
internal sealed class Watchers<T>
    where T : notnull
{
    private readonly LinkedList<T> _inOrder = new();
    private readonly Dictionary<T, LinkedListNode<T>> _places = [];

    public bool IsEmpty => _inOrder.First is null;

    public void Add(T watcher) => _places.Add(watcher, _inOrder.AddLast(watcher));

    public void Remove(T watcher)
    {
        if (_places.Remove(watcher, out var place))
            _inOrder.Remove(place);
    }

    /// <summary>Tells them all, in the order in which they came. Whoever is told may go.</summary>
    public void Tell(Action<T> tell)
    {
        for (var place = _inOrder.First; place is not null;)
        {
            var next = place.Next;
            tell(place.Value);
            place = next;
        }
    }
}
