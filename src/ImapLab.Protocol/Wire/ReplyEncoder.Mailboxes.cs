using ImapLab.Protocol.Mail;
using ImapLab.Protocol.Replies;

namespace ImapLab.Protocol.Wire;

/// <content>What tells of mailboxes: names, namespaces, LIST, STATUS.</content>
public sealed partial class ReplyEncoder
{
    private void Status(StatusReply status, ImapWriter writer) =>
        Mailbox(status.Mailbox, writer.Raw("STATUS ")).Space()
            .List(status.Items, (w, item) => w.Raw(item.Key.ToString().ToUpperInvariant()).Space().Number(item.Value));

    private void List(ListReply list, ImapWriter writer)
    {
        Flags(list.Attributes, writer.Raw(list.Name).Space()).Space();
        Delimiter(list.Delimiter, writer).Space();
        Mailbox(list.Mailbox, writer);
    }

    private static void Namespaces(NamespaceReply namespaces, ImapWriter writer)
    {
        writer.Raw("NAMESPACE");
        foreach (var group in new[] { namespaces.Personal, namespaces.Others, namespaces.Shared })
            Namespaces(group, writer.Space());
    }

    private static void Namespaces(IReadOnlyList<Namespace> group, ImapWriter writer)
    {
        if (group.Count == 0)
        {
            writer.Raw("NIL");
            return;
        }

        writer.Raw('(');
        foreach (var one in group)
            Delimiter(one.Delimiter, writer.Raw('(').Quoted(ModifiedUtf7.Encode(one.Prefix)).Space()).Raw(')');
        writer.Raw(')');
    }

    private ImapWriter Mailbox(string name, ImapWriter writer)
    {
        var encoded = ModifiedUtf7.Encode(name);
        return style.QuoteMailboxNames ? writer.String(encoded) : writer.AString(encoded);
    }

    private static ImapWriter Delimiter(char? delimiter, ImapWriter writer) =>
        delimiter is { } character ? writer.Quoted(character.ToString()) : writer.Raw("NIL");
}
