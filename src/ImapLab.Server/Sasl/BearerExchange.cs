using System.Text.Json;
using ImapLab.Protocol.Commands;

namespace ImapLab.Server.Sasl;

/// <summary>
/// What XOAUTH2 and OAUTHBEARER share: one message with a token. A token that is refused is told why in JSON; the client then answers
/// something, which ends the exchange (RFC 7628 section 3.2.3).
/// </summary>
internal abstract class BearerExchange(SaslContext context) : ISaslExchange
{
    private SaslFailure? _failure;

    public byte[]? Opening => null;

    public SaslStep Next(byte[] response)
    {
        if (_failure is { } failure)
            return new SaslStep.Failed(failure);
        var (user, token) = Read(SaslText.Read(response));
        if (token is not null && context.FindToken(token.Value) is { } known && (user is null || known.Account.User == user))
        {
            if (!known.IsExpired(context.Now))
                return new SaslStep.Proved(known.Account.User);
            _failure = SaslFailure.Expired;
        }

        _failure ??= SaslFailure.Credentials;
        return new SaslStep.Challenge(JsonSerializer.SerializeToUtf8Bytes(Error(token is null)));
    }

    /// <returns>The user, null where the token alone says who it is; and the token, null where there is none.</returns>
    protected abstract (string? User, Secret? Token) Read(string message);

    /// <param name="badRequest">The message was none, rather than the token wrong.</param>
    protected abstract object Error(bool badRequest);

    /// <summary>The token of <c>auth=Bearer …</c> among fields that ^A parts; other fields are passed over.</summary>
    protected static Secret? TokenIn(IEnumerable<string> fields)
    {
        const string Scheme = "auth=Bearer ";
        var token = fields.FirstOrDefault(field => field.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase))?[Scheme.Length..].Trim();
        return token is { Length: > 0 } ? new Secret(token) : null;
    }
}
