using System.Text;
using MailKit;
using MailKit.Net.Imap;
using MailKit.Search;
using MailKit.Security;

namespace ImapLab.SystemTests;

/// <summary><c>imaplab serve --profile yahoo</c>, used as people use it.</summary>
[TestFixture]
internal sealed class ServeTests
{
    private const string Credentials = "user@example.test:password";

    [Test]
    public async Task Curl_sees_the_inbox_as_it_is_spelled_and_the_not_that_finds_nothing()
    {
        SystemProgram.Require("curl", "curl");
        await using var server = await ServeProcess.StartAsync("--profile", "yahoo", "--messages", "5");

        var list = await CurlAsync(server, "/");
        var not = await CurlAsync(server, "/INBOX?NOT%20SEEN");
        var all = await CurlAsync(server, "/INBOX?ALL");
        var message = await CurlAsync(server, "/INBOX;UID=3");

        Assert.That(list, Does.Contain("* LIST (\\HasNoChildren) \"/\" \"Inbox\"").And.Contain("\\Sent"));
        Assert.That(not, Is.EqualTo("* SEARCH"));
        Assert.That(all, Is.EqualTo("* SEARCH 1 2 3 4 5"));
        Assert.That(message, Does.Contain("Message-Id: <1.2@example.test>").And.Contain("\r\n\r\n"));
    }

    [Test]
    public async Task Curl_sees_what_the_standard_asks_on_the_plain_profile()
    {
        SystemProgram.Require("curl", "curl");
        await using var server = await ServeProcess.StartAsync("--profile", "plain", "--messages", "3");

        Assert.That(await CurlAsync(server, "/"), Does.Contain("INBOX").And.Not.Contain("Inbox"));
        Assert.That(await CurlAsync(server, "/INBOX?NOT%20SEEN"), Is.EqualTo("* SEARCH 1 2 3"));
    }

    [Test]
    public async Task Imaplib_makes_its_tour()
    {
        SystemProgram.Require("python3", "python3");
        await using var server = await ServeProcess.StartAsync("--profile", "yahoo", "--messages", "3");

        var (exitCode, output, error) = await SystemProgram.RunAsync("python3", Path.Combine(AppContext.BaseDirectory, "Clients", "imaplib_tour.py"), $"{server.Port}");

        Assert.That(exitCode, Is.Zero, output + error);
        var said = output.Split('\n');
        Assert.That(said, Does.Contain("search-not OK "));
        Assert.That(said, Does.Contain("search-unseen OK 1 2 3"));
        Assert.That(said, Does.Contain("found OK 4"));
        Assert.That(said, Does.Contain("idle + idling"));
        Assert.That(said, Does.Contain("done x1 OK IDLE completed"));
        Assert.That(said, Does.Contain("expunge OK 1"));
        Assert.That(output, Does.Contain("Inbox"));
    }

    [Test]
    public async Task MailKit_lists_fetches_searches_and_idles()
    {
        await using var server = await ServeProcess.StartAsync("--profile", "yahoo", "--messages", "20");
        using var client = await LogInAsync(server);

        Assert.That(client.Inbox.FullName, Is.EqualTo("Inbox").Or.EqualTo("INBOX"));
        Assert.That(client.GetFolder(SpecialFolder.Trash)!.FullName, Is.EqualTo("Trash"));
        await client.Inbox.OpenAsync(FolderAccess.ReadWrite);
        Assert.That(await client.Inbox.FetchAsync(0, -1, MessageSummaryItems.Full | MessageSummaryItems.UniqueId), Has.Count.EqualTo(20));
        Assert.That(await client.Inbox.SearchAsync(SearchQuery.Not(SearchQuery.Seen)), Is.Not.Empty, "MailKit writes UNSEEN for this one.");
        Assert.That(await client.Inbox.SearchAsync(SearchQuery.Not(SearchQuery.SubjectContains("no such subject"))), Is.Empty);

        var arrived = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        client.Inbox.CountChanged += (_, _) => arrived.TrySetResult();
        using var done = new CancellationTokenSource();
        var idle = client.IdleAsync(done.Token);
        using (var other = await LogInAsync(server))
        {
            using var message = await other.Inbox.OpenAsync(FolderAccess.ReadOnly) == FolderAccess.ReadOnly ? await other.Inbox.GetMessageAsync(0) : null;
            await other.Inbox.AppendAsync(message!);
        }

        await arrived.Task.WaitAsync(TimeSpan.FromSeconds(20));
        await done.CancelAsync();
        await idle;
    }

