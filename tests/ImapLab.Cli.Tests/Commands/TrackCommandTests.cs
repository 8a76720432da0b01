using System.Net;
using System.Net.Sockets;
using ImapLab.Tracking.Ports;
using ImapLab.Tracking.Sqlite;

namespace ImapLab.Cli.Tests.Commands;

[TestFixture]
[NonParallelizable]
internal sealed class TrackCommandTests
{
    private static readonly string[] Server = ["track", "--host", "127.0.0.1", "--user", "u", "--tls", "none"];

    [TestCase("--host", TestName = "No arguments")]
    public async Task What_is_required_is_asked_for(string named)
    {
        var (exitCode, _, error) = await CommandLine.RunAsync("track");

        Assert.That(exitCode, Is.EqualTo(ExitCodes.BadInput));
        Assert.That(error, Does.Contain(named));
    }

    [TestCase("--password-env", new string[0])]
    [TestCase("IMAPLAB_NO_SUCH_VARIABLE", new[] { "--password-env", "IMAPLAB_NO_SUCH_VARIABLE" })]
    [TestCase("/nowhere/password", new[] { "--password-file", "/nowhere/password" })]
    [TestCase("one of them", new[] { "--once", "--follow" })]
    [TestCase("\"separate\"", new[] { "--moves", "sometimes" })]
    [TestCase("\"cheap\"", new[] { "--flags", "all" })]
    [TestCase("--flag-window 0", new[] { "--flag-window", "0" })]
    [TestCase("\"references\"", new[] { "--threads", "guess" })]
    [TestCase("--move-window -1", new[] { "--move-window", "-1" })]
    [TestCase("--poll 0", new[] { "--poll", "0" })]
    [TestCase("--port 70000", new[] { "--port", "70000" })]
    [TestCase("--frobnicate", new[] { "--frobnicate" })]
    [TestCase("--history-days -1", new[] { "--history-days", "-1" })]
    [TestCase("--mass-deletion -1", new[] { "--mass-deletion", "-1" })]
    [TestCase("--webhook-park-after 0", new[] { "--webhook-park-after", "0" })]
    [TestCase("example.test", new[] { "--webhook", "example.test", "--state", "x.db" })]
    [TestCase("/hook", new[] { "--webhook", "/hook", "--state", "x.db" })]
    [TestCase("mailto:a@example.test", new[] { "--webhook", "mailto:a@example.test", "--state", "x.db" })]
    [TestCase("without a user name", new[] { "--webhook", "https://u:p@example.test/", "--state", "x.db" })]
    [TestCase("fragment", new[] { "--webhook", "https://example.test/#x", "--state", "x.db" })]
    [TestCase("each URL once", new[] { "--webhook", "https://example.test/", "--webhook", "https://example.test/", "--state", "x.db" })]
    [TestCase("--state FILE", new[] { "--webhook", "https://example.test/" })]
    [TestCase("no --webhook URL", new[] { "--webhook-secret-env", "PATH" })]
    [TestCase("IMAPLAB_NO_SUCH_VARIABLE", new[] { "--webhook", "https://example.test/", "--webhook-secret-env", "IMAPLAB_NO_SUCH_VARIABLE" })]
    [TestCase("one of them", new[] { "--webhook", "https://example.test/", "--webhook-secret-env", "PATH", "--webhook-secret-file", "/dev/null" })]
    [TestCase("found nothing", new[] { "--webhook", "https://example.test/", "--webhook-secret-file", "/dev/null" })]
    public async Task Bad_usage_ends_with_2_and_says_what_was_expected(string said, string[] arguments)
    {
        var (exitCode, output, error) = await CommandLine.RunAsync([.. Server, .. arguments]);

        Assert.That(exitCode, Is.EqualTo(ExitCodes.BadInput));
        Assert.That(error, Does.Contain(said));
        Assert.That(output, Is.Empty);
    }

    [Test]
    public async Task A_state_file_that_is_none_ends_with_2_and_stays_as_it_is()
    {
        using var password = new TemporaryFile("secret\n");
        using var state = new TemporaryFile("Dear diary " + new string('x', 1000));

        var (exitCode, _, error) = await CommandLine.RunAsync([.. Server, "--password-file", password.Path, "--state", state.Path, "--once"]);

        Assert.That(exitCode, Is.EqualTo(ExitCodes.BadInput));
        Assert.That(error, Does.Contain("not the state of a tracker"));
        Assert.That(await File.ReadAllTextAsync(state.Path), Does.StartWith("Dear diary"));
    }

    [Test]
    public async Task The_state_of_another_account_ends_with_2()
    {
        var folder = Directory.CreateTempSubdirectory("imaplab-track-").FullName;
        try
        {
            var state = Path.Combine(folder, "state.db");
            using (var store = SqliteTrackerStore.Open(state))
                store.Commit(new StoreChange { Account = "somebody else" });
            using var password = new TemporaryFile("secret\n");

            var (exitCode, _, error) = await CommandLine.RunAsync([.. Server, "--password-file", password.Path, "--state", state, "--once"]);

            Assert.That(exitCode, Is.EqualTo(ExitCodes.BadInput));
            Assert.That(error, Does.Contain("--state").And.Contain("\"somebody else\", not to \"u\""));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Test]
    public async Task A_server_that_is_not_there_ends_with_3()
    {
        using var password = new TemporaryFile("wrong-and-secret");

        var (exitCode, _, error) = await CommandLine.RunAsync([.. Server, "--port", $"{ClosedPort()}", "--password-file", password.Path, "--once"]);

        Assert.That(exitCode, Is.EqualTo(ExitCodes.Inconclusive));
        Assert.That(error, Does.Contain("refused").IgnoreCase.And.Not.Contain("wrong-and-secret"));
    }

    [Test]
    public async Task Help_has_an_example()
    {
        var (exitCode, output, _) = await CommandLine.RunAsync("track", "--help");

        Assert.That(exitCode, Is.EqualTo(ExitCodes.Success));
        Assert.That(output, Does.Contain("Example:").And.Contain("--password-env"));
    }

    private static int ClosedPort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
