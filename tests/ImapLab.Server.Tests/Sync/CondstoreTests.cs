using ImapLab.Protocol.Mail;
using ImapLab.Server.Mailboxes;
using ImapLab.Server.Plans;
using ImapLab.Server.Tests.Bench;

namespace ImapLab.Server.Tests.Sync;

/// <summary>CONDSTORE (RFC 7162 section 3.1). Three messages are delivered at mod-sequences 3, 4 and 5, as 2 is the mailbox's own making.</summary>
[TestFixture]
internal sealed class CondstoreTests
{
    [TestCase("STATUS Sent (HIGHESTMODSEQ)")]
    [TestCase("FETCH 1 (MODSEQ)")]
    [TestCase("FETCH 1 (UID) (CHANGEDSINCE 1)")]
    [TestCase("SEARCH MODSEQ 1")]
    [TestCase("STORE 1 (UNCHANGEDSINCE 1) +FLAGS (\\Seen)")]
    [TestCase("ENABLE CONDSTORE")]
    [TestCase("ENABLE QRESYNC")]
    public void The_first_command_that_speaks_of_mod_sequences_is_answered_with_the_highest_one(string command)
    {
        var client = Bench().Select();

        Assert.That(client.Say($"b1 {command}"), Does.StartWith("* OK [HIGHESTMODSEQ 5] Highest\n"));
        Assert.That(client.Say($"b2 {command}"), Does.Not.Contain("Highest\n"));
    }

    [Test]
    public void Select_with_condstore_tells_the_highest_mod_sequence_once_and_flags_come_with_theirs_from_then_on()
    {
        var bench = Bench();
        var client = bench.LogIn();

        var opened = client.Say("b1 SELECT INBOX (CONDSTORE)");
        bench.Select().Say("c1 STORE 2 +FLAGS.SILENT (\\Seen)");

        Assert.That(opened.Split("HIGHESTMODSEQ 5"), Has.Length.EqualTo(2));
        Assert.That(client.Say("b2 NOOP"), Does.StartWith("* 2 FETCH (UID 2 MODSEQ (6) FLAGS (\\Seen \\Recent))\n"));
    }

    [Test]
    public void Unchangedsince_leaves_alone_what_has_changed_and_names_it_by_number_or_uid()
    {
        var bench = Bench();
        var client = bench.Select();
        client.Say("b1 UID STORE 2 +FLAGS.SILENT (\\Flagged)");
        bench.Inbox.Expunge(0, bench.Inbox.Messages.First().Uid);
        client.Say("b2 NOOP");

        Assert.That(
            client.Say("b3 STORE 1:2 (UNCHANGEDSINCE 5) +FLAGS.SILENT (\\Deleted)"),
            Is.EqualTo("* OK [HIGHESTMODSEQ 7] Highest\n* 2 FETCH (UID 3 MODSEQ (8))\nb3 OK [MODIFIED 1] Conditional STORE failed"));
        Assert.That(
            client.Say("b4 UID STORE 2:3 (UNCHANGEDSINCE 5) +FLAGS.SILENT (\\Deleted)"),
            Is.EqualTo("b4 OK [MODIFIED 2:3] Conditional STORE failed"));
    }

    [Test]
    public void Unchangedsince_0_fails_for_system_flags_and_for_keywords_that_are_there()
    {
        var client = Bench().Select();
        client.Say("b1 STORE 1 (UNCHANGEDSINCE 99) +FLAGS.SILENT ($MDNSent)");

        Assert.That(client.Say("b2 STORE 1:2 (UNCHANGEDSINCE 0) +FLAGS.SILENT (\\Seen)"), Does.Contain("[MODIFIED 1:2]"));
        Assert.That(client.Say("b3 STORE 1:2 (UNCHANGEDSINCE 0) FLAGS.SILENT ($Other)"), Does.Contain("[MODIFIED 1:2]"));
        Assert.That(client.Say("b4 STORE 1:2 (UNCHANGEDSINCE 0) +FLAGS.SILENT ($MDNSent)"), Does.Contain("* 2 FETCH").And.Contains("[MODIFIED 1]"));
    }

    [Test]
    public void Unchangedsince_0_may_fail_always()
    {
        var bench = new ServerBench(SyncPlans.Where(sessions => sessions with { UnchangedSinceZeroAsks = false }));
        bench.Deliver(1);

        Assert.That(bench.Select().Say("b1 STORE 1 (UNCHANGEDSINCE 0) +FLAGS.SILENT ($MDNSent)"), Does.Contain("[MODIFIED 1]"));
    }

    [Test]
    public void Setting_a_flag_that_is_set_does_not_move_the_mod_sequence()
    {
        var client = Bench().Select();
        client.Say("b1 STORE 1 +FLAGS (\\Seen)");

        Assert.That(client.Say("b2 STORE 1 (UNCHANGEDSINCE 6) +FLAGS.SILENT (\\Seen)"), Does.Contain("* 1 FETCH (UID 1 MODSEQ (6))"));
    }

