using System.Net;
using System.Security.Cryptography.X509Certificates;
using ImapLab.Protocol.Commands;
using ImapLab.Server.DotNetty;
using ImapLab.Server.Plans;
using ImapLab.Server.Runtime;
using ImapLab.Server.Tests.Bench;
using MailKit;
using MailKit.Net.Imap;
using MailKit.Security;
using MimeKit;

namespace ImapLab.Server.Tests.Clients;

/// <summary>How MailKit gets in: TLS over TCP, and its mechanisms.</summary>
[TestFixture]
internal sealed class MailKitLoginTests
{
    private static readonly string[] Mechanisms = ["PLAIN", "LOGIN", "CRAM-MD5", "SCRAM-SHA-256", "XOAUTH2", "OAUTHBEARER"];

    private static readonly ServerPlan Plan = ServerPlan.Plain with
    {
        Capabilities = new CapabilityPlan
        {
            InGreeting = true,
            InLoginReply = true,
            BeforeLogin = ["IMAP4rev1", "STARTTLS", "LOGINDISABLED", "SASL-IR", .. Mechanisms.Select(name => $"AUTH={name}")],
            AfterLogin = ["IMAP4rev1", "COMPRESS=DEFLATE"],
        },
    };

    private FakeImapServer _server = null!;
    private ServerListener _clear = null!;
    private ServerListener _tls = null!;

    [OneTimeSetUp]
    public async Task Start()
    {
        LabLoop Loop() => new ThreadLoop(error => TestContext.Out.WriteLine(error));
        _server = new FakeImapServer(Plan, [], TimeProvider.System, Loop(), Loop);
        _server.AddAccount(ServerBench.User, new Secret(ServerBench.Password));
        _server.Grant(ServerBench.User, new Secret("token"));
        _clear = await ServerListener.StartAsync(_server, new IPEndPoint(IPAddress.Loopback, 0));
        _tls = await ServerListener.StartAsync(_server, new IPEndPoint(IPAddress.Loopback, 0), tls: true);
    }

    [OneTimeTearDown]
    public async Task Stop()
    {
        await _clear.DisposeAsync();
        await _tls.DisposeAsync();
    }

    [Test]
    public async Task By_STARTTLS_and_from_the_first_byte([Values] bool implicitly)
    {
        using var client = await ConnectAsync(implicitly ? SecureSocketOptions.SslOnConnect : SecureSocketOptions.StartTls);

        Assert.That(client.Capabilities & ImapCapabilities.LoginDisabled, Is.EqualTo(ImapCapabilities.None));
        Assert.That(client.AuthenticationMechanisms, Does.Contain("PLAIN"), "Capabilities were read again.");
        await client.AuthenticateAsync(ServerBench.User, ServerBench.Password);

        Assert.That(client.Inbox.FullName, Is.EqualTo("INBOX"));
        await client.DisconnectAsync(true);
    }

    [Test]
    public async Task In_the_clear_it_may_not_tell_a_password()
    {
        using var client = await ConnectAsync(SecureSocketOptions.None);

        Assert.That(client.AuthenticationMechanisms, Is.EquivalentTo(new[] { "CRAM-MD5", "SCRAM-SHA-256" }));
        Assert.That(async () => await client.AuthenticateAsync(Sasl("PLAIN", ServerBench.Password)), Throws.InstanceOf<NotSupportedException>().Or.InstanceOf<AuthenticationException>());
    }

    [Test]
    public async Task It_compresses([Values(SecureSocketOptions.StartTls, SecureSocketOptions.SslOnConnect)] SecureSocketOptions security)
    {
        using var client = await ConnectAsync(security);
        await client.AuthenticateAsync(ServerBench.User, ServerBench.Password);
        await client.CompressAsync();
        await client.Inbox.OpenAsync(FolderAccess.ReadWrite);
        using var message = new MimeMessage { Subject = "Compressed", Body = new TextPart("plain") { Text = string.Concat(Enumerable.Range(0, 20_000).Select(number => $"Line {number}\r\n")) } };

        var uid = await client.Inbox.AppendAsync(message);
        await client.NoOpAsync();
        using var back = await client.Inbox.GetMessageAsync(client.Inbox.Count - 1);

        Assert.That(uid, Is.Null, "This server has no UIDPLUS.");
        Assert.That(back.TextBody, Is.EqualTo(message.TextBody));
        await client.DisconnectAsync(true);
    }

    [TestCaseSource(nameof(Mechanisms))]
    public async Task By_each_mechanism(string name)
    {
        using var client = await ConnectAsync(SecureSocketOptions.StartTls);

        await client.AuthenticateAsync(Sasl(name, name is "XOAUTH2" or "OAUTHBEARER" ? "token" : ServerBench.Password));

        Assert.That(client.IsAuthenticated, Is.True);
    }

    [TestCaseSource(nameof(Mechanisms))]
    public async Task Not_with_a_wrong_secret(string name)
    {
        using var client = await ConnectAsync(SecureSocketOptions.StartTls);

        Assert.That(async () => await client.AuthenticateAsync(Sasl(name, "wrong")), Throws.InstanceOf<AuthenticationException>());
        Assert.That(client.IsConnected, Is.True, "The next try may be right.");
    }

    [Test]
    public void A_client_that_does_not_trust_the_certificate_stays_out_and_harms_nobody()
    {
        using var client = new ImapClient();

        Assert.That(async () => await client.ConnectAsync("localhost", _tls.EndPoint.Port, SecureSocketOptions.SslOnConnect), Throws.InstanceOf<SslHandshakeException>());
        Assert.That(async () => (await ConnectAsync(SecureSocketOptions.SslOnConnect)).Dispose(), Throws.Nothing);
    }

    private static SaslMechanism Sasl(string name, string secret) => name switch
    {
        "PLAIN" => new SaslMechanismPlain(ServerBench.User, secret),
        "LOGIN" => new SaslMechanismLogin(ServerBench.User, secret),
        "CRAM-MD5" => new SaslMechanismCramMd5(ServerBench.User, secret),
        "SCRAM-SHA-256" => new SaslMechanismScramSha256(ServerBench.User, secret),
        "XOAUTH2" => new SaslMechanismOAuth2(ServerBench.User, secret),
        _ => new SaslMechanismOAuthBearer(ServerBench.User, secret),
    };

    private async Task<ImapClient> ConnectAsync(SecureSocketOptions security)
    {
        var known = X509Certificate2.CreateFromPem(_server.Certificate.Pem).GetCertHashString();
        var client = new ImapClient { ServerCertificateValidationCallback = (_, shown, _, _) => shown?.GetCertHashString() == known };
        await client.ConnectAsync("localhost", (security == SecureSocketOptions.SslOnConnect ? _tls : _clear).EndPoint.Port, security);
        return client;
    }
}
