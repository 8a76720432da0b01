using ImapLab.Differential.Tests.Wire;

namespace ImapLab.Differential.Tests.Normalizing;

/// <summary>The order of LIST and LSUB is free (RFC 9051 section 6.3.9), and Dovecot's hangs on when its index of folders was made. A STATUS goes with its LIST.</summary>
internal sealed class ListOrderRule : INormalRule
{
    public string Name => "order of LIST";

    public string Reason => "The order of LIST and LSUB is free (RFC 9051 section 6.3.9), and Dovecot's hangs on when its index of folders was made. A STATUS goes with its LIST.";

    public IReadOnlyList<Reply> Apply(IReadOnlyList<Reply> replies, SideMemory memory)
    {
        var sorted = new List<Reply>();
        var rows = new List<List<Reply>>();
        foreach (var reply in replies)
        {
            if (reply.Word is "LIST" or "LSUB" && reply.Tag == "*")
                rows.Add([reply]);
            else if (reply.Word == "STATUS" && rows.Count > 0)
                rows[^1].Add(reply);
            else
                Flush();
            if (rows.Count == 0)
                sorted.Add(reply);
        }

        Flush();
        return sorted;

        void Flush()
        {
            sorted.AddRange(rows.OrderBy(row => row[0].Nodes[^1].ToString(), StringComparer.Ordinal).SelectMany(row => row));
            rows.Clear();
        }
    }
}
