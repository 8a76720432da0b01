using ImapLab.Differential.Tests.Wire;

namespace ImapLab.Differential.Tests.Normalizing;

/// <summary>
/// With several clients, whose messages are \Recent depends on who looks into the mail folder first, and Dovecot's Maildir looks there with some commands only.
/// RFC 3501 section 2.3.2 lets a server that cannot tell say either. With one client it is compared.
/// </summary>
internal sealed class RecentRule : INormalRule
{
    public string Name => "\\Recent with several clients";

    public string Reason => "With several clients, who sees a message as \\Recent depends on who looks into the mail folder first, and Dovecot's Maildir looks there with some commands only (RFC 3501 section 2.3.2). With one client it is compared.";

    public IReadOnlyList<Reply> Apply(IReadOnlyList<Reply> replies, SideMemory memory) =>
        memory.SeveralClients ? [.. replies.Where(reply => reply.Word != "RECENT").Select(reply => reply.Map(Hide))] : replies;

    private static Node Hide(Node node)
    {
        if (node is not Node.List list)
            return node;
        var items = list.Items.Where(item => !item.IsAtom("\\Recent")).ToList();
        for (var at = 1; at < items.Count; at++)
        {
            if (items[at - 1].IsAtom("RECENT") && items[at].AsNumber() is not null)
                items[at] = new Node.Atom("some");
        }

        return new Node.List(items);
    }
}
