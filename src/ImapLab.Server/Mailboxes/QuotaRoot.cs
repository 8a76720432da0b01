using ImapLab.Protocol.Mail;
using ImapLab.Server.Plans;

namespace ImapLab.Server.Mailboxes;

/// <summary>A quota root of an account (RFC 9208 section 3.2): limits that mailboxes share.</summary>
internal sealed class QuotaRoot(QuotaPlan plan, char delimiter)
{
    public string Name => plan.Root;

    /// <summary>The limits there are, in the order of the resources.</summary>
    public SortedDictionary<QuotaResource, ulong> Limits { get; } = new(plan.Limits.ToDictionary());

    public bool IsSoft => plan.IsSoft;

    public int? WarnAt => plan.WarnAt;

    public bool Covers(MailboxName mailbox) => plan.Under is not { } under || mailbox == under || mailbox.IsBelow(under, delimiter);

    /// <summary>The first resource of which too much would be used; null where none would.</summary>
    public QuotaResource? Exceeded(QuotaUsage usage) => Limits.Where(limit => usage.Exceeds(limit.Key, limit.Value)).Select(limit => (QuotaResource?)limit.Key).FirstOrDefault();
}
