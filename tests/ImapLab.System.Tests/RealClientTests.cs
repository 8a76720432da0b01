using System.Text.Json;

namespace ImapLab.SystemTests;

/// <summary>Clients that are not ours, over TLS too, against a server that can do all that they ask for: what they saw is what there is.</summary>
[TestFixture]
internal sealed class RealClientTests
{
    private const string Credentials = "user@example.test:password";
    private const int Messages = 12;

    private TemporaryFolder _folder = null!;
    private ServeProcess _server = null!;

    private string Certificate => _folder.File("server.pem");

    [SetUp]
    public async Task Start()
    {
        _folder = new TemporaryFolder();
        _server = await ServeProcess.StartAsync(
            "--tls-listen", "127.0.0.1:0", "--certificate-out", Certificate, "--profile", Script("everything.yaml"), "--messages", $"{Messages}");
    }

    [TearDown]
    public async Task Stop()
    {
        await _server.DisposeAsync();
        _folder.Dispose();
    }

    [TestCase("imap", "--ssl-reqd")]
    [TestCase("imaps", "--silent")]
    [TestCase("imap", "--silent")]
    public async Task Curl_gets_in_with_TLS_and_without(string scheme, string option)
    {
        SystemProgram.Require("curl", "curl");
        var port = scheme == "imaps" ? _server.TlsPort : _server.Port;

        var (exitCode, output, error) = await SystemProgram.RunAsync(
            "curl", "--silent", "--show-error", option, "--cacert", Certificate, "--user", Credentials, $"{scheme}://localhost:{port}/INBOX?ALL");

        Assert.That(exitCode, Is.Zero, error);
        Assert.That(output.Trim(), Is.EqualTo($"* SEARCH {string.Join(' ', Enumerable.Range(1, Messages))}"));
    }

    [Test]
    public async Task Curl_does_not_trust_a_certificate_that_it_was_not_given()
    {
        SystemProgram.Require("curl", "curl");

        var (exitCode, _, error) = await SystemProgram.RunAsync("curl", "--silent", "--show-error", "--user", Credentials, $"imaps://localhost:{_server.TlsPort}/");

        Assert.That(exitCode, Is.EqualTo(60), error);
    }

    [Test]
    public async Task Imaplib_finds_its_whole_surface()
    {
        SystemProgram.Require("python3", "python3");

        var (exitCode, output, error) = await SystemProgram.RunAsync("python3", Script("imaplib_surface.py"), $"{_server.Port}", $"{_server.TlsPort}", Certificate);

        Assert.That(exitCode, Is.Zero, output + error);
        var said = output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonDocument.Parse(line).RootElement)
            .Where(line => line.GetArrayLength() == 3).ToLookup(line => line[0].GetString(), line => line[2].ToString());
        Assert.That(said["status"].Single(), Does.Contain($"MESSAGES {Messages}").And.Contain($"UNSEEN {Messages}"));
        Assert.That(said["list"].Single(), Does.Contain("Work/Deep").And.Contain("Archive"));
        Assert.That(said["select"].Single(), Is.EqualTo("""["2"]"""));
        Assert.That(said["fetch"].Single(), Does.Contain("First").And.Contain("Second").And.Contain("15-Jan-2026 10:30:00 +0000"));
        Assert.That(said["search"].Single(), Is.EqualTo("""["1"]"""));
        Assert.That(said["uid-search"].Single(), Is.EqualTo("""["2"]"""));
        Assert.That(said["sort"].Single(), Is.EqualTo("""["1 2"]"""));
        Assert.That(said["sort-from"].Single(), Is.EqualTo("""["2 1"]"""));
        Assert.That(said["thread"].Single(), Is.EqualTo("""["(1)(2)"]"""));
        Assert.That(said["copy"].Single(), Does.Contain("COPYUID"));
        Assert.That(said["examine"].Single(), Is.EqualTo("""["1"]"""), "The copy is there.");
    }

    private static string Script(string name) => Path.Combine(AppContext.BaseDirectory, "Clients", name);
}
