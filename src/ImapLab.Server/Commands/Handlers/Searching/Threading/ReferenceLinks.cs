namespace ImapLab.Server.Commands.Handlers.Searching.Threading;

/// <summary>Who answers whom (RFC 5256 section 3, REFERENCES, steps 1 to 3). Messages that are only spoken of have their place too.</summary>
internal sealed class ReferenceLinks
{
    private readonly Dictionary<string, Link> _byId = new(StringComparer.Ordinal);
    private readonly List<Link> _messages = [];
    private int _places;

    private ReferenceLinks()
    {
    }

    /// <param name="messages">In the order of their numbers.</param>
    public static ReferenceLinks Of(List<ThreadedMessage> messages)
    {
        var links = new ReferenceLinks();
        foreach (var message in messages)
            links.Add(message);
        return links;
    }

    /// <summary>
    /// The trees without those that are only spoken of. Of these only the topmost stay: the answers to them would otherwise be conversations of
    /// their own (step 3). They come in the order in which they were first spoken of.
    /// </summary>
    public List<ThreadTree> Roots()
    {
        var tops = new List<Link>();
        foreach (var link in _messages)
        {
            if (link.Parent is null)
                tops.Add(link);
            else
                AddTo(Holder(link.Parent, tops).Tree, link.Tree);
        }

        return [.. tops.OrderBy(top => top.Ordinal).Select(top => top.Tree)];
    }

    private void Add(ThreadedMessage message)
    {
        var self = Place(message);
        Link? before = null;
        foreach (var id in message.References)
        {
            var reference = Named(id);
            // A parent that is there stays: references may have been cut short (step 1.A).
            if (before is not null && reference.Parent is null)
                before.TryAdopt(reference);
            before = reference;
        }

        // What a message says of itself counts for more than what others say of it (step 1.B).
        if (self.Parent == before)
            return;
        self.Leave();
        before?.TryAdopt(self);
    }

    /// <summary>The place of a message: that of its identifier, unless another message has it already or it has none.</summary>
    private Link Place(ThreadedMessage message)
    {
        var place = message.Id is { } id && Named(id) is { Message: null } free ? free : New();
        place.Message = message;
        _messages.Add(place);
        return place;
    }

    private Link Named(string id)
    {
        if (!_byId.TryGetValue(id, out var link))
            _byId.Add(id, link = New());
        return link;
    }

    private Link New() => new(_places++);

    /// <summary>The nearest message above that is there, or else the top. What was found is noted on the way, so no way is gone twice.</summary>
    private static Link Holder(Link link, List<Link> tops)
    {
        var way = new List<Link>();
        while (link is { Message: null, Holder: null, Parent: { } parent })
        {
            way.Add(link);
            link = parent;
        }

        var holder = link.Message is null && link.Holder is { } known ? known : link;
        if (holder is { Message: null, Holder: null })
        {
            holder.Holder = holder;
            tops.Add(holder);
        }

        foreach (var passed in way)
            passed.Holder = holder;
        return holder;
    }

    private static void AddTo(ThreadTree holder, ThreadTree child)
    {
        child.Parent = holder;
        holder.Add(child);
    }

    private sealed class Link(int ordinal)
    {
        private ThreadTree? _tree;
        private int _children;

        public int Ordinal => ordinal;

        public ThreadedMessage? Message { get; set; }

        public Link? Parent { get; private set; }

        public Link? Holder { get; set; }

        public ThreadTree Tree => _tree ??= new ThreadTree(Message);

        /// <summary>Takes a child that has no parent, unless it is itself above.</summary>
        public void TryAdopt(Link child)
        {
            if (child == this || (child._children > 0 && IsBelow(child)))
                return;
            child.Parent = this;
            _children++;
        }

        public void Leave()
        {
            if (Parent is null)
                return;
            Parent._children--;
            Parent = null;
        }

        private bool IsBelow(Link other)
        {
            for (var above = Parent; above is not null; above = above.Parent)
            {
                if (above == other)
                    return true;
            }

            return false;
        }
    }
}
