namespace ImapLab.Server.Commands;

/// <summary>Where a session stands (RFC 9051 section 3). Flags, so that a row can name several.</summary>
[Flags]
public enum SessionStates
{
    None = 0,
    NotAuthenticated = 1,
    Authenticated = 2,
    Selected = 4,
    LoggedIn = Authenticated | Selected,
    Any = NotAuthenticated | LoggedIn,
}
