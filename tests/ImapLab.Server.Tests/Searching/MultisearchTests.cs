using ImapLab.Protocol.Mail;
using ImapLab.Protocol.Numbers;
using ImapLab.Server.Mailboxes;
using ImapLab.Server.Plans;
using ImapLab.Server.Tests.Bench;

namespace ImapLab.Server.Tests.Searching;

/// <summary>ESEARCH over several mailboxes (RFC 7377).</summary>
[TestFixture]
internal sealed class MultisearchTests
{
    private readonly ServerBench _bench = new(ServerBench.Full with
    {
        Capabilities = ServerBench.Full.Capabilities with { AfterLogin = [.. ServerBench.Full.Capabilities.AfterLogin, "MULTISEARCH"] },
        Folders =
        [
            new FolderPlan(MailboxName.Inbox, FolderRole.Inbox, [], new UidValidity(1)),
            new FolderPlan(new MailboxName("a"), FolderRole.None, [], new UidValidity(2)),
            new FolderPlan(new MailboxName("a/b"), FolderRole.None, [], new UidValidity(3)),
            new FolderPlan(new MailboxName("a/b/c"), FolderRole.None, [], new UidValidity(4)),
            new FolderPlan(new MailboxName("ab"), FolderRole.None, [], new UidValidity(5)),
            new FolderPlan(new MailboxName("empty one"), FolderRole.None, [], new UidValidity(6)),
        ],
    });

    public MultisearchTests()
    {
        foreach (var mailbox in new[] { "INBOX", "a", "a/b", "a/b/c", "ab" })
        {
            _bench.Deliver($"Subject: in {mailbox}\r\n\r\nx\r\n", mailbox);
            _bench.Deliver("Subject: other\r\n\r\nx\r\n", mailbox);
        }
    }

    [TestCase("IN (inboxes)", "INBOX/1")]
    [TestCase("IN (personal)", "INBOX/1 a/2 a/b/3 a/b/c/4 ab/5")]
    [TestCase("IN (mailboxes a)", "a/2")]
    [TestCase("IN (mailboxes (ab \"a/b\" nowhere \"empty one\"))", "a/b/3 ab/5")]
    [TestCase("IN (subtree a)", "a/2 a/b/3 a/b/c/4")]
    [TestCase("IN (subtree-one a)", "a/2 a/b/3")]
    [TestCase("IN (subtree nowhere)", "")]
    [TestCase("IN (subscribed)", "INBOX/1 a/2 a/b/c/4 ab/5")]
    [TestCase("IN (mailboxes a subtree a inboxes)", "INBOX/1 a/2 a/b/3 a/b/c/4")]
    public void Each_source_is_searched_once_and_answered_where_something_is_found(string sources, string expected)
    {
        var client = _bench.LogIn();
        client.Say("s1 UNSUBSCRIBE \"a/b\"");

        var lines = client.Say($"b1 ESEARCH {sources} SUBJECT in").Split('\n');

        Assert.That(lines[^1], Does.StartWith("b1 OK"));
        Assert.That(
            lines[..^1],
            Is.EqualTo(expected.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(one => (Name: one[..one.LastIndexOf('/')], Epoch: one[(one.LastIndexOf('/') + 1)..]))
                .Select(one => $"* ESEARCH (TAG \"b1\" MAILBOX {one.Name} UIDVALIDITY {one.Epoch}) UID ALL 1")));
    }

    [Test]
    public void The_selected_mailbox_is_searched_where_nothing_else_is_said_and_always_by_uid()
    {
        var client = _bench.Select("a");
        client.Say("s1 STORE 1 +FLAGS.SILENT (\\Deleted)");
        client.Say("s2 UID EXPUNGE 1");

        Assert.That(client.Say("b1 ESEARCH RETURN (MIN COUNT) 1"), Is.EqualTo("* ESEARCH (TAG \"b1\" MAILBOX a UIDVALIDITY 2) UID MIN 2 COUNT 1\nb1 OK ESEARCH completed"));
        Assert.That(client.Say("b2 ESEARCH RETURN (COUNT) SUBJECT nowhere"), Is.EqualTo("b2 OK ESEARCH completed"), "no answer for what has nothing");
        Assert.That(client.Say("b3 ESEARCH IN (selected) RETURN (SAVE) ALL"), Is.EqualTo("b3 OK ESEARCH completed"));
        Assert.That(client.Say("b4 UID SEARCH $"), Does.StartWith("* SEARCH 2\n"));
        _bench.Deliver("Subject: in a\r\n\r\nx\r\n", "a");
    }

    [Test]
    public void What_the_client_may_not_read_is_as_if_it_were_not_there()
    {
        var hidden = _bench.Account.Store.Find(new MailboxName("a/b"))!;
        hidden.Access = new AccessList("owner");

        hidden.Access.Set("owner", MailboxRights.Lookup);
        Assert.That(_bench.LogIn().Say("b1 ESEARCH IN (mailboxes \"a/b\") ALL"), Is.EqualTo("b1 OK ESEARCH completed"));

        hidden.Access.Set("owner", MailboxRights.Read);
        Assert.That(_bench.LogIn().Say("b1 ESEARCH IN (subtree a) SUBJECT b"), Does.Not.Contain("UIDVALIDITY 3"), "not named, so it must be seen");
        Assert.That(_bench.LogIn().Say("b1 ESEARCH IN (mailboxes \"a/b\") ALL"), Does.Contain("UIDVALIDITY 3"));
        hidden.Access = null;
    }

    [TestCase("ESEARCH ALL")]
    [TestCase("ESEARCH IN (selected) ALL")]
    [TestCase("ESEARCH IN (personal) RETURN (UPDATE) ALL")]
    [TestCase("ESEARCH IN (personal) RETURN (SAVE) ALL")]
    [TestCase("ESEARCH IN (personal) $")]
    [TestCase("ESEARCH IN (selected-delayed) ALL")]
    [TestCase("ESEARCH IN () ALL")]
    [TestCase("ESEARCH IN (mailboxes) ALL")]
    [TestCase("ESEARCH IN (personal)")]
    public void Without_a_selected_mailbox_these_are_refused(string command) => Assert.That(_bench.LogIn().Say($"b1 {command}"), Does.StartWith("b1 BAD"));

    [TestCase("ESEARCH IN (personal) RETURN (SAVE) ALL")]
    [TestCase("ESEARCH IN (selected personal) UID $")]
    public void With_one_these_are(string command) => Assert.That(_bench.Select().Say($"b1 {command}"), Does.StartWith("b1 BAD"));

    [Test]
    public void Updates_are_of_the_selected_mailbox_alone()
    {
        var client = _bench.Select("ab");
        var other = _bench.Select("a/b");
        client.Say("b1 ESEARCH IN (personal) RETURN (UPDATE) FLAGGED");

        other.Say("c1 UID STORE 1 +FLAGS.SILENT (\\Flagged)");
        Assert.That(client.Say("b2 NOOP"), Is.EqualTo("b2 OK NOOP completed"));

        Assert.That(client.Say("b3 STORE 1 +FLAGS.SILENT (\\Flagged)"), Is.EqualTo("* ESEARCH (TAG \"b1\") UID ADDTO (0 1)\nb3 OK STORE completed"));
        client.Say("b4 STORE 1 -FLAGS.SILENT (\\Flagged)");
        other.Say("c2 UID STORE 1 -FLAGS.SILENT (\\Flagged)");
    }
}
