using ImapLab.Differential.Tests.Wire;

namespace ImapLab.Differential.Tests.Normalizing;

/// <summary>
/// How often a server tells a client with QRESYNC the HIGHESTMODSEQ between two SELECTs is its own affair (RFC 7162 section 3.2.7 and others say when it
/// should). A client without it is told once, when it first shows that it knows of mod-sequences, and that is compared, but
/// for where among the replies it stands.
/// </summary>
internal sealed class HighestModSeqRule : INormalRule
{
    public string Name => "HIGHESTMODSEQ between SELECTs";

    public string Reason => "How often a client with QRESYNC is told HIGHESTMODSEQ between two SELECTs is the server's own affair (RFC 7162 section 3.2.7). One without it is told once, when it first shows that it knows of mod-sequences: that is compared, but not its place among the replies.";

    public IReadOnlyList<Reply> Apply(IReadOnlyList<Reply> replies, SideMemory memory) =>
        memory.Verb is "SELECT" or "EXAMINE" ? replies
        : !memory.KnowsQresync ? [.. replies.OrderBy(reply => IsTold(reply) && reply.Tag == "*" ? 0 : 1)]
        : [.. replies.Where(reply => !IsTold(reply) || reply.Tag != "*").Select(Without)];

    private static bool IsTold(Reply reply) => reply.Code?.Name == "HIGHESTMODSEQ";

    private static Reply Without(Reply reply) => IsTold(reply) ? reply with { Nodes = [.. reply.Nodes.Where(node => node is not Node.Code)] } : reply;
}