    [Test]
    public void A_message_named_twice_is_stored_once()
    {
        var client = Bench().Select();

        Assert.That(client.Say("b1 STORE 2,1:3 (UNCHANGEDSINCE 5) +FLAGS.SILENT (\\Deleted)"), Does.EndWith("b1 OK STORE completed"));
    }

    [Test]
    public void Changedsince_tells_what_changed_after_it_with_mod_sequences()
    {
        var client = Bench().Select();
        client.Say("b1 STORE 3 +FLAGS.SILENT (\\Seen)");

        Assert.That(
            client.Say("b2 FETCH 1:* (FLAGS) (CHANGEDSINCE 4)"),
            Is.EqualTo("* OK [HIGHESTMODSEQ 6] Highest\n* 3 FETCH (FLAGS (\\Seen \\Recent) MODSEQ (6))\nb2 OK FETCH completed"));
        Assert.That(client.Say("b3 FETCH 1:* (UID) (CHANGEDSINCE 0)").Split('\n'), Has.Length.EqualTo(4));
    }

    [TestCase("SEARCH MODSEQ 4", "* SEARCH 2 3 (MODSEQ 5)")]
    [TestCase("SEARCH MODSEQ \"/flags/\\\\draft\" all 5", "* SEARCH 3 (MODSEQ 5)")]
    [TestCase("SEARCH MODSEQ \"/flags/\\\\seen\" priv 6", "* SEARCH")]
    [TestCase("UID SEARCH RETURN (MIN) MODSEQ 4", "* ESEARCH (TAG \"b1\") UID MIN 2 MODSEQ")]
    public void Search_finds_by_mod_sequence_whatever_entry_is_named(string command, string found)
    {
        var client = Bench().Select();
        client.Say("b0 ENABLE CONDSTORE");

        Assert.That(client.Say($"b1 {command}"), Does.StartWith(found));
    }

    [TestCase("SEARCH MODSEQ \"/flags/\\\\draft\" everyone 5")]
    [TestCase("SEARCH MODSEQ \"/comment\" all 5")]
    [TestCase("SEARCH MODSEQ \"/flags/\" all 5")]
    [TestCase("STORE 1 (UNCHANGEDSINCE -1) +FLAGS (\\Seen)")]
    [TestCase("STORE 1 (UNCHANGEDSINCE 9223372036854775808) +FLAGS (\\Seen)")]
    [TestCase("FETCH 1 (UID) (CHANGEDSINCE x)")]
    [TestCase("FETCH 1 (UID) (CHANGEDSINCE)")]
    [TestCase("FETCH 1 (UID) (SINCE 1)")]
    [TestCase("SELECT INBOX (CONDSTORE")]
    [TestCase("SELECT INBOX (OTHER)")]
    public void What_is_no_mod_sequence_is_bad(string command)
    {
        Assert.That(Bench().Select().Say($"b1 {command}"), Does.StartWith("b1 BAD"));
    }

    [Test]
    public void Without_condstore_its_words_are_bad()
    {
        var plan = ServerBench.Full with { Capabilities = ServerBench.Full.Capabilities with { AfterLogin = ["IMAP4rev1"] } };
        var bench = new ServerBench(plan);
        bench.Deliver(1);
        var client = bench.Select();

        foreach (var command in new[] { "FETCH 1 (MODSEQ)", "SEARCH MODSEQ 1", "STORE 1 (UNCHANGEDSINCE 1) +FLAGS (\\Seen)", "SELECT INBOX (CONDSTORE)" })
            Assert.That(client.Say($"b1 {command}"), Does.StartWith("b1 BAD"), command);
        Assert.That(client.Say("b2 SELECT INBOX"), Does.Not.Contain("MODSEQ").And.Not.Contains("CLOSED"));
    }

    [Test]
    public void A_server_may_tell_highestmodseq_and_offer_nothing_to_do_with_it()
    {
        var plan = ServerBench.Full with { Capabilities = ServerBench.Full.Capabilities with { AfterLogin = ["IMAP4rev1"] } };
        var client = new ServerBench(SyncPlans.Where(plan, session => session with { HighestModSeqWithoutCondstore = true })).LogIn();

        Assert.That(client.Say("b1 SELECT INBOX"), Does.Contain("* OK [HIGHESTMODSEQ 2]"));
        Assert.That(client.Say("b2 SEARCH MODSEQ 1"), Does.StartWith("b2 BAD"));
    }

