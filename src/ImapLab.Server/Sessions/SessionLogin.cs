using System.Globalization;
using ImapLab.Protocol.Commands;
using ImapLab.Server.Sasl;

namespace ImapLab.Server.Sessions;

/// <summary>Whose session it is.</summary>
internal sealed class SessionLogin(ImapSession session, IConnectionHost host)
{
    /// <summary>Null before login.</summary>
    public Account? Account { get; private set; }

    /// <summary>What the client is told of the account.</summary>
    public AccountNews News { get; } = new(session);

    /// <summary>What a mechanism of AUTHENTICATE works with.</summary>
    public SaslContext Sasl => field ??= new SaslContext(session.Server, session.Server.Random.Stream(string.Create(CultureInfo.InvariantCulture, $"sasl/connection-{session.Number}")));

    /// <summary>Moves a client that is about to log in to its account's loop: the account's state is that loop's alone.</summary>
    /// <returns>Whether it moved, so that the command must run in a later item.</returns>
    public bool MovesFor(ImapCommand command)
    {
        if (Account is not null || command is not LoginCommand login || session.Server.FindAccount(login.User) is not { } account)
            return false;
        host.MoveTo(account.Loop);
        return true;
    }

    /// <returns>False where the credentials are not those of an account.</returns>
    public bool LogIn(LoginCommand credentials)
    {
        if (session.Server.FindAccount(credentials.User) is not { } account || !(credentials.IsProved || account.Accepts(credentials.Password)))
            return false;
        Account = account;
        account.Joined(session);
        session.Seams.LoggedIn();
        return true;
    }

    /// <summary>Nobody is logged in any more; who comes next may have another account, and another loop.</summary>
    public void LogOut()
    {
        Gone();
        Account = null;
        host.MoveTo(session.Server.FrontLoop);
    }

    /// <summary>The connection is gone.</summary>
    public void Gone()
    {
        News.Leave();
        Account?.Left();
    }
}
