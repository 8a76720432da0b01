using ImapLab.Differential.Tests.Wire;

namespace ImapLab.Differential.Tests.Normalizing;

/// <summary>
/// How often a server repeats HIGHESTMODSEQ between SELECT and the next one is its own affair (RFC 7162 section 3.1.2.1).
/// </summary>
internal sealed class HighestModSeqRule : INormalRule
{
    public string Name => "HIGHESTMODSEQ between SELECTs";

    public IReadOnlyList<Reply> Apply(IReadOnlyList<Reply> replies, SideMemory memory) =>
        memory.Verb is "SELECT" or "EXAMINE" ? replies : [.. replies.Where(reply => !IsTold(reply) || reply.Tag != "*").Select(Without)];

    private static bool IsTold(Reply reply) => reply.Code?.Name == "HIGHESTMODSEQ";

    private static Reply Without(Reply reply) => IsTold(reply) ? reply with { Nodes = [.. reply.Nodes.Where(node => node is not Node.Code)] } : reply;
}
