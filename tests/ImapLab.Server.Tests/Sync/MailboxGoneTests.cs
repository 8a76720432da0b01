using ImapLab.Server.Mailboxes;
using ImapLab.Server.Tests.Bench;

namespace ImapLab.Server.Tests.Sync;

/// <summary>What a client hears whose mailbox is deleted (RFC 2180 section 3).</summary>
[TestFixture]
internal sealed class MailboxGoneTests
{
    [Test]
    public void A_session_may_hear_no_until_it_leaves()
    {
        var client = Client(MailboxGone.No);

        Assert.That(client.Say("b1 NOOP"), Is.EqualTo("b1 OK NOOP completed"));
        Assert.That(client.Say("b2 FETCH 1 (UID)"), Is.EqualTo("b2 NO It is gone"));
        Assert.That(client.Say("b3 UID SEARCH ALL"), Is.EqualTo("b3 NO It is gone"));
        Assert.That(client.Say("b4 LIST \"\" Sent"), Is.EqualTo("b4 OK LIST completed"));
        Assert.That(client.Say("b5 CLOSE"), Is.EqualTo("b5 OK CLOSE completed"));
        Assert.That(client.Say("b6 SELECT INBOX"), Does.Contain("b6 OK"));
    }

    [Test]
    public void A_session_may_hear_that_all_messages_went()
    {
        var client = Client(MailboxGone.Expunges);

        Assert.That(client.Say("b1 NOOP"), Is.EqualTo("* 1 EXPUNGE\n* 1 EXPUNGE\n* 1 EXPUNGE\nb1 OK NOOP completed"));
        Assert.That(client.Say("b2 NOOP"), Is.EqualTo("b2 OK NOOP completed"));
        Assert.That(client.Say("b3 UID FETCH 1:* (UID)"), Is.EqualTo("b3 NO It is gone"));
    }

    [Test]
    public void An_idle_session_may_hear_that_all_messages_went_and_go_on()
    {
        var client = Client(MailboxGone.Expunges);

        Assert.That(client.Say("b1 IDLE"), Is.EqualTo("+ idling\n* 1 EXPUNGE\n* 1 EXPUNGE\n* 1 EXPUNGE"));
        Assert.That(client.Say("DONE"), Is.EqualTo("b1 OK IDLE completed"));
    }

    [Test]
    public void A_session_that_enabled_qresync_hears_that_all_messages_vanished()
    {
        var bench = Bench(MailboxGone.Expunges);
        var client = bench.LogIn();
        client.Say("a1 ENABLE QRESYNC");
        client.Say("a2 SELECT Sent");
        bench.LogIn().Say("c1 DELETE Sent");

        Assert.That(client.Say("b1 NOOP"), Does.StartWith("* VANISHED 1:3\n"));
    }

    [TestCase(OwnDelete.Unselects, "b1 OK DELETE completed", "b2 BAD")]
    [TestCase(OwnDelete.Refused, "b1 NO [CANNOT] The mailbox is open", "* 1 FETCH")]
    [TestCase(OwnDelete.StaysOpen, "b1 OK DELETE completed", "* BYE It is gone")]
    public void Delete_of_the_open_mailbox_closes_it_or_is_refused_or_leaves_it_open(OwnDelete rule, string deleted, string afterwards)
    {
        var bench = Bench(MailboxGone.Bye, rule);
        var client = bench.Select("Sent");

        Assert.That(client.Say("b1 DELETE Sent"), Is.EqualTo(deleted));
        Assert.That(client.Say("b2 FETCH 1 (UID)"), Does.StartWith(afterwards));
    }

    [TestCase("LOGOUT")]
    [TestCase("LIST \"\" *")]
    [TestCase("SELECT INBOX")]
    [TestCase("FROB")]
    public void Delete_of_the_open_mailbox_may_end_the_session_whatever_comes_next(string command)
    {
        var client = Bench(MailboxGone.Bye, OwnDelete.EndsSession).Select("Sent");

        Assert.That(client.Say("b1 DELETE Sent"), Is.EqualTo("b1 OK DELETE completed"));
        Assert.That(client.Say($"b2 {command}"), Is.EqualTo("* BYE It is gone"));
        Assert.That(client.Ended, Is.EqualTo("end of stream"));
    }

    [TestCase("RENAME Sent Old")]
    [TestCase("RENAME Sent Sent.Old")]
    public void A_rename_may_be_to_those_who_have_the_mailbox_open_as_its_end(string command)
    {
        var plan = SyncPlans.Where(session => session with { MailboxGoneText = "It is gone" });
        var bench = new ServerBench(plan with { Semantics = plan.Semantics with { Folders = plan.Semantics.Folders with { RenameEndsSessions = true } } });
        var (own, other) = (bench.Select("Sent"), bench.Select("Sent"));

        Assert.That(own.Say($"b1 {command}"), Is.EqualTo("b1 OK RENAME completed"));
        Assert.That(other.Say("c1 LIST \"\" Trash"), Does.EndWith("c1 OK LIST completed"));
        Assert.That(other.Say("c2 FETCH 1:* (UID)"), Is.EqualTo("* BYE It is gone"));
        Assert.That(own.Say("b2 EXPUNGE"), Is.EqualTo("* BYE It is gone"));
    }

    [TestCase(ReadOnlyChange.Refused, "b1 NO Mailbox is read-only", "b2 NO Mailbox is read-only")]
    [TestCase(ReadOnlyChange.Ignored, "b1 OK STORE completed", "b2 OK EXPUNGE completed")]
    [TestCase(ReadOnlyChange.Told, "* 1 FETCH (FLAGS ())\nb1 OK STORE completed", "b2 OK EXPUNGE completed")]
    public void After_examine_store_and_expunge_do_nothing_and_say_so_or_not(ReadOnlyChange rule, string stored, string expunged)
    {
        var bench = new ServerBench(SyncPlans.Where(session => session with { ReadOnlyStore = rule, ReadOnlyExpunge = rule }));
        bench.Deliver(1);
        bench.Select().HangUp();
        var client = bench.LogIn();
        client.Say("a1 EXAMINE INBOX");

        Assert.That(client.Say("b1 STORE 1 +FLAGS (\\Deleted)"), Is.EqualTo(stored));
        Assert.That(client.Say("b2 EXPUNGE"), Is.EqualTo(expunged));
        Assert.That(bench.Inbox.Messages.Single().Flags.IsEmpty);
    }

    private static ServerBench Bench(MailboxGone rule, OwnDelete own = OwnDelete.Unselects)
    {
        var bench = new ServerBench(SyncPlans.Where(session => session with { MailboxGone = rule, MailboxGoneText = "It is gone", OwnDelete = own }));
        bench.Deliver(3, "Sent");
        bench.Select("Sent").HangUp();
        return bench;
    }

    private static RawClient Client(MailboxGone rule)
    {
        var bench = Bench(rule);
        var client = bench.Select("Sent");
        bench.LogIn().Say("c1 DELETE Sent");
        return client;
    }
}
