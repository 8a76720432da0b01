using System.Text;
using ImapLab.Protocol.Mail;
using ImapLab.Protocol.Replies;

namespace ImapLab.Protocol.Wire;

/// <content>What tells of mailboxes: names, namespaces, LIST, STATUS.</content>
public sealed partial class ReplyEncoder
{
    private void Status(StatusReply status, ImapWriter writer) =>
        Mailbox(status.Mailbox, writer.Raw("STATUS ")).Space()
            .List(status.Items, Item);

    private static void Item(ImapWriter writer, StatusDatum datum)
    {
        writer.Raw(datum.Name).Space();
        switch (datum)
        {
            case StatusDatum.Number number:
                writer.Number(number.Value);
                break;
            case StatusDatum.ObjectId id:
                writer.Raw('(').Raw(id.Id).Raw(')');
                break;
            case StatusDatum.Nil:
                writer.Raw("NIL");
                break;
            default:
                throw new ArgumentException($"No encoding for {datum.GetType().Name}.", nameof(datum));
        }
    }

    private void List(ListReply list, ImapWriter writer)
    {
        Flags(list.Attributes, writer.Raw(list.Name).Space()).Space();
        Delimiter(list.Delimiter, writer).Space();
        Mailbox(list.Mailbox, writer);
        Extended(list, writer);
    }

    /// <summary>mbox-list-extended (RFC 9051 section 9): only what a client asked for, so those that do not know of it never see it.</summary>
    private void Extended(ListReply list, ImapWriter writer)
    {
        if (list.ChildInfo.Count == 0 && list.OldName is null)
            return;
        writer.Raw(" (");
        if (list.ChildInfo.Count > 0)
            writer.Raw("CHILDINFO ").List(list.ChildInfo, (w, option) => w.Quoted(option));
        if (list.OldName is { } old)
            Mailbox(old, writer.Raw(list.ChildInfo.Count > 0 ? " OLDNAME (" : "OLDNAME (")).Raw(')');
        writer.Raw(')');
    }

    private void Namespaces(NamespaceReply namespaces, ImapWriter writer)
    {
        writer.Raw("NAMESPACE");
        foreach (var group in new[] { namespaces.Personal, namespaces.Others, namespaces.Shared })
            Namespaces(group, writer.Space());
    }

    private void Namespaces(IReadOnlyList<Namespace> group, ImapWriter writer)
    {
        if (group.Count == 0)
        {
            writer.Raw("NIL");
            return;
        }

        writer.Raw('(');
        foreach (var one in group)
            Delimiter(one.Delimiter, MailboxQuoted(one.Prefix, writer.Raw('(')).Space()).Raw(')');
        writer.Raw(')');
    }

    private ImapWriter Mailbox(string name, ImapWriter writer)
    {
        var encoded = Utf8 ? Latin1Of(name) : ModifiedUtf7.Encode(name);
        if (Utf8 && !Ascii.IsValid(name) && !name.Any(char.IsControl))
            return writer.Quoted(encoded);
        return style.QuoteMailboxNames ? writer.String(encoded) : writer.AString(encoded);
    }

    /// <summary>A prefix stands in quotes even where it is empty.</summary>
    private ImapWriter MailboxQuoted(string name, ImapWriter writer) => writer.Quoted(Utf8 ? Latin1Of(name) : ModifiedUtf7.Encode(name));

    /// <summary>A text's UTF-8 as the writer takes it, a char an octet.</summary>
    private static string Latin1Of(string text) => Encoding.Latin1.GetString(Encoding.UTF8.GetBytes(text));

    private static ImapWriter Delimiter(char? delimiter, ImapWriter writer) =>
        delimiter is { } character ? writer.Quoted(character.ToString()) : writer.Raw("NIL");
}
