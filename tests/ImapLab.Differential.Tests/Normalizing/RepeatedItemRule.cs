using ImapLab.Differential.Tests.Wire;

namespace ImapLab.Differential.Tests.Normalizing;

/// <summary>A client that asks for an item twice in one FETCH may be told it once (RFC 9051 section 6.4.5 says nothing of it).</summary>
internal sealed class RepeatedItemRule : INormalRule
{
    public string Name => "items asked for twice";

    public string Reason => "An item asked for twice in one FETCH may be told once.";

    public IReadOnlyList<Reply> Apply(IReadOnlyList<Reply> replies, SideMemory memory) =>
        [.. replies.Select(reply => reply is { Word: "FETCH", Nodes: [var number, var word, Node.List list] } ? reply with { Nodes = [number, word, Once(list)] } : reply)];

    private static Node.List Once(Node.List list)
    {
        var pairs = new List<(Node Name, Node Value)>();
        for (var at = 0; at + 1 < list.Items.Count; at += 2)
        {
            if (!pairs.Contains((list.Items[at], list.Items[at + 1])))
                pairs.Add((list.Items[at], list.Items[at + 1]));
        }

        return list.Items.Count % 2 == 0 ? new Node.List([.. pairs.SelectMany(pair => new[] { pair.Name, pair.Value })]) : list;
    }
}
