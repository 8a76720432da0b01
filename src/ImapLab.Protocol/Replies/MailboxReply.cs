namespace ImapLab.Protocol.Replies;

/// <summary>A reply that tells of a mailbox by its name.</summary>
/// <param name="Mailbox">The decoded name as the server spells it.</param>
public abstract record MailboxReply(string Mailbox) : Reply;
