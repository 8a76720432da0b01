using ImapLab.Protocol.Mail;
using ImapLab.Protocol.Numbers;

namespace ImapLab.Server.Plans;

/// <summary>A folder that an account has from the start.</summary>
/// <param name="Attributes">Attributes that LIST tells beside those of role and children.</param>
/// <param name="UidValidity">Null for one that the server picks.</param>
public sealed record FolderPlan(MailboxName Name, FolderRole Role, IReadOnlyList<string> Attributes, UidValidity? UidValidity = null);
