using System.Text.Json;
using ImapLab.Tracking.Events;
using MailKit;
using MailKit.Net.Imap;
using MailKit.Security;
using MimeKit;

namespace ImapLab.SystemTests;

/// <summary>Several accounts in one real process.</summary>
[TestFixture]
internal sealed class TrackAccountsTests
{
    [Test]
    public async Task An_account_that_fails_does_not_stop_the_others()
    {
        using var folder = new TemporaryFolder();
        await using var first = await ServeProcess.StartAsync("--account", "ann:right");
        await using var second = await ServeProcess.StartAsync("--account", "bob:right", "--tls-listen", "127.0.0.1:0", "--certificate-out", folder.File("ca.pem"));
        await File.WriteAllTextAsync(folder.File("wrong"), "wrong\n");
        await File.WriteAllTextAsync(folder.File("accounts.yaml"), $$"""
            state: states
            defaults: {host: 127.0.0.1, poll: 2s}
            accounts:
              - {user: ann, port: {{first.Port}}, tls: none, password-env: TEST_PASSWORD}
              - {user: bob, port: {{second.TlsPort}}, ca-file: ca.pem, password-env: TEST_PASSWORD}
              - {account: bob-with-another-password, user: bob, port: {{second.Port}}, tls: none, password-file: wrong}
              - {account: nobody, user: nobody, port: 1, tls: none, password-env: TEST_PASSWORD}
            """);
        var events = new List<TrackerEvent>();
        await using var track = TrackProcess.Start(events, "right", "--accounts", folder.File("accounts.yaml"), "--health", folder.File("health.json"));

        await track.AwaitAsync("ann and bob are known", told => told.Count(one => one.Event == "accountInitialized") == 2);
        await track.AwaitAsync("the others are in trouble", told => told.Any(one => one.Event == "authenticationError") && told.Any(one => one.Event == "connectError"));
        await AppendAsync(first.Port, "ann", "for ann");
        await AppendAsync(second.Port, "bob", "for bob");
        await track.AwaitAsync("both messages are told", told => told.Count(one => one.Event == "messageNew") == 2);
        var (exitCode, took) = await track.TerminateAsync();

        Assert.That(exitCode, Is.Zero);
        Assert.That(took, Is.LessThan(TimeSpan.FromSeconds(2)));
        Assert.That(
            events.Where(told => told.Data is MessageNewData).Select(told => (told.Account, ((MessageNewData)told.Data).Subject)),
            Is.EquivalentTo(new[] { ("ann", "for ann"), ("bob", "for bob") }));
        Assert.That(events.Where(told => told.Event == "authenticationError").Select(told => told.Account), Is.EqualTo((string[])["bob-with-another-password"]));
        Assert.That(Directory.GetFiles(folder.File("states")).Select(Path.GetFileName), Is.SupersetOf((string[])["ann.db", "bob.db"]));
        Assert.That(track.Log, Does.Not.Contain("wrong\n").And.Contain("warning: nobody:"));
        using var health = JsonDocument.Parse(await File.ReadAllTextAsync(folder.File("health.json")));
        var troubles = health.RootElement.GetProperty("accounts").EnumerateArray().ToDictionary(one => one.GetProperty("account").GetString()!, one => one.GetProperty("trouble").GetString());
        Assert.That(troubles["ann"], Is.Null);
        Assert.That(troubles["nobody"], Is.Not.Null);
        Assert.That(health.RootElement.GetProperty("live").GetBoolean(), Is.False);
    }

    private static async Task AppendAsync(int port, string user, string subject)
    {
        using var client = new ImapClient();
        await client.ConnectAsync("127.0.0.1", port, SecureSocketOptions.None);
        await client.AuthenticateAsync(user, "right");
        using var message = new MimeMessage { Subject = subject, Body = new TextPart("plain") { Text = "Hello" } };
        message.From.Add(new MailboxAddress("", "a@example.test"));
        await client.Inbox.AppendAsync(message, MessageFlags.None);
        await client.DisconnectAsync(true);
    }
}
