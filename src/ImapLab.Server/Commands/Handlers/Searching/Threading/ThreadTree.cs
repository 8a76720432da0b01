namespace ImapLab.Server.Commands.Handlers.Searching.Threading;

/// <summary>A message, or one that is only spoken of, with what hangs below it.</summary>
/// <param name="message">Null for a message that is not there.</param>
internal sealed class ThreadTree(ThreadedMessage? message)
{
    private bool _sorted;

    public ThreadedMessage? Message => message;

    public ThreadTree? Parent { get; set; }

    private List<ThreadTree> Children { get; } = [];

    public int ChildCount => Children.Count;

    /// <summary>The message itself, or the first answer to it where it is missing.</summary>
    public ThreadedMessage First => message ?? Sorted()[0].First;

    public void Add(ThreadTree child)
    {
        Children.Add(child);
        _sorted = false;
    }

    /// <summary>What hangs directly below it, by sent date.</summary>
    public IReadOnlyList<ThreadTree> Sorted()
    {
        if (!_sorted)
            Children.Sort((left, right) => ThreadedMessage.BySent(left.First, right.First));
        _sorted = true;
        return Children;
    }

    /// <summary>The sent date of the latest message in the whole tree.</summary>
    public long LatestSent()
    {
        var latest = long.MinValue;
        var open = new Stack<ThreadTree>([this]);
        while (open.TryPop(out var tree))
        {
            latest = Math.Max(latest, tree.Message?.Sent ?? long.MinValue);
            foreach (var child in tree.Children)
                open.Push(child);
        }

        return latest;
    }
}
