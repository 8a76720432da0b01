using ImapLab.Protocol.Replies;

namespace ImapLab.Protocol.Wire;

/// <content>What tells of changes in the selected mailbox beyond RFC 3501.</content>
public sealed partial class ReplyEncoder
{
    private static void Vanished(VanishedReply vanished, ImapWriter writer) =>
        writer.Raw(vanished.Earlier ? "VANISHED (EARLIER) " : "VANISHED ").Raw(vanished.Uids.ToString());
}
