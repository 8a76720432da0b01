using ImapLab.Protocol.Mail;
using ImapLab.Protocol.Replies;
using ImapLab.Server.Mailboxes;

namespace ImapLab.Server.Commands.Handlers.Quotas;

/// <summary>What quotas mean for commands that use more of something.</summary>
internal static class QuotaRules
{
    /// <summary>Why there is no room for more at a name; null where there is.</summary>
    /// <param name="from">Where it is taken away, when it is moved: under one root that changes nothing.</param>
    public static Reply? Refusal(Turn turn, MailboxName at, QuotaUsage more, MailboxName? from = null)
    {
        foreach (var root in turn.Store.Quotas)
        {
            if (!root.IsSoft && Grows(root, at, from) && root.Exceeded(turn.Store.UsageOf(root) + more) is { } resource)
                return turn.No($"Quota exceeded: {GetQuotaHandler.Word(resource)}", ResponseCode.OverQuota);
        }

        return null;
    }

    /// <summary>What a client hears that has opened or filled a mailbox: that a soft limit is exceeded (RFC 9208 section 4.3.1), or that one is near.</summary>
    public static IEnumerable<Reply> Warnings(Turn turn, MailboxName at)
    {
        foreach (var root in turn.Store.Quotas.Where(root => (root.IsSoft || root.WarnAt is not null) && root.Covers(at)))
        {
            var usage = turn.Store.UsageOf(root);
            if (root.IsSoft && root.Exceeded(usage) is not null)
                yield return ConditionReply.Untagged(Condition.No, "Soft quota has been exceeded", ResponseCode.OverQuota);
            else if (root.Limits.Count > 0 && root.Limits.Max(limit => usage.PercentOf(limit.Key, limit.Value)) is var percent && percent >= root.WarnAt)
                yield return ConditionReply.Untagged(Condition.No, $"Mailbox is at {percent}% of quota", new ResponseCode("ALERT"));
        }
    }

    private static bool Grows(QuotaRoot root, MailboxName at, MailboxName? from) => root.Covers(at) && !(from is { } source && root.Covers(source));
}
