using ImapLab.Server.Sessions;

namespace ImapLab.Server.Sasl;

/// <summary>An OAuth 2.0 access token that some authority is taken to have issued (RFC 6750).</summary>
/// <param name="Expires">Null for never.</param>
internal sealed record AccessToken(Account Account, DateTimeOffset? Expires)
{
    public bool IsExpired(DateTimeOffset now) => Expires <= now;
}
