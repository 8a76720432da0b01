using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace ImapLab.Server.Sasl;

/// <summary>The messages of SCRAM-SHA-256 in the names of RFC 5802 section 3.</summary>
internal sealed class ScramExchange(SaslContext context) : ISaslExchange
{
    /// <summary>The least that RFC 7677 section 4 allows.</summary>
    private const int Iterations = 4096;

    private string _user = "";
    private string _header = "";
    private string _nonce = "";
    private string _clientFirstBare = "";
    private string _serverFirst = "";
    private bool _proved;

    public byte[]? Opening => null;

    public SaslStep Next(byte[] response)
    {
        var text = SaslText.Read(response);
        if (_serverFirst.Length == 0)
            return First(text);
        return _proved ? End(text) : Final(text);
    }

    /// <summary><c>n,a=for whom,n=user,r=nonce</c></summary>
    private SaslStep.Challenge First(string message)
    {
        if (message.Split(',', 3) is not [var binding, var actsFor, var bare])
            throw new SaslException("expected the client's first message: a header, a user and a nonce");
        if (binding is not ("n" or "y"))
            throw new SaslException("channel binding is not supported");
        if (bare.StartsWith("m=", StringComparison.Ordinal))
            throw new SaslException("extensions are not supported");
        if (bare.Split(',') is not [var user, var nonce, ..] || !user.StartsWith("n=", StringComparison.Ordinal) || !nonce.StartsWith("r=", StringComparison.Ordinal) || nonce.Length < 3)
            throw new SaslException("expected n=user,r=nonce");
        _user = SaslText.Prepare(SaslName.Read(user[2..]));
        if (actsFor.Length > 0 && actsFor != $"a={user[2..]}")
            throw new SaslException("nobody acts for another here");
        _header = $"{binding},{actsFor},";
        _clientFirstBare = bare;
        _nonce = nonce[2..] + context.Nonce(24);
        _serverFirst = string.Create(CultureInfo.InvariantCulture, $"r={_nonce},s={Convert.ToBase64String(context.SaltOf(_user))},i={Iterations}");
        return new SaslStep.Challenge(Encoding.UTF8.GetBytes(_serverFirst));
    }

    /// <summary><c>c=header in base64,r=nonces,p=proof</c></summary>
    private SaslStep Final(string message)
    {
        var end = message.LastIndexOf(",p=", StringComparison.Ordinal);
        if (end < 0)
            throw new SaslException("expected the client's final message with its proof");
        var withoutProof = message[..end];
        if (withoutProof != $"c={Convert.ToBase64String(Encoding.UTF8.GetBytes(_header))},r={_nonce}")
            throw new SaslException("header or nonce are not those of the exchange");
        if (context.FindAccount(_user) is not { } account || Verify(account.Password, withoutProof, message[(end + 3)..]) is not { } signature)
            return new SaslStep.Failed(SaslFailure.Credentials);
        _proved = true;
        return new SaslStep.Challenge(Encoding.ASCII.GetBytes($"v={Convert.ToBase64String(signature)}"));
    }

    /// <summary>IMAP's OK carries no data, so the server's proof was a challenge, and the client has nothing to say to it (RFC 4422 section 5).</summary>
    private SaslStep.Proved End(string message) => message.Length == 0 ? new SaslStep.Proved(_user) : throw new SaslException("expected an empty response");

    /// <returns>The server's own proof, or null where the client's is wrong.</returns>
    private byte[]? Verify(string password, string clientFinalWithoutProof, string proof)
    {
        var salted = Rfc2898DeriveBytes.Pbkdf2(Encoding.UTF8.GetBytes(password), context.SaltOf(_user), Iterations, HashAlgorithmName.SHA256, 32);
        var clientKey = HMACSHA256.HashData(salted, "Client Key"u8);
        var message = Encoding.UTF8.GetBytes($"{_clientFirstBare},{_serverFirst},{clientFinalWithoutProof}");
        var signature = HMACSHA256.HashData(SHA256.HashData(clientKey), message);
        var expected = clientKey.Zip(signature, (key, sign) => (byte)(key ^ sign)).ToArray();
        var given = new byte[expected.Length];
        return Convert.TryFromBase64String(proof, given, out var length) && length == expected.Length && CryptographicOperations.FixedTimeEquals(given, expected)
            ? HMACSHA256.HashData(HMACSHA256.HashData(salted, "Server Key"u8), message)
            : null;
    }
}
