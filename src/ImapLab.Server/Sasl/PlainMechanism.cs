using ImapLab.Protocol.Commands;

namespace ImapLab.Server.Sasl;

/// <summary>PLAIN (RFC 4616): <c>[for whom] NUL user NUL password</c> in one message.</summary>
internal sealed class PlainMechanism : ISaslMechanism
{
    public string Name => "PLAIN";

    public bool RevealsSecret => true;

    public ISaslExchange Begin(SaslContext context) => new Exchange(context);

    private sealed class Exchange(SaslContext context) : ISaslExchange
    {
        public byte[]? Opening => null;

        public SaslStep Next(byte[] response)
        {
            if (SaslText.Read(response).Split('\0') is not [var actsFor, { Length: > 0 } user, { Length: > 0 } password])
                throw new SaslException("expected [authorization] NUL user NUL password");
            var told = new SaslStep.Told(SaslText.Prepare(user), new Secret(SaslText.Prepare(password)));
            // That a user may not act for another is told to that user alone, who has to be right first (RFC 4616 section 2).
            return actsFor.Length > 0 && actsFor != user && context.FindAccount(told.User) is { } account && account.Accepts(told.Password)
                ? new SaslStep.Failed(SaslFailure.ActsForAnother)
                : told;
        }
    }
}
