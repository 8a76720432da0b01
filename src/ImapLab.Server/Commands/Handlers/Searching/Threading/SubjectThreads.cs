using ImapLab.Protocol.Replies;

namespace ImapLab.Server.Commands.Handlers.Searching.Threading;

/// <summary>THREAD=ORDEREDSUBJECT (RFC 5256 section 3): messages of one base subject, the later ones all below the first.</summary>
internal static class SubjectThreads
{
    public static List<ThreadNode> Of(List<ThreadedMessage> messages)
    {
        var roots = new List<ThreadNode>();
        var bySubject = new Dictionary<string, ThreadNode>(StringComparer.Ordinal);
        messages.Sort(ThreadedMessage.BySent);
        foreach (var message in messages)
        {
            var node = new ThreadNode(message.Number);
            if (bySubject.TryAdd(message.Subject.Text, node))
                roots.Add(node);
            else
                bySubject[message.Subject.Text].Children.Add(node);
        }

        return roots;
    }
}
