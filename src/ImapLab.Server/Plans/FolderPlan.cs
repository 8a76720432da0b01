using ImapLab.Protocol.Mail;
using ImapLab.Protocol.Numbers;
using ImapLab.Server.Mailboxes;

namespace ImapLab.Server.Plans;

/// <summary>A folder of every account of a server.</summary>
/// <param name="Attributes">Attributes that LIST tells beside those of role and children. One with \Noselect or \NonExistent is a name and no mailbox.</param>
/// <param name="UidValidity">Null for one that the server picks.</param>
public sealed record FolderPlan(MailboxName Name, FolderRole Role, IReadOnlyList<string> Attributes, UidValidity? UidValidity = null)
{
    /// <summary>What an account is called in <see cref="Access"/>, whatever its name.</summary>
    public const string Owner = "owner";

    /// <summary>Whether an account has it from the start; else the plan only knows what it is for once somebody makes it.</summary>
    public bool IsThere { get; init; } = true;

    public bool IsSubscribed { get; init; } = true;

    /// <summary>Who may do what with it; <see cref="Owner"/> is the account itself, which may do all where nothing is said.</summary>
    public IReadOnlyList<KeyValuePair<string, MailboxRights>> Access { get; init; } = [];

    /// <summary>Whether it is a mailbox and not only a name.</summary>
    public bool IsMailbox => !Attributes.Any(attribute =>
        attribute.Equals("\\Noselect", StringComparison.OrdinalIgnoreCase) || attribute.Equals("\\NonExistent", StringComparison.OrdinalIgnoreCase));

    /// <summary>False for a mailbox that answers NOMODSEQ (RFC 7162 section 3.1.2.2).</summary>
    public bool KeepsModSeqs { get; init; } = true;
}
