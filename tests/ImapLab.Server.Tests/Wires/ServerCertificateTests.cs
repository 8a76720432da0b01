using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using ImapLab.Server.Wires;

namespace ImapLab.Server.Tests.Wires;

[TestFixture]
internal sealed class ServerCertificateTests
{
    private string _file = null!;

    [SetUp]
    public void NameFile() => _file = Path.Combine(Directory.CreateTempSubdirectory("imaplab-").FullName, "certificate");

    [TearDown]
    public void RemoveFile() => Directory.Delete(Path.GetDirectoryName(_file)!, recursive: true);

    [Test]
    public void A_certificate_of_its_own_is_for_this_machine()
    {
        using var made = X509Certificate2.CreateFromPem(ServerCertificate.SelfSigned(TimeProvider.System).Pem);

        Assert.That(made.MatchesHostname("localhost"), Is.True);
        Assert.That(made.MatchesHostname("127.0.0.1"), Is.True);
        Assert.That(made.MatchesHostname("imap.example.test"), Is.False);
        Assert.That(made.NotAfter.ToUniversalTime(), Is.GreaterThan(TimeProvider.System.GetUtcNow().UtcDateTime.AddDays(300)));
    }

    [TestCase(null)]
    [TestCase("secret")]
    public void It_is_read_from_PEM(string? password)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using var made = Make(key);
        var keyPem = password is null
            ? key.ExportPkcs8PrivateKeyPem()
            : key.ExportEncryptedPkcs8PrivateKeyPem(password, new PbeParameters(PbeEncryptionAlgorithm.Aes256Cbc, HashAlgorithmName.SHA256, 1000));
        File.WriteAllText(_file, $"{made.ExportCertificatePem()}\n{keyPem}\n");

        Assert.That(ServerCertificate.Read(_file, password).Pem, Does.Contain(made.ExportCertificatePem()));
    }

    [TestCase(null)]
    [TestCase("secret")]
    public void It_is_read_from_PKCS12(string? password)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using var made = Make(key);
        File.WriteAllBytes(_file, made.Export(X509ContentType.Pkcs12, password));

        Assert.That(ServerCertificate.Read(_file, password).Pem, Does.Contain(made.ExportCertificatePem()));
    }

    [TestCase("")]
    [TestCase("nothing of the kind")]
    [TestCase("-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n")]
    public void What_is_no_certificate_is_refused(string content)
    {
        File.WriteAllBytes(_file, Encoding.ASCII.GetBytes(content));

        Assert.That(() => ServerCertificate.Read(_file), Throws.InstanceOf<CryptographicException>());
    }

    [Test]
    public void A_certificate_without_its_key_is_refused()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using var made = Make(key);
        File.WriteAllText(_file, made.ExportCertificatePem());

        Assert.That(() => ServerCertificate.Read(_file), Throws.InstanceOf<CryptographicException>());
    }

    private static X509Certificate2 Make(ECDsa key) =>
        new CertificateRequest("CN=localhost", key, HashAlgorithmName.SHA256)
            .CreateSelfSigned(new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero), new DateTimeOffset(2036, 1, 1, 0, 0, 0, TimeSpan.Zero));
}
