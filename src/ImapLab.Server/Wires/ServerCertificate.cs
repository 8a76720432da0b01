using System.Net;
using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace ImapLab.Server.Wires;

/// <summary>What a server shows to clients that ask for TLS.</summary>
public sealed class ServerCertificate
{
    private static readonly TimeSpan Before = TimeSpan.FromDays(1);
    private static readonly TimeSpan After = TimeSpan.FromDays(365);

    private readonly X509Certificate2 _certificate;

    private ServerCertificate(X509Certificate2 certificate, X509Certificate2Collection? chain = null)
    {
        _certificate = certificate;
        // Offline: nobody shall be asked on the network about a laboratory's certificate.
        Context = SslStreamCertificateContext.Create(certificate, chain, offline: true);
    }

    /// <summary>The certificate as PEM, without its key: a client that is given it can trust the server.</summary>
    public string Pem => _certificate.ExportCertificatePem() + "\n";

    internal SslStreamCertificateContext Context { get; }

    /// <summary>Makes a certificate of its own for <c>localhost</c>, <c>127.0.0.1</c> and <c>::1</c>, valid for a year from now on.</summary>
    public static ServerCertificate SelfSigned(TimeProvider time)
    {
        ArgumentNullException.ThrowIfNull(time);
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=localhost", key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName("localhost");
        names.AddIpAddress(IPAddress.Loopback);
        names.AddIpAddress(IPAddress.IPv6Loopback);
        request.CertificateExtensions.Add(names.Build());
        // It is its own authority, so that clients can be told to trust it and nothing else.
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(certificateAuthority: true, hasPathLengthConstraint: true, pathLengthConstraint: 0, critical: true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.DigitalSignature | X509KeyUsageFlags.KeyCertSign, critical: true));
        request.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension([new Oid("1.3.6.1.5.5.7.3.1", "serverAuth")], critical: false));
        request.CertificateExtensions.Add(new X509SubjectKeyIdentifierExtension(request.PublicKey, critical: false));
        var now = time.GetUtcNow();
        return new ServerCertificate(request.CreateSelfSigned(now - Before, now + After));
    }

    /// <summary>Reads a certificate with its key from a file: PEM (certificate, key and what else is in the chain) or PKCS#12.</summary>
    /// <param name="password">Null where the key is not encrypted.</param>
    /// <exception cref="CryptographicException">It is neither, has no key, or the password is another.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public static ServerCertificate Read(string file, string? password = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(file);
        var bytes = File.ReadAllBytes(file);
        return bytes.AsSpan().IndexOf("-----BEGIN "u8) >= 0 ? ReadPem(file, password) : ReadPkcs12(bytes, password);
    }

    private static ServerCertificate ReadPem(string file, string? password)
    {
        var certificate = password is null ? X509Certificate2.CreateFromPemFile(file) : X509Certificate2.CreateFromEncryptedPemFile(file, password);
        var chain = new X509Certificate2Collection();
        chain.ImportFromPemFile(file);
        return new ServerCertificate(certificate, chain);
    }

    private static ServerCertificate ReadPkcs12(byte[] bytes, string? password)
    {
        var all = X509CertificateLoader.LoadPkcs12Collection(bytes, password);
        var certificate = all.FirstOrDefault(one => one.HasPrivateKey) ?? throw new CryptographicException("It holds no certificate with its key.");
        return new ServerCertificate(certificate, all);
    }
}
