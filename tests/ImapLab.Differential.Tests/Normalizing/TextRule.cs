using ImapLab.Differential.Tests.Wire;

namespace ImapLab.Differential.Tests.Normalizing;

/// <summary>What OK, NO, BAD, BYE and <c>+</c> say to people is no protocol (RFC 9051 section 7.1). The code in brackets is.</summary>
internal sealed class TextRule : INormalRule
{
    public string Name => "human text";

    public string Reason => "What OK, NO, BAD, BYE and + say to people is no protocol (RFC 9051 section 7.1). The code in brackets is compared.";

    public IReadOnlyList<Reply> Apply(IReadOnlyList<Reply> replies, SideMemory memory) =>
        [.. replies.Select(reply => reply.Tag == "+" || reply.IsCondition ? reply with { Nodes = [.. reply.Nodes.Where((node, at) => at == 0 ? reply.Tag != "+" : node is Node.Code)] } : reply)];
}