    [Test]
    public void A_mailbox_without_mod_sequences_says_so_and_refuses_to_speak_of_them()
    {
        var plan = SyncPlans.All with { Folders = [.. SyncPlans.All.Folders, new FolderPlan(new MailboxName("Virtual"), FolderRole.None, []) { KeepsModSeqs = false }] };
        var bench = new ServerBench(plan);
        bench.Deliver(2, "Virtual");
        bench.Select("Virtual").HangUp();
        var client = bench.LogIn();
        client.Say("b0 ENABLE QRESYNC");

        Assert.That(client.Say("b1 SELECT Virtual (CONDSTORE)"), Does.Contain("* OK [NOMODSEQ] ").And.Not.Contains("HIGHESTMODSEQ"));
        foreach (var command in new[] { "FETCH 1 (MODSEQ)", "FETCH 1 (UID) (CHANGEDSINCE 1)", "SEARCH MODSEQ 1", "STORE 1 (UNCHANGEDSINCE 1) +FLAGS (\\Seen)" })
            Assert.That(client.Say($"b2 {command}"), Does.StartWith("b2 BAD"), command);
        Assert.That(client.Say("b3 STORE 1 +FLAGS (\\Deleted)"), Does.StartWith("* 1 FETCH (FLAGS (\\Deleted))\n"));
        Assert.That(client.Say("b4 EXPUNGE"), Is.EqualTo("* 1 EXPUNGE\nb4 OK EXPUNGE completed"));
        Assert.That(client.Say("b5 STATUS Virtual (HIGHESTMODSEQ)"), Does.StartWith("* STATUS Virtual (HIGHESTMODSEQ 0)"));
    }

    [Test]
    public void A_server_may_begin_to_tell_mod_sequences_when_a_client_asks_for_them()
    {
        var bench = new ServerBench(SyncPlans.Where(sessions => sessions with { ModSeqsFromFirstUse = true }));
        bench.Deliver(2);
        var client = bench.LogIn();

        Assert.That(client.Say("b1 SELECT INBOX"), Does.Not.Contain("MODSEQ"));
        client.Say("b2 FETCH 1 (MODSEQ)");
        Assert.That(client.Say("b3 SELECT INBOX"), Does.Contain("[HIGHESTMODSEQ 4]"));
        Assert.That(bench.LogIn().Say("c1 SELECT INBOX"), Does.Contain("[HIGHESTMODSEQ 4]"));
    }

    [Test]
    public void A_client_shows_that_it_knows_of_mod_sequences_by_a_select_that_fails_but_not_by_a_list_that_finds_nothing()
    {
        var plan = SyncPlans.Where(sessions => sessions with { ModSeqsFromFirstUse = true });
        var client = new ServerBench(plan).LogIn();
        Assert.That(client.Say("b1 LIST \"\" Nope RETURN (STATUS (HIGHESTMODSEQ))"), Is.EqualTo("b1 OK LIST completed"));
        Assert.That(client.Say("b2 SELECT INBOX"), Does.Not.Contain("MODSEQ"));

        Assert.That(client.Say("b3 SELECT Nope (CONDSTORE)"), Does.Contain("b3 NO"));
        Assert.That(client.Say("b4 SELECT INBOX"), Does.Contain("[HIGHESTMODSEQ"));
    }

    [Test]
    public void The_uid_comes_with_the_mod_sequence_of_a_store_where_the_client_knows_of_qresync_alone()
    {
        var bench = new ServerBench(SyncPlans.Where(sessions => sessions with { UidInNews = UidInNews.Qresync, StoreAnswer = StoreAnswer.Changed }));
        bench.Deliver(2);
        var client = bench.Select();
        client.Say("b1 ENABLE CONDSTORE");

        Assert.That(client.Say("b2 STORE 1 +FLAGS (\\Seen)"), Does.StartWith("* 1 FETCH (MODSEQ (5) FLAGS (\\Seen \\Recent))\n"));
        Assert.That(client.Say("b3 STORE 1 +FLAGS (\\Seen)"), Is.EqualTo("b3 OK STORE completed"));
        client.Say("b4 ENABLE QRESYNC");
        Assert.That(client.Say("b5 STORE 1 -FLAGS.SILENT (\\Seen)"), Does.StartWith("* 1 FETCH (UID 1 MODSEQ (6))\n"));
    }

    [Test]
    public void Select_says_where_the_mailbox_before_ends()
    {
        var client = Bench().Select();

        Assert.That(client.Say("b1 SELECT Sent"), Does.StartWith("* OK [CLOSED] Previous mailbox closed\n"));
        Assert.That(client.Say("b2 SELECT Nowhere"), Does.StartWith("* OK [CLOSED] Previous mailbox closed\nb2 NO"));
        Assert.That(client.Say("b3 SELECT Sent"), Does.Not.Contain("CLOSED"));
    }

    private static ServerBench Bench()
    {
        var bench = new ServerBench(SyncPlans.All);
        bench.Deliver(3);
        return bench;
    }
}
