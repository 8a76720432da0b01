using ImapLab.Differential.Tests.Wire;

namespace ImapLab.Differential.Tests.Normalizing;

/// <summary>
/// A UIDVALIDITY's number is the server's own (RFC 9051 section 2.3.1.1); that it is the same or another one is not: each becomes <c>V1</c>, <c>V2</c>
/// … by first sight.
/// </summary>
internal sealed class EpochRule : INormalRule
{
    private static readonly string[] Codes = ["UIDVALIDITY", "APPENDUID", "COPYUID"];

    public string Name => "UIDVALIDITY";

    public string Reason => "A UIDVALIDITY's number is the server's own (RFC 9051 section 2.3.1.1); whether it is the same or another one is compared: V1, V2 … by first sight.";

    public IReadOnlyList<Reply> Apply(IReadOnlyList<Reply> replies, SideMemory memory) => [.. replies.Select(reply => Apply(reply, memory))];

    private static Reply Apply(Reply reply, SideMemory memory)
    {
        if (reply.Code is { } code && Codes.Contains(code.Name) && code.Items is [_, var value, ..] && value.AsNumber() is { } number)
        {
            var named = new Node.Code([code.Items[0], Named(number, memory, code.Name == "UIDVALIDITY" ? memory.Mailbox : null), .. code.Items.Skip(2)]);
            return reply with { Nodes = [reply.Nodes[0], named, .. reply.Nodes.Skip(2)] };
        }

        return reply is { Word: "STATUS", Nodes: [_, var mailbox, Node.List items] }
            ? reply with { Nodes = [reply.Nodes[0], mailbox, new Node.List([.. Pairs(items.Items, memory, mailbox)])] }
            : reply;
    }

    private static IEnumerable<Node> Pairs(IReadOnlyList<Node> items, SideMemory memory, Node mailbox)
    {
        for (var at = 0; at < items.Count; at++)
        {
            yield return at > 0 && items[at - 1].IsAtom("UIDVALIDITY") && items[at].AsNumber() is { } number
                ? Named(number, memory, MailboxWord.Of(mailbox))
                : items[at];
        }
    }

    private static Node.Atom Named(ulong value, SideMemory memory, string? mailbox) => new($"V{memory.EpochNumber(value, mailbox)}");
}
