using ImapLab.Protocol.Commands;

namespace ImapLab.Server.Sasl;

/// <summary>OAUTHBEARER (RFC 7628): <c>n,a=user, ^A host=… ^A port=… ^A auth=Bearer … ^A ^A</c>.</summary>
internal sealed class OAuthBearerMechanism : ISaslMechanism
{
    public string Name => "OAUTHBEARER";

    public bool RevealsSecret => true;

    public ISaslExchange Begin(SaslContext context) => new Exchange(context);

    private sealed class Exchange(SaslContext context) : BearerExchange(context)
    {
        private readonly string _scope = context.Plan.TokenScope;

        protected override (string? User, Secret? Token) Read(string message)
        {
            var fields = message.Split('\u0001');
            if (fields[0].Split(',') is not [("n" or "y"), var actsFor, ""] || !(actsFor.Length == 0 || actsFor.StartsWith("a=", StringComparison.Ordinal)))
                return (null, null);
            return (actsFor.Length > 2 ? SaslName.Read(actsFor[2..]) : null, TokenIn(fields));
        }

        // RFC 7628 section 3.2.2; a request that is none is an error of RFC 6750 section 3.1.
        protected override object Error(bool badRequest) => new { status = badRequest ? "invalid_request" : "invalid_token", schemes = "bearer", scope = _scope };
    }
}
