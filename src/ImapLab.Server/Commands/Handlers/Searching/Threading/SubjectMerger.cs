namespace ImapLab.Server.Commands.Handlers.Searching.Threading;

/// <summary>Gathers conversations of one base subject (RFC 5256 section 3, REFERENCES, step 5).</summary>
/// <param name="roots">Sorted.</param>
internal sealed class SubjectMerger(List<ThreadTree> roots)
{
    private readonly Dictionary<string, ThreadTree> _table = new(StringComparer.Ordinal);
    private readonly HashSet<ThreadTree> _gone = [];
    private readonly List<ThreadTree> _made = [];

    public List<ThreadTree> Merge()
    {
        foreach (var root in roots.Where(root => SubjectOf(root).Length > 0))
            Note(root);
        foreach (var root in roots.Where(root => SubjectOf(root).Length > 0))
        {
            var holder = _table[SubjectOf(root)];
            if (holder != root)
                Merge(root, holder);
        }

        return [.. roots.Concat(_made).Where(root => !_gone.Contains(root))];
    }

    /// <summary>Step 5.B.</summary>
    private void Note(ThreadTree root)
    {
        var subject = SubjectOf(root);
        if (_table.TryAdd(subject, root))
            return;
        var noted = _table[subject];
        if (noted.Message is not null && (root.Message is null || (IsReply(noted) && !IsReply(root))))
            _table[subject] = root;
    }

    /// <summary>Step 5.C.</summary>
    private void Merge(ThreadTree root, ThreadTree holder)
    {
        _gone.Add(root);
        if (root.Message is null && holder.Message is null)
        {
            foreach (var child in root.Sorted())
                holder.Add(child);
        }
        else if (holder.Message is null || (IsReply(root) && !IsReply(holder)))
        {
            holder.Add(root);
        }
        else
        {
            var missing = new ThreadTree(null);
            missing.Add(holder);
            missing.Add(root);
            _gone.Add(holder);
            _made.Add(missing);
            _table[SubjectOf(root)] = missing;
        }
    }

    private static string SubjectOf(ThreadTree root) => root.First.Subject.Text;

    private static bool IsReply(ThreadTree root) => root.First.Subject.IsReply;
}
