using ImapLab.Differential.Tests.Wire;

namespace ImapLab.Differential.Tests.Normalizing;

/// <summary>Flags are a set (RFC 9051 section 2.3.2): their order in FLAGS and PERMANENTFLAGS means nothing.</summary>
internal sealed class FlagOrderRule : INormalRule
{
    public string Name => "order of flags";

    public string Reason => "Flags are a set (RFC 9051 section 2.3.2).";

    public IReadOnlyList<Reply> Apply(IReadOnlyList<Reply> replies, SideMemory memory) => [.. replies.Select(reply => reply with { Nodes = Sort(reply.Nodes) })];

    private static List<Node> Sort(IReadOnlyList<Node> nodes) =>
    [
        .. nodes.Select((node, at) => node switch
        {
            Node.List list when at > 0 && (nodes[at - 1].IsAtom("FLAGS") || nodes[at - 1].IsAtom("PERMANENTFLAGS")) =>
                new Node.List([.. list.Items.OrderBy(item => item.ToString(), StringComparer.Ordinal)]),
            Node.List list => new Node.List(Sort(list.Items)),
            Node.Code code => new Node.Code(Sort(code.Items)),
            _ => node,
        }),
    ];
}
