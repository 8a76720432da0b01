using ImapLab.Protocol.Numbers;

namespace ImapLab.Protocol.Mail;

/// <summary>Octets of a message on the server, as an IMAP URL without a server names them (RFC 5092, RFC 4469 section 3).</summary>
/// <param name="UidValidity">The epoch that the URL is of; null where it does not say.</param>
/// <param name="Partial">First octet, and how many at most (null: all that follow), for <c>;PARTIAL=</c> (RFC 5550 section 3.2's URL-PARTIAL).</param>
public sealed record MessageUrl(MailboxName Mailbox, UidValidity? UidValidity, Uid Uid, SectionSpec Section, (uint Offset, uint? Length)? Partial);
