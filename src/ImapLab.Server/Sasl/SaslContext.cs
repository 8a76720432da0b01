using System.Globalization;
using System.Text;
using ImapLab.Protocol.Commands;
using ImapLab.Server.Plans;
using ImapLab.Server.Runtime;
using ImapLab.Server.Sessions;

namespace ImapLab.Server.Sasl;

/// <summary>What a mechanism may know of the server, and its randomness.</summary>
/// <param name="random">This connection's own stream, so that what others do does not shift its challenges.</param>
internal sealed class SaslContext(ISessionServer server, RandomStream random)
{
    private const string NonceCharacters = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

    public ServerPlan Plan => server.Plan;

    public DateTimeOffset Now => server.Time.GetUtcNow();

    public Account? FindAccount(string user) => server.FindAccount(user);

    public AccessToken? FindToken(Secret token) => server.FindToken(token);

    /// <summary>Letters and digits that this connection was not given before.</summary>
    public string Nonce(int length)
    {
        var nonce = new StringBuilder(length);
        while (nonce.Length < length)
            nonce.Append(NonceCharacters[random.Next(0, NonceCharacters.Length)]);
        return nonce.ToString();
    }

    /// <summary>The same for a user at each login, as it has to be, and another for each user (RFC 5802 section 5.1).</summary>
    public byte[] SaltOf(string user)
    {
        var stream = server.Random.Stream(string.Create(CultureInfo.InvariantCulture, $"sasl/salt/{user}"));
        var salt = new byte[16];
        for (var index = 0; index < salt.Length; index++)
            salt[index] = (byte)stream.Next(0, 256);
        return salt;
    }
}
