using ImapLab.Protocol.Replies;

namespace ImapLab.Protocol.Wire;

/// <content>What tells of limits (RFC 9208 section 4.2).</content>
public sealed partial class ReplyEncoder
{
    private static void Quota(QuotaReply quota, ImapWriter writer) => writer.Raw("QUOTA ").AString(quota.Root).Space()
        .List(quota.Resources, (w, datum) => w.Raw(datum.Resource).Space().Number(datum.Usage).Space().Number(datum.Limit));

    private void QuotaRoot(QuotaRootReply reply, ImapWriter writer)
    {
        Mailbox(reply.Mailbox, writer.Raw("QUOTAROOT "));
        foreach (var root in reply.Roots)
            writer.Space().AString(root);
    }
}
