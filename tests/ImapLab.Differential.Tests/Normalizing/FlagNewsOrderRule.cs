using ImapLab.Differential.Tests.Wire;

namespace ImapLab.Differential.Tests.Normalizing;

/// <summary>
/// STORE tells of flags that it changed, and of those that others changed meanwhile: FETCH replies in a row are about different messages, and their order means nothing.
/// </summary>
internal sealed class FlagNewsOrderRule : INormalRule
{
    public string Name => "order of FETCH with STORE";

    public IReadOnlyList<Reply> Apply(IReadOnlyList<Reply> replies, SideMemory memory)
    {
        if (!memory.Verb.EndsWith("STORE", StringComparison.Ordinal))
            return replies;
        var sorted = new List<Reply>();
        for (var at = 0; at < replies.Count;)
        {
            var run = replies.Skip(at).TakeWhile(reply => reply.Word == "FETCH").ToList();
            sorted.AddRange(run.OrderBy(reply => reply.Number));
            at += run.Count;
            if (at < replies.Count)
                sorted.Add(replies[at++]);
        }

        return sorted;
    }
}
