using ImapLab.Protocol.Mail;

namespace ImapLab.Protocol.Commands;

/// <summary>SETACL, DELETEACL, GETACL, LISTRIGHTS or MYRIGHTS (RFC 4314 section 3).</summary>
/// <param name="Given">The mailbox as the client spelt it.</param>
/// <param name="Identifier">Whose rights; empty in GETACL and MYRIGHTS.</param>
/// <param name="Rights">SETACL's rights with the sign before them; empty in the others.</param>
public sealed record AccessCommand(string Tag, string Name, MailboxName Mailbox, string Given, string Identifier, string Rights) : ImapCommand(Tag, Name);
