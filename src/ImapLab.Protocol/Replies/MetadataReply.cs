namespace ImapLab.Protocol.Replies;

/// <summary>METADATA in answer to a client (RFC 5464 section 4.4.1).</summary>
/// <param name="Mailbox">Empty for the server.</param>
/// <param name="Values">Entries and what they hold; null for one that there is not.</param>
public sealed record MetadataReply(string Mailbox, IReadOnlyList<KeyValuePair<string, ReadOnlyMemory<byte>?>> Values) : MailboxReply(Mailbox);

/// <summary>METADATA unasked: entries that somebody else has changed (RFC 5464 section 4.4.2).</summary>
/// <param name="Mailbox">Empty for the server.</param>
public sealed record MetadataChangedReply(string Mailbox, IReadOnlyList<string> Entries) : MailboxReply(Mailbox);
