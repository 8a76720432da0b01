namespace ImapLab.Protocol.Replies;

/// <summary>ACL: all who may do something with a mailbox (RFC 4314 section 3.6).</summary>
/// <param name="Entries">Identifiers and the letters of their rights.</param>
public sealed record AccessReply(string Mailbox, IReadOnlyList<KeyValuePair<string, string>> Entries) : MailboxReply(Mailbox);

/// <summary>LISTRIGHTS: what can be given to somebody (RFC 4314 section 3.7).</summary>
/// <param name="Always">What the identifier has in any case.</param>
/// <param name="Optional">Letters that are given one by one, or together where several stand in one string.</param>
public sealed record ListRightsReply(string Mailbox, string Identifier, string Always, IReadOnlyList<string> Optional) : MailboxReply(Mailbox);

/// <summary>MYRIGHTS: what the client may do (RFC 4314 section 3.8).</summary>
public sealed record MyRightsReply(string Mailbox, string Rights) : MailboxReply(Mailbox);
