using ImapLab.Differential.Tests.Wire;

namespace ImapLab.Differential.Tests.Normalizing;

/// <summary>
/// A command tells of what it did or was asked, and of flags that others changed: of FETCH replies in a row, those about different messages have no order.
/// </summary>
internal sealed class FlagNewsOrderRule : INormalRule
{
    public string Name => "order of FETCH in a row";

    public string Reason => "FETCH replies in a row, of what was asked and of flags that others changed, have no order among messages.";

    public IReadOnlyList<Reply> Apply(IReadOnlyList<Reply> replies, SideMemory memory)
    {
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
