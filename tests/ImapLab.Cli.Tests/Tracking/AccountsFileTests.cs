using ImapLab.Cli.Tracking;
using ImapLab.Tracking.Accounts;
using MailKit.Security;

namespace ImapLab.Cli.Tests.Tracking;

[TestFixture]
[NonParallelizable]
internal sealed class AccountsFileTests
{
    [SetUp]
    public void SetPasswords() => Environment.SetEnvironmentVariable("IMAPLAB_TEST_PASSWORD", "secret");

    [Test]
    public void Accounts_take_from_the_defaults_what_they_do_not_say()
    {
        using var file = new TemporaryFile("""
            state: states
            defaults:
              host: imap.example.test
              tls: starttls
              poll: {"*": 5m, "Archive/*": 1h}
            accounts:
              - user: ann@example.test
                password-env: IMAPLAB_TEST_PASSWORD
              - account: work
                user: bob
                host: mail.example.test
                port: 1143
                tls: none
                token-command: echo t
                folders: [INBOX, "Work*"]
                idle: Alerts
                poll: 90s
                keepalive: status
                state: bob.db
            """);

        var accounts = AccountsFile.Read(file.Path);

        var (ann, bob) = (accounts[0], accounts[1]);
        Assert.That((ann.Name, ann.Server.Host, ann.Server.Port, ann.Server.Security), Is.EqualTo(("ann@example.test", "imap.example.test", 143, SecureSocketOptions.StartTls)));
        Assert.That(ann.Server.Password, Is.EqualTo("secret"));
        Assert.That(ann.Options.Poll, Is.EqualTo(TimeSpan.FromMinutes(5)));
        Assert.That(ann.Options.Polls, Is.EqualTo(new[] { new PollRule("Archive/*", TimeSpan.FromHours(1)) }));
        Assert.That(ann.State, Is.EqualTo(Path.Combine(Path.GetDirectoryName(file.Path)!, "states", "ann@example.test.db")));
        Assert.That((bob.Name, bob.Server.Host, bob.Server.Port, bob.Server.User), Is.EqualTo(("work", "mail.example.test", 1143, "bob")));
        Assert.That((bob.Options.Watched, bob.Options.Poll, bob.Options.KeepAlive), Is.EqualTo(("Alerts", TimeSpan.FromSeconds(90), KeepAlive.Status)));
        Assert.That(bob.Server.Token, Is.Not.Null);
        Assert.That(bob.State, Is.EqualTo(Path.Combine(Path.GetDirectoryName(file.Path)!, "bob.db")));
    }

    [TestCase("accounts: []", ":1:11: expected a list of 1 to 1000 accounts")]
    [TestCase("accounts:\n  - {user: u, host: h, password: secret}", "password-env, password-file, token-file, token-command, found none; a secret itself never stands in this file")]
    [TestCase("accounts:\n  - {user: u, host: h, password: secret}", ":2:24: expected a key of an account")]
    [TestCase("accounts:\n  - {host: h, password-env: IMAPLAB_TEST_PASSWORD}", ":2:5: expected user: the name to log in with")]
    [TestCase("accounts:\n  - {user: u, password-env: IMAPLAB_TEST_PASSWORD}", ":2:5: expected host")]
    [TestCase("accounts:\n  - {user: u, host: h, password-env: IMAPLAB_NO_SUCH}", ":2:38: password-env IMAPLAB_NO_SUCH: the variable is not set")]
    [TestCase("accounts:\n  - {user: u, host: h, password-env: A, token-file: B}", "found password-env and token-file")]
    [TestCase("accounts:\n  - {user: u, host: h, password-env: IMAPLAB_TEST_PASSWORD, tls: ssl}", ":2:66: expected none, starttls or implicit")]
    [TestCase("accounts:\n  - {user: u, host: h, password-env: IMAPLAB_TEST_PASSWORD, poll: fast}", ":2:67: expected a length of time")]
    [TestCase("accounts:\n  - {user: u, host: h, password-env: IMAPLAB_TEST_PASSWORD, port: 0}", ":2:67: expected a port from 1 to 65535")]
    [TestCase("accounts:\n  - {user: u, host: h, password-env: IMAPLAB_TEST_PASSWORD, ca-file: /nowhere.pem}", ":2:70: ca-file")]
    [TestCase("accounts:\n  - {user: u, host: h, password-env: IMAPLAB_TEST_PASSWORD}\n  - {user: u, host: i, password-env: IMAPLAB_TEST_PASSWORD}", ":3:5: expected each account once")]
    [TestCase("accounts:\n  - {user: a, host: h, password-env: IMAPLAB_TEST_PASSWORD, state: x}\n  - {user: b, host: h, password-env: IMAPLAB_TEST_PASSWORD, state: x}", ":3:5: expected a state file for each account")]
    [TestCase("users: []", "expected a key of an accounts file")]
    [TestCase("defaults: {user: u}\naccounts: []", "expected a key of defaults")]
    public void What_is_wrong_is_told_with_its_place(string text, string said)
    {
        using var file = new TemporaryFile(text);

        Assert.That(() => AccountsFile.Read(file.Path), Throws.InstanceOf<BadInputException>().With.Message.Contains(said).And.Message.Contains(file.Path));
    }

    [Test]
    public async Task Options_of_a_single_account_do_not_go_with_a_file()
    {
        var (exitCode, _, error) = await CommandLine.RunAsync("track", "--accounts", "x.yaml", "--host", "h");

        Assert.That(exitCode, Is.EqualTo(ExitCodes.BadInput));
        Assert.That(error, Does.Contain("--accounts: expected no options for a single account"));
    }
}
