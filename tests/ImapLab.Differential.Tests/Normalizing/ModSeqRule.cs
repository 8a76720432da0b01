using ImapLab.Differential.Tests.Wire;

namespace ImapLab.Differential.Tests.Normalizing;

/// <summary>
/// A mod-sequence's number is the server's own; which of two is greater is not (RFC 7162 section 3). Each becomes <c>M</c> here, and
/// <see cref="Comparing.ModSeqOrder"/> holds their order against the other side's.
/// </summary>
internal sealed class ModSeqRule : INormalRule
{
    private static readonly string[] Names = ["MODSEQ", "HIGHESTMODSEQ"];

    public string Name => "MODSEQ";

    public string Reason => "A mod-sequence's number is the server's own; the order is compared. HIGHESTMODSEQ of SELECT and STATUS must grow from one step to a later one on both sides or on neither; of all that STORE and others tell, what is greater on one side must not be smaller on the other. Within one step a server may give all changes one number, or each its own (RFC 7162 section 3.1). What FETCH and SEARCH read of messages that nobody changed since mod-sequences were first asked for is Dovecot's highest of that moment, and not compared.";

    public IReadOnlyList<Reply> Apply(IReadOnlyList<Reply> replies, SideMemory memory)
    {
        memory.StepModSeqs.Clear();
        return [.. replies.Select(reply =>
        {
            // Told when a client first shows that it knows of mod-sequences, it may be that of what the client knows or that of what is so.
            if (reply.Tag == "*" && reply.Code?.Name == "HIGHESTMODSEQ" && memory.Verb is not ("SELECT" or "EXAMINE"))
                return reply with { Nodes = [reply.Nodes[0], new Node.Code([new Node.Atom("HIGHESTMODSEQ"), new Node.Atom("M")])] };
            var mailbox = reply is { Word: "STATUS", Nodes: [_, var named, ..] } ? MailboxWord.Of(named) : memory.Mailbox;
            return reply with { Nodes = Hide(reply.Nodes, mailbox, memory) };
        })];
    }

    private static List<Node> Hide(IReadOnlyList<Node> nodes, string mailbox, SideMemory memory)
    {
        var hidden = new List<Node>();
        foreach (var node in nodes)
        {
            var named = hidden.Count > 0 && Names.Any(hidden[^1].IsAtom);
            var highest = hidden.Count > 0 && hidden[^1].IsAtom("HIGHESTMODSEQ");
            hidden.Add(node switch
            {
                _ when named && node.AsNumber() is { } value => Seen(value, highest, mailbox, memory),
                Node.List { Items: [var one] } when named && one.AsNumber() is { } value => new Node.List([Seen(value, highest, mailbox, memory)]),
                Node.List list => new Node.List(Hide(list.Items, mailbox, memory)),
                Node.Code code => new Node.Code(Hide(code.Items, mailbox, memory)),
                _ => node,
            });
        }

        return hidden;
    }

    private static Node.Atom Seen(ulong value, bool highest, string mailbox, SideMemory memory)
    {
        // Nothing was ever changed, or the mailbox has no mod-sequences: that is no number of the server's own.
        if (value == 0)
            return new Node.Atom("0");
        // What FETCH and SEARCH read of messages that nobody changed since mod-sequences were first asked for is a number of the server's own.
        if (highest || !memory.Verb.EndsWith("FETCH", StringComparison.Ordinal) && !memory.Verb.EndsWith("SEARCH", StringComparison.Ordinal) && !memory.Verb.EndsWith("SORT", StringComparison.Ordinal))
            memory.Saw(mailbox, value, highest);
        return new Node.Atom("M");
    }
}
