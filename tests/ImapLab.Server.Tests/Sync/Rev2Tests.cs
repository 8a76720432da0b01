using ImapLab.Server.Plans;
using ImapLab.Server.Tests.Bench;

namespace ImapLab.Server.Tests.Sync;

/// <summary>IMAP4rev2 (RFC 9051 appendix E), which a client of a server with both must enable.</summary>
[TestFixture]
internal sealed class Rev2Tests
{
    private static readonly ServerPlan Both = ServerBench.Full with
    {
        Capabilities = ServerBench.Full.Capabilities with { AfterLogin = ["IMAP4rev1", "IMAP4rev2"] },
    };

    [Test]
    public void Until_it_is_enabled_the_server_speaks_rev1()
    {
        var bench = Bench(Both);
        var client = bench.LogIn();

        Assert.That(client.Say("b1 SELECT INBOX"), Does.Contain("* 2 RECENT").And.Contains("[UNSEEN 1]").And.Not.Contains("* LIST"));
        Assert.That(client.Say("b2 SEARCH ALL"), Does.StartWith("* SEARCH 1 2\n"));
        Assert.That(client.Say("b3 CHECK"), Is.EqualTo("b3 OK CHECK completed"));
    }

    [Test]
    public void Select_tells_the_mailbox_as_list_does_and_nothing_of_recent_or_unseen()
    {
        var client = Client(Bench(Both));

        Assert.That(client.Say("b1 SELECT inbox"), Does.Contain("\n* LIST (\\HasNoChildren) \"/\" INBOX\n").And.Not.Contains("RECENT").And.Not.Contains("UNSEEN"));
        Assert.That(client.Say("b2 SELECT Drafts"), Does.StartWith("* OK [CLOSED] ").And.Contains("* LIST (\\HasNoChildren \\Drafts) \"/\" Drafts\n"));
    }

    [Test]
    public void Select_of_a_name_that_is_spelt_otherwise_tells_both()
    {
        var bench = Bench(Both);
        var client = Client(bench);
        client.Say("b1 CREATE INBOX/Sub");

        Assert.That(client.Say("b2 SELECT inbox/Sub"), Does.Contain("* LIST (\\HasNoChildren) \"/\" INBOX/Sub (OLDNAME (inbox/Sub))\n"));
    }

    [Test]
    public void Search_is_answered_by_esearch_whatever_was_asked()
    {
        var client = Client(Bench(Both), select: true);

        Assert.That(client.Say("b1 SEARCH ALL"), Is.EqualTo("* ESEARCH (TAG \"b1\") ALL 1:2\nb1 OK SEARCH completed"));
        Assert.That(client.Say("b2 UID SEARCH SEEN"), Is.EqualTo("* ESEARCH (TAG \"b2\") UID\nb2 OK UID SEARCH completed"));
        Assert.That(client.Say("b3 SEARCH RETURN (COUNT) ALL"), Does.StartWith("* ESEARCH (TAG \"b3\") COUNT 2\n"));
    }

    [Test]
    public void No_message_is_recent_and_none_is_taken_from_those_who_want_to_know()
    {
        var bench = Bench(Both);
        var client = Client(bench, select: true);

        Assert.That(client.Say("b1 FETCH 1 (FLAGS)"), Is.EqualTo("* 1 FETCH (FLAGS ())\nb1 OK FETCH completed"));
        bench.Deliver(1);
        Assert.That(client.Say("b2 NOOP"), Is.EqualTo("* 3 EXISTS\nb2 OK NOOP completed"));
        Assert.That(client.Say("b3 STATUS Sent (RECENT)"), Does.StartWith("b3 BAD"));
        Assert.That(bench.LogIn().Say("c1 SELECT INBOX"), Does.Contain("* 3 RECENT"));
    }

    [Test]
    public void Enabled_in_a_mailbox_it_ends_what_was_recent_there()
    {
        var client = Bench(Both).Select();
        client.Say("b1 ENABLE IMAP4rev2");

        Assert.That(client.Say("b2 FETCH 1 (FLAGS)"), Is.EqualTo("* 1 FETCH (FLAGS ())\nb2 OK FETCH completed"));
    }

    [Test]
    public void Flags_that_others_set_come_with_the_uid()
    {
        var bench = Bench(Both);
        var client = Client(bench, select: true);
        bench.Select().Say("c1 STORE 2 +FLAGS.SILENT (\\Seen)");

        Assert.That(client.Say("b1 NOOP"), Is.EqualTo("* 2 FETCH (UID 2 FLAGS (\\Seen))\nb1 OK NOOP completed"));
    }

    [TestCase("NAMESPACE", "* NAMESPACE")]
    [TestCase("STATUS INBOX (SIZE DELETED)", "* STATUS INBOX (SIZE")]
    [TestCase("LIST (SUBSCRIBED) \"\" * RETURN (STATUS (MESSAGES))", "* LIST")]
    [TestCase("UID FETCH 1 (BINARY.PEEK[])", "* 1 FETCH (UID 1 BINARY[] ")]
    [TestCase("SEARCH RETURN (SAVE) ALL", "b1 OK")]
    [TestCase("MOVE 1 Sent", "* OK [COPYUID ")]
    [TestCase("UID EXPUNGE 1", "b1 OK")]
    [TestCase("IDLE", "+ idling")]
    [TestCase("UNSELECT", "b1 OK")]
    public void It_takes_in_what_earlier_extensions_brought(string command, string answer)
    {
        Assert.That(Client(Bench(Both), select: true).Say($"b1 {command}"), Does.StartWith(answer));
    }

    [Test]
    public void Check_is_no_command_any_more()
    {
        Assert.That(Client(Bench(Both), select: true).Say("b1 CHECK"), Does.StartWith("b1 BAD"));
    }

    [Test]
    public void Appended_messages_tell_their_uid_and_copied_ones_theirs()
    {
        var client = Client(Bench(Both), select: true);

        Assert.That(client.Say("b1 APPEND Sent {5+}\r\nabc\r\n"), Does.Contain("[APPENDUID "));
        Assert.That(client.Say("b2 COPY 1:2 Sent"), Does.Contain("[COPYUID "));
    }

    [Test]
    public void A_server_that_has_nothing_else_speaks_it_from_the_start()
    {
        var plan = Both with { Capabilities = Both.Capabilities with { BeforeLogin = ["IMAP4rev2", "AUTH=PLAIN"], AfterLogin = ["IMAP4rev2"] } };

        Assert.That(Bench(plan).LogIn().Say("b1 SELECT INBOX"), Does.Contain("* LIST ").And.Not.Contains("RECENT"));
    }

    private static ServerBench Bench(ServerPlan plan)
    {
        var bench = new ServerBench(plan);
        bench.Deliver(2);
        return bench;
    }

    private static RawClient Client(ServerBench bench, bool select = false)
    {
        var client = bench.LogIn();
        Assert.That(client.Say("a1 ENABLE imap4REV2"), Is.EqualTo("* ENABLED IMAP4rev2\na1 OK ENABLE completed"));
        if (select)
            client.Say("a2 SELECT INBOX");
        return client;
    }
}
