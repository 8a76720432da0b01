using ImapLab.Protocol.Commands;
using ImapLab.Server.Mailboxes;
using ImapLab.Server.Runtime;
using ImapLab.Server.Seams;

namespace ImapLab.Server.Sessions;

/// <summary>A user of the server: credentials, mail, and the loop that both live on.</summary>
public sealed class Account
{
    private readonly Secret _password;

    internal Account(string user, Secret password, MailStore store, LabLoop loop)
    {
        User = user;
        Store = store;
        Loop = loop;
        Context = new AccountContext(user, store);
        _password = password;
    }

    public string User { get; }

    /// <summary>The account's mail. To be touched on <see cref="Loop"/> only.</summary>
    public MailStore Store { get; }

    public LabLoop Loop { get; }

    /// <summary>How many connections are logged in.</summary>
    public int Connections => Context.Connections;

    internal AccountContext Context { get; }

    internal string Password => _password.Value;

    internal bool Accepts(Secret password) => _password == password;

    internal void Joined(ImapSession session)
    {
        Context.Connections++;
        Context.Logins++;
        var every = session.Plan.Semantics.NewEpochEveryLogins;
        if (every > 0 && Context.Logins % every == 0)
            Store.Find(Protocol.Mail.MailboxName.Inbox)?.Renumber(Store.NextEpoch());
    }

    internal void Left()
    {
        Context.Connections--;
    }
}
