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
        Assert.That(said["list-utf7"].Single(), Does.Contain("Entw&APw-rfe &- mehr"));
        Assert.That(said["partial"].Single(), Does.Contain("BODY[TEXT]<1> {3}").And.Contain("ell"));
        Assert.That(said["header"].Single(), Does.Contain("Subject: First"));
        Assert.That(said["sort-reverse"].Single(), Is.EqualTo("""["2 1"]"""));
        Assert.That(said["thread-subject"].Single(), Does.Contain("(1)").And.Contain("(2)"));
        Assert.That(said["idle"].Single(), Is.EqualTo("""["+ idling", "* 3 EXISTS", "x1 OK IDLE completed"]"""));
        Assert.That(said["fetch-news"].Single(), Does.Contain("RFC822.SIZE 5020"));
        Assert.That(said["expunge-news"].Single(), Is.EqualTo("""["3"]"""));
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

    [Test]
    public async Task ImapFlow_makes_its_tour_under_TLS_and_compression()
    {
        SystemProgram.Require("node", "nodejs");
        var modules = Environment.GetEnvironmentVariable("IMAPLAB_NODE_MODULES") ?? "";
        if (!Directory.Exists(Path.Combine(modules, "imapflow")))
            SystemProgram.Missing("ImapFlow is not installed: IMAPLAB_NODE_MODULES names no folder with it.");
        // A script finds its modules beside itself.
        File.Copy(Script("imapflow/tour.mjs"), _folder.File("tour.mjs"));
        Directory.CreateSymbolicLink(_folder.File("node_modules"), modules);

        var (exitCode, output, error) = await SystemProgram.RunAsync("node", _folder.File("tour.mjs"), $"{_server.Port}");

        Assert.That(exitCode, Is.Zero, output + error);
        var said = output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonDocument.Parse(line).RootElement).ToDictionary(line => line[0].GetString()!, line => line[1].GetRawText());
        Assert.That(said["wrong"], Is.EqualTo("true"), "A wrong password is known as one.");
        Assert.That(said["secure"], Is.EqualTo("true"));
        Assert.That(said["list"], Does.Contain("""["INBOX","\\Inbox",12]""").And.Contain("""["Sent","\\Sent",0]"""));
        Assert.That(said["append"], Is.EqualTo("1"));
        Assert.That(said["mailbox"], Is.EqualTo("""{"exists":12,"path":"INBOX"}"""));
        Assert.That(said["fetch"], Does.StartWith("[[1,").And.Not.Contain("false"), "Size and source agree.");
        Assert.That(said["one"], Is.EqualTo("12"));
        Assert.That(said["search"], Is.EqualTo("[1,2,3,4,5,6,7,8,9,10,11,12]"));
        Assert.That(said["seen"], Is.EqualTo("[1,2]"));
        Assert.That(said["copy"], Is.EqualTo("[[1,1]]"));
        Assert.That(said["move"], Is.EqualTo("[[2,1]]"));
        Assert.That(said["left"], Is.EqualTo("[1,4,5,6,7,8,9,10,11,12]"));
        Assert.That(said["exists"], Is.EqualTo("11"), "IDLE told of the message that came.");
        Assert.That(said["changed"], Does.StartWith("""[[5,["\\Answered","""));
        Assert.That(said["deleted"], Is.EqualTo("\"Play\""));
    }

    private static string Script(string name) => Path.Combine(AppContext.BaseDirectory, "Clients", name);
}
