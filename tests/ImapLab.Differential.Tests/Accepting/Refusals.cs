using ImapLab.Differential.Tests.Wire;

namespace ImapLab.Differential.Tests.Accepting;

/// <summary>Looks at refusals where it does not matter how they are said.</summary>
internal static class Refusals
{
    /// <summary>The same for NO and BAD, with any code.</summary>
    public static Reply Same(Reply reply) =>
        reply.IsCondition && reply.Tag != "*" && (reply.Nodes[0].IsAtom("NO") || reply.Nodes[0].IsAtom("BAD")) ? reply with { Nodes = [new Node.Atom("refused")] } : reply;
}
