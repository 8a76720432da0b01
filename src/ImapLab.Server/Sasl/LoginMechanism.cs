using ImapLab.Protocol.Commands;

namespace ImapLab.Server.Sasl;

/// <summary>
/// LOGIN, which was never more than a draft (draft-murchison-sasl-login): the server asks for name and password. Clients send the name with the
/// command too, though the server would have asked.
/// </summary>
internal sealed class LoginMechanism : ISaslMechanism
{
    public string Name => "LOGIN";

    public bool RevealsSecret => true;

    public ISaslExchange Begin(SaslContext context) => new Exchange();

    private sealed class Exchange : ISaslExchange
    {
        private string? _user;

        public byte[]? Opening => "Username:"u8.ToArray();

        public bool TakesInitialResponse => true;

        public SaslStep Next(byte[] response)
        {
            var text = SaslText.Prepare(SaslText.Read(response));
            if (_user is not null)
                return new SaslStep.Told(_user, new Secret(text));
            _user = text;
            return new SaslStep.Challenge("Password:"u8.ToArray());
        }
    }
}
