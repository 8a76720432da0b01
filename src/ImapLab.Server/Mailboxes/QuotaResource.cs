namespace ImapLab.Server.Mailboxes;

/// <summary>What a quota limits (RFC 9208 section 5).</summary>
public enum QuotaResource
{
    /// <summary>The size of all messages, in units of 1024 octets.</summary>
    Storage,

    /// <summary>How many messages there are.</summary>
    Message,

    /// <summary>How many mailboxes there are.</summary>
    Mailbox,
}
