using ImapLab.Protocol.Mail;

namespace ImapLab.Protocol.Replies;

/// <param name="Name">The command that it answers: LIST, LSUB or XLIST.</param>
/// <param name="Mailbox">The decoded name as the server spells it.</param>
/// <param name="Role">What the folder is for, whether or not an attribute says so: quirks choose by it.</param>
public sealed record ListReply(string Name, IReadOnlyList<string> Attributes, char? Delimiter, string Mailbox, FolderRole Role) : MailboxReply(Mailbox)
{
    /// <summary>
    /// By which selection options there is something below the name that the client was not told of (RFC 5258 section 3.5); empty where there is nothing.
    /// </summary>
    public IReadOnlyList<string> ChildInfo { get; init; } = [];

    /// <summary>The name by which the client called the mailbox, or by which it was known, where it has another one (RFC 9051 section 6.3.9.7).</summary>
    public string? OldName { get; init; }
}
