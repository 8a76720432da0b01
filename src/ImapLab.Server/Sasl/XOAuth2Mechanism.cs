using ImapLab.Protocol.Commands;

namespace ImapLab.Server.Sasl;

/// <summary>XOAUTH2, as Google wrote it down and others took over: <c>user=… ^A auth=Bearer … ^A ^A</c>.</summary>
internal sealed class XOAuth2Mechanism : ISaslMechanism
{
    public string Name => "XOAUTH2";

    public bool RevealsSecret => true;

    public ISaslExchange Begin(SaslContext context) => new Exchange(context);

    private sealed class Exchange(SaslContext context) : BearerExchange(context)
    {
        private readonly string _scope = context.Plan.TokenScope;

        protected override (string? User, Secret? Token) Read(string message)
        {
            var fields = message.Split('\u0001');
            var user = fields[0].StartsWith("user=", StringComparison.OrdinalIgnoreCase) ? fields[0]["user=".Length..] : null;
            return user is { Length: > 0 } ? (user, TokenIn(fields)) : (null, null);
        }

        protected override object Error(bool badRequest) => new { status = badRequest ? "400" : "401", schemes = "bearer", scope = _scope };
    }
}
