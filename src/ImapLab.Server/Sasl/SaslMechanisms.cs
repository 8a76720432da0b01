namespace ImapLab.Server.Sasl;

/// <summary>All mechanisms that a server can have.</summary>
internal static class SaslMechanisms
{
    private const string Prefix = "AUTH=";

    public static IReadOnlyList<ISaslMechanism> All { get; } =
        [new PlainMechanism(), new LoginMechanism(), new CramMd5Mechanism(), new ScramMechanism(), new XOAuth2Mechanism(), new OAuthBearerMechanism()];

    public static string CapabilityOf(ISaslMechanism mechanism) => Prefix + mechanism.Name;

    /// <param name="capability">As it is advertised: <c>AUTH=PLAIN</c>.</param>
    public static ISaslMechanism? OfCapability(string capability) =>
        capability.StartsWith(Prefix, StringComparison.OrdinalIgnoreCase) ? Find(capability[Prefix.Length..]) : null;

    public static ISaslMechanism? Find(string name) => All.FirstOrDefault(mechanism => mechanism.Name.Equals(name, StringComparison.OrdinalIgnoreCase));
}
