using ImapLab.Protocol.Replies;

namespace ImapLab.Protocol.Wire;

/// <content>What tells of server and connection.</content>
public sealed partial class ReplyEncoder
{
    private static void Enabled(EnabledReply enabled, ImapWriter writer)
    {
        writer.Raw("ENABLED");
        foreach (var name in enabled.Names)
            writer.Space().Raw(name);
    }

    private static void Id(IdReply id, ImapWriter writer)
    {
        writer.Raw("ID ");
        if (id.Fields is null)
            writer.Raw("NIL");
        else
            writer.List(id.Fields, (w, field) => w.Quoted(field.Key).Space().NString(field.Value));
    }
}
