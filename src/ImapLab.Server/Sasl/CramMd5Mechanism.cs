using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace ImapLab.Server.Sasl;

/// <summary>CRAM-MD5 (RFC 2195): the client answers with its name and an HMAC of the server's challenge under its password.</summary>
internal sealed class CramMd5Mechanism : ISaslMechanism
{
    public string Name => "CRAM-MD5";

    public bool RevealsSecret => false;

    public ISaslExchange Begin(SaslContext context) => new Exchange(context);

    private sealed class Exchange(SaslContext context) : ISaslExchange
    {
        private readonly byte[] _challenge = Encoding.ASCII.GetBytes(
            string.Create(CultureInfo.InvariantCulture, $"<{context.Nonce(16)}.{context.Now.ToUnixTimeSeconds()}@localhost>"));

        public byte[]? Opening => _challenge;

        public SaslStep Next(byte[] response)
        {
            var text = SaslText.Read(response);
            var space = text.LastIndexOf(' ');
            if (space <= 0)
                throw new SaslException("expected a user, a space and a digest");
            var user = SaslText.Prepare(text[..space]);
            return context.FindAccount(user) is { } account && Digest(account.Password) == text[(space + 1)..]
                ? new SaslStep.Proved(user)
                : new SaslStep.Failed(SaslFailure.Credentials);
        }

#pragma warning disable CA5351 // The mechanism is defined with MD5; clients that know no better one are what it is here for.
        private string Digest(string password) => Convert.ToHexStringLower(HMACMD5.HashData(Encoding.UTF8.GetBytes(password), _challenge));
#pragma warning restore CA5351
    }
}
