using System.Text;
using ImapLab.Protocol.Replies;

namespace ImapLab.Protocol.Wire;

/// <content>What tells of rights (RFC 4314 section 3).</content>
public sealed partial class ReplyEncoder
{
    private void Access(AccessReply access, ImapWriter writer)
    {
        Mailbox(access.Mailbox, writer.Raw("ACL "));
        foreach (var (identifier, rights) in access.Entries)
            Word(identifier, writer.Space()).Space().AString(rights);
    }

    private void ListRights(ListRightsReply list, ImapWriter writer)
    {
        Mailbox(list.Mailbox, writer.Raw("LISTRIGHTS ")).Space();
        Word(list.Identifier, writer).Space().AString(list.Always);
        foreach (var rights in list.Optional)
            writer.Space().AString(rights);
    }

    private void MyRights(MyRightsReply mine, ImapWriter writer) => Mailbox(mine.Mailbox, writer.Raw("MYRIGHTS ")).Space().AString(mine.Rights);

    /// <summary>A word of the users' own: UTF-8, and in a literal where the client has not said that it takes it otherwise.</summary>
    private ImapWriter Word(string text, ImapWriter writer)
    {
        var octets = Latin1Of(text);
        return Utf8 && !Ascii.IsValid(text) && !text.Any(char.IsControl) ? writer.Quoted(octets) : writer.AString(octets);
    }
}
