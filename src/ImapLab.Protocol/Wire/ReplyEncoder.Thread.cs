using ImapLab.Protocol.Replies;

namespace ImapLab.Protocol.Wire;

/// <content>THREAD.</content>
public sealed partial class ReplyEncoder
{
    /// <summary>
    /// RFC 5256 section 4: a message and its only answer stand side by side, several answers each in brackets of their own. A message that is
    /// missing leaves only its answers. No call within a call, however deep the conversation is.
    /// </summary>
    private static void Thread(ThreadReply thread, ImapWriter writer)
    {
        writer.Raw("THREAD");
        if (thread.Roots.Count > 0)
            writer.Space();
        var open = new Stack<IEnumerator<ThreadNode>>([thread.Roots.GetEnumerator()]);
        while (open.TryPeek(out var siblings))
        {
            if (!siblings.MoveNext())
            {
                open.Pop().Dispose();
                if (open.Count > 0)
                    writer.Raw(')');
                continue;
            }

            var last = Line(siblings.Current, writer.Raw('('));
            if (last.Children.Count == 0)
                writer.Raw(')');
            else
                open.Push(last.Children.GetEnumerator());
        }
    }

    /// <summary>Messages down to one that has no answer, or several.</summary>
    private static ThreadNode Line(ThreadNode node, ImapWriter writer)
    {
        while (true)
        {
            if (node.Number > 0)
                writer.Number(node.Number);
            if (node.Number > 0 && node.Children.Count > 0)
                writer.Space();
            if (node.Children.Count != 1)
                return node;
            node = node.Children[0];
        }
    }
}
