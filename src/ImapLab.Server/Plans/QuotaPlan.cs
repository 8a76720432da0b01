using ImapLab.Protocol.Mail;
using ImapLab.Server.Mailboxes;

namespace ImapLab.Server.Plans;

/// <summary>What an account may use (RFC 9208).</summary>
/// <param name="Root">The name of the quota root; often the empty one.</param>
public sealed record QuotaPlan(string Root)
{
    /// <summary>Limits in the resources' own units.</summary>
    public IReadOnlyDictionary<QuotaResource, ulong> Limits { get; init; } = new Dictionary<QuotaResource, ulong>();

    /// <summary>Mailboxes of this name and below it are under the root; null for all.</summary>
    public MailboxName? Under { get; init; }

    /// <summary>Who would exceed a limit is warned, and not refused.</summary>
    public bool IsSoft { get; init; }

    /// <summary>From so many percent of a limit on a client is warned when it opens or fills a mailbox; null for never.</summary>
    public int? WarnAt { get; init; }
}
