using ImapLab.Protocol.Replies;

namespace ImapLab.Server.Commands.Handlers.Searching.Threading;

/// <summary>
/// THREAD=REFERENCES (RFC 5256 section 3), and THREAD=REFS, which links in the same way but gathers no subjects and sorts conversations by
/// their latest message (draft-ietf-morg-inthread section 2).
/// </summary>
internal static class ReferenceThreads
{
    public static List<ThreadNode> Of(List<ThreadedMessage> messages, bool mergeSubjects)
    {
        var roots = ReferenceLinks.Of(messages).Roots();
        if (!mergeSubjects)
            return Told(roots.OrderBy(root => root.LatestSent()).ThenBy(root => root.Message?.Number ?? 0));

        // Step 3: what is missing and has one answer gives its place to that.
        var threads = Sorted(roots.Select(root => root is { Message: null, ChildCount: 1 } ? root.Sorted()[0] : root));
        return Told(Sorted(new SubjectMerger(threads).Merge()));
    }

    /// <summary>By the sent date of a message, or of the first answer to one that is missing (steps 4 and 6).</summary>
    private static List<ThreadTree> Sorted(IEnumerable<ThreadTree> roots) => [.. roots.OrderBy(root => root.First.Sent).ThenBy(root => root.First.Number)];

    private static List<ThreadNode> Told(IEnumerable<ThreadTree> roots)
    {
        var told = new List<ThreadNode>();
        var open = new Stack<(ThreadTree Tree, IList<ThreadNode> Into)>();
        foreach (var root in roots.Reverse())
            open.Push((root, told));
        while (open.TryPop(out var next))
        {
            var node = new ThreadNode(next.Tree.Message?.Number ?? 0);
            next.Into.Add(node);
            foreach (var child in Enumerable.Reverse(next.Tree.Sorted()))
                open.Push((child, node.Children));
        }

        return told;
    }
}
