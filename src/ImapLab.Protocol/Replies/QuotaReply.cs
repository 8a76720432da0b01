namespace ImapLab.Protocol.Replies;

/// <summary>QUOTA: what a root limits, and how much of it is used (RFC 9208 section 4.2.1).</summary>
public sealed record QuotaReply(string Root, IReadOnlyList<QuotaDatum> Resources) : Reply;

/// <param name="Resource">In upper case.</param>
/// <param name="Usage">In the resource's own unit: STORAGE counts 1024 octets as one.</param>
public sealed record QuotaDatum(string Resource, ulong Usage, ulong Limit);

/// <summary>QUOTAROOT: the roots that a mailbox is under (RFC 9208 section 4.2.2).</summary>
public sealed record QuotaRootReply(string Mailbox, IReadOnlyList<string> Roots) : MailboxReply(Mailbox);
