using ImapLab.Protocol.Mail;

namespace ImapLab.Server.Mailboxes;

/// <summary>Some of an account's mailboxes, by what they are called at the moment that counts.</summary>
/// <param name="Name">Canonical; null for the scopes that are not of a name.</param>
internal readonly record struct MailScope(MailScopeKind Kind, MailboxName? Name = null)
{
    public static readonly MailScope All = new(MailScopeKind.All);
    public static readonly MailScope Subscribed = new(MailScopeKind.Subscribed);

    /// <summary>Whether a name, which need not be that of a mailbox, is in it.</summary>
    public bool Covers(MailboxName name, MailStore store) => Kind switch
    {
        MailScopeKind.All => true,
        MailScopeKind.Subscribed => store.Folders.Find(name) is { IsSubscribed: true },
        MailScopeKind.Subtree => name == Name || name.IsBelow(Name!.Value, store.Delimiter),
        _ => name == Name,
    };
}

internal enum MailScopeKind
{
    All,
    Subscribed,

    /// <summary>A name and all below it.</summary>
    Subtree,

    /// <summary>One name.</summary>
    Named,
}