    [Test]
    public async Task The_transcript_shows_the_lies_and_no_password()
    {
        SystemProgram.Require("curl", "curl");
        using var folder = new TemporaryFolder();
        var transcript = folder.File("wire.log");
        await using (var server = await ServeProcess.StartAsync("--profile", "yahoo", "--messages", "2", "--transcript", transcript))
        {
            await CurlAsync(server, "/");
            await CurlAsync(server, "/INBOX?NOT%20SEEN");
            var (exitCode, took) = await server.TerminateAsync();
            Assert.That(exitCode, Is.Zero);
            Assert.That(took, Is.LessThan(TimeSpan.FromSeconds(2)));
        }

        var text = await File.ReadAllTextAsync(transcript);
        Assert.That(text, Does.Contain("S: * LIST (\\HasNoChildren) \"/\" \"Inbox\"").And.Match(@"C: A\d+ SEARCH NOT SEEN\n.*S: \* SEARCH\n"));
        Assert.That(text, Does.Not.Contain("password").And.Not.Contain(Convert.ToBase64String(Encoding.ASCII.GetBytes("\0user@example.test\0password"))));
    }

    [Test]
    public async Task Mail_of_a_folder_is_served_byte_for_byte()
    {
        SystemProgram.Require("curl", "curl");
        using var folder = new TemporaryFolder();
        await File.WriteAllTextAsync(folder.File("1.eml"), "Subject: One\n\nunix line ends\n");
        await File.WriteAllTextAsync(folder.File("2.mbox"), "From a@b Thu Jan 1 00:00:00 2026\nSubject: Two\n\n>From here\n\nFrom a@b Thu Jan 1 00:00:00 2026\nSubject: Three\n\nx\n");
        await using var server = await ServeProcess.StartAsync("--mail", Path.GetDirectoryName(folder.File("x"))!);

        Assert.That(await CurlAsync(server, "/INBOX?ALL"), Is.EqualTo("* SEARCH 1 2 3"));
        Assert.That(await CurlAsync(server, "/INBOX;UID=1"), Is.EqualTo("Subject: One\r\n\r\nunix line ends"));
        Assert.That(await CurlAsync(server, "/INBOX;UID=2"), Is.EqualTo("Subject: Two\r\n\r\nFrom here"));
    }

    [TestCase("--listen", "nowhere", "--listen nowhere: expected ADDRESS:PORT")]
    [TestCase("--listen", "0.0.0.0:0", "other machines could reach it")]
    [TestCase("--tls-listen", "0.0.0.0:0", "other machines could reach it")]
    [TestCase("--certificate", "/no/such/file", "--certificate /no/such/file:")]
    [TestCase("--certificate", "/etc/passwd", "--certificate /etc/passwd:")]
    [TestCase("--certificate-out", "/no/such/folder/x", "--certificate-out /no/such/folder/x:")]
    [TestCase("--token-file", "/no/such/file", "--token-file /no/such/file:")]
    [TestCase("--token-file", "/etc/hostname", "/etc/hostname:1: expected USER TOKEN")]
    [TestCase("--account", "nobody", "--account: expected USER:PASSWORD")]
    [TestCase("--profile", "yaho", "No profile and no file \"yaho\"")]
    [TestCase("--mail", "/no/such/folder", "--mail /no/such/folder: expected a folder")]
    [TestCase("--messages", "-1", "--messages -1: expected 0 or more")]
    [TestCase("--messages", "many", "many")]
    [TestCase("--transcript", "/no/such/folder/x", "--transcript /no/such/folder/x:")]
    public async Task Bad_input_ends_with_2_and_says_what_was_expected(string option, string value, string expected)
    {
        var (exitCode, output, error) = await SystemProgram.RunAsync("dotnet", Path.Combine(AppContext.BaseDirectory, "imaplab.dll"), "serve", option, value);

        Assert.That(exitCode, Is.EqualTo(2), output + error);
        Assert.That(error, Does.Contain(expected));
        Assert.That(output, Is.Empty);
    }

    private static async Task<string> CurlAsync(ServeProcess server, string path)
    {
        var (exitCode, output, error) = await SystemProgram.RunAsync("curl", "--silent", "--show-error", "--user", Credentials, $"imap://{server.Address}{path}");
        Assert.That(exitCode, Is.Zero, error);
        return output.TrimEnd('\r', '\n');
    }

    private static async Task<ImapClient> LogInAsync(ServeProcess server)
    {
        var client = new ImapClient();
        await client.ConnectAsync("127.0.0.1", server.Port, SecureSocketOptions.None);
        await client.AuthenticateAsync("user@example.test", "password");
        return client;
    }
}
