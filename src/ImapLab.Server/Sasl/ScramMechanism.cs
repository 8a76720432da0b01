namespace ImapLab.Server.Sasl;

/// <summary>SCRAM-SHA-256 (RFC 7677, RFC 5802) without channel binding: both sides prove that they know the password, and neither tells it.</summary>
internal sealed class ScramMechanism : ISaslMechanism
{
    public string Name => "SCRAM-SHA-256";

    public bool RevealsSecret => false;

    public ISaslExchange Begin(SaslContext context) => new ScramExchange(context);
}
