using ImapLab.Server.Mailboxes;
using ImapLab.Server.Tests.Bench;

namespace ImapLab.Server.Tests.Sync.Notifying;

/// <summary>What NOTIFY has a client told of the mailbox that it has open (RFC 5465 sections 5.1 to 5.3 and 6.1).</summary>
[TestFixture]
internal sealed class NotifySelectedTests
{
    private const string Everything = "(MessageNew (UID FLAGS) MessageExpunge FlagChange)";

    [Test]
    public void All_is_told_at_once_while_no_command_runs()
    {
        var (bench, client, other) = Start($"NOTIFY SET (selected {Everything})");

        bench.Deliver(1);
        Assert.That(client.Read(), Is.EqualTo("* 4 EXISTS\n* 4 RECENT\n* 4 FETCH (UID 4 FLAGS (\\Recent))"));
        other.Say("c1 STORE 2 +FLAGS.SILENT (\\Deleted)");
        Assert.That(client.Read(), Is.EqualTo("* 2 FETCH (FLAGS (\\Deleted \\Recent))"));
        other.Say("c2 EXPUNGE");
        Assert.That(client.Read(), Is.EqualTo("* 2 EXPUNGE\n* 3 RECENT"));
    }

    [Test]
    public void Delayed_expunges_wait_for_a_command_that_may_tell_them()
    {
        var (bench, client, other) = Start("NOTIFY SET (selected-delayed (MessageNew MessageExpunge FlagChange))");
        other.Say("c1 STORE 2 +FLAGS.SILENT (\\Deleted)");
        client.Read();

        other.Say("c2 EXPUNGE");
        bench.Deliver(1);

        Assert.That(client.Read(), Is.EqualTo("* 4 EXISTS\n* 4 RECENT"));
        Assert.That(client.Say("b2 FETCH 1 (UID)"), Does.Not.Contain("EXPUNGE"));
        Assert.That(client.Say("b3 NOOP"), Is.EqualTo("* 2 EXPUNGE\n* 3 RECENT\nb3 OK NOOP completed"));
    }

    [Test]
    public void Idle_tells_what_notify_asked_for_and_nothing_else()
    {
        var (bench, client, other) = Start("NOTIFY SET (selected-delayed (MessageNew MessageExpunge))");
        client.Say("b2 IDLE");

        other.Say("c1 STORE 2 +FLAGS.SILENT (\\Deleted)");
        Assert.That(client.Read(), Is.Empty);
        other.Say("c2 EXPUNGE");
        Assert.That(client.Read(), Is.EqualTo("* 2 EXPUNGE\n* 2 RECENT"));
    }

    [TestCase("NOTIFY NONE")]
    [TestCase("NOTIFY SET (selected NONE)")]
    [TestCase("NOTIFY SET (personal (MessageNew MessageExpunge FlagChange))")]
    public void What_is_not_wanted_waits_and_numbers_stand_still(string notify)
    {
        var (bench, client, other) = Start(notify);
        other.Say("c1 STORE 2 +FLAGS.SILENT (\\Deleted)");
        other.Say("c2 EXPUNGE");
        bench.Deliver(1);

        Assert.That(client.Say("b2 NOOP"), Is.EqualTo("b2 OK NOOP completed"));
        Assert.That(client.Say("b3 FETCH 1:* (UID)"), Does.Contain("* 3 FETCH (UID 3)").And.Not.Contains("* 4 FETCH"));
        Assert.That(client.Say("b4 NOTIFY SET (selected (MessageNew (UID) MessageExpunge))"),
            Is.EqualTo("* 2 EXPUNGE\n* 3 EXISTS\n* 3 FETCH (UID 4)\nb4 OK NOTIFY completed"));
    }

    [Test]
    public void What_the_client_does_itself_is_told_whatever_it_wants_to_hear()
    {
        var (_, client, _) = Start("NOTIFY NONE");

        Assert.That(client.Say("b2 STORE 1 +FLAGS (\\Deleted)"), Does.StartWith("* 1 FETCH (FLAGS (\\Deleted \\Recent))\n"));
        Assert.That(client.Say("b3 EXPUNGE"), Does.StartWith("* 1 EXPUNGE\n"));
        Assert.That(client.Say("b4 APPEND INBOX {6+}\r\nA: b\r\n"), Does.StartWith("* 3 EXISTS\n"));
    }

    [Test]
    public void An_own_message_is_told_with_those_that_others_put_before_it()
    {
        var (bench, client, _) = Start("NOTIFY NONE");
        bench.Deliver(2);

        Assert.That(client.Say("b2 APPEND INBOX {6+}\r\nA: b\r\n"), Does.StartWith("* 6 EXISTS\n"));
    }

    [Test]
    public void No_fetch_is_told_of_a_message_that_the_client_made()
    {
        var (_, client, _) = Start($"NOTIFY SET (selected {Everything})");

        Assert.That(client.Say("b2 COPY 1 INBOX"), Does.StartWith("* 4 EXISTS\n").And.Not.Contains("FETCH"));
    }

    [Test]
    public void Notify_tells_all_that_has_happened_until_then()
    {
        var (bench, client, other) = Start("NOOP");
        other.Say("c1 STORE 2 +FLAGS.SILENT (\\Deleted)");
        other.Say("c2 EXPUNGE");
        other.Say("c3 STORE 1 +FLAGS.SILENT (\\Seen)");
        bench.Deliver(1);

        Assert.That(client.Say("b2 NOTIFY SET (mailboxes Sent (MessageNew MessageExpunge))"), Does.StartWith("* 2 EXPUNGE\n* 3 EXISTS\n* 1 FETCH (FLAGS (\\Seen \\Recent))\n"));
    }

    [Test]
    public void Vanished_and_highestmodseq_are_told_with_qresync()
    {
        var bench = new ServerBench(NotifyPlans.All);
        bench.Deliver(3);
        bench.Select().HangUp();
        var client = bench.LogIn();
        client.Say("a2 ENABLE QRESYNC");
        client.Say("a3 SELECT INBOX");
        client.Say("a4 NOTIFY SET (selected (MessageNew MessageExpunge FlagChange))");

        bench.Inbox.Expunge(0, new Protocol.Numbers.Uid(2));
        bench.Loop.RunUntilQuiet();
        Assert.That(client.Read(), Is.EqualTo($"* VANISHED 2\n* OK [HIGHESTMODSEQ {bench.Inbox.Journal.Highest}] Highest"));
        bench.Select().Say("c1 UID STORE 3 +FLAGS.SILENT (\\Seen)");
        Assert.That(client.Read(), Is.EqualTo($"* 2 FETCH (UID 3 MODSEQ ({bench.Inbox.Journal.Highest}) FLAGS (\\Seen))"));
    }

    [TestCase("UID FLAGS", "* 4 UIDFETCH (UID 4 FLAGS (\\Recent))")]
    [TestCase("FLAGS", "* 4 UIDFETCH (FLAGS (\\Recent))")]
    public void New_messages_are_told_by_uid_to_clients_that_know_no_numbers(string items, string told)
    {
        var bench = new ServerBench(NotifyPlans.All);
        bench.Deliver(3);
        var client = bench.LogIn();
        client.Say("a2 ENABLE UIDONLY");
        client.Say("a3 SELECT INBOX");
        client.Say($"a4 NOTIFY SET (selected (MessageNew ({items}) MessageExpunge))");

        bench.Deliver(1);

        Assert.That(client.Read(), Is.EqualTo($"* 4 EXISTS\n* 4 RECENT\n{told}"));
    }

    [Test]
    public void What_notify_asked_for_holds_for_the_next_mailbox_that_is_opened()
    {
        var (bench, client, _) = Start("NOTIFY SET (selected (MessageNew MessageExpunge))");
        client.Say("b2 SELECT Sent");

        bench.Deliver(1);
        Assert.That(client.Read(), Is.Empty);
        bench.Deliver(1, "Sent");
        Assert.That(client.Read(), Does.StartWith("* 1 EXISTS"));
    }

    [Test]
    public void Unauthenticate_forgets_what_was_asked_for()
    {
        var (bench, client, _) = Start("NOTIFY SET (selected (MessageNew MessageExpunge)) (personal (MessageNew MessageExpunge))");
        client.Say("b2 UNAUTHENTICATE");
        client.Say($"b3 LOGIN {ServerBench.User} {ServerBench.Password}");
        client.Say("b4 SELECT INBOX");

        bench.Deliver(1);
        bench.Deliver(1, "Sent");

        Assert.That(client.Read(), Is.Empty);
        Assert.That(client.Say("b5 NOOP"), Does.StartWith("* 4 EXISTS\n"));
        Assert.That(bench.Account.Store.Observers.Any, Is.False);
    }

    [Test]
    public void More_new_messages_than_can_be_told_end_it()
    {
        var bench = new ServerBench(NotifyPlans.AtMost(2));
        var client = bench.Select();
        client.Say("b1 NOTIFY SET (selected (MessageNew (UID) MessageExpunge))");

        bench.Account.Store.AtOnce(() => bench.Deliver(3));
        bench.Loop.RunUntilQuiet();

        Assert.That(client.Read(), Is.EqualTo("* 3 EXISTS\n* 3 RECENT\n* OK [NOTIFICATIONOVERFLOW] Too much happens to be told"));
        bench.Deliver(1);
        Assert.That(client.Say("b2 NOOP"), Is.EqualTo("b2 OK NOOP completed"));
    }

    [Test]
    public void A_silent_server_lets_numbers_change_without_a_word()
    {
        var bench = new ServerBench(NotifyPlans.Where(new NotifySemantics { Unwanted = Unwanted.Silent }));
        bench.Deliver(3);
        var client = bench.Select();
        client.Say("b1 NOTIFY NONE");
        bench.Inbox.Expunge(0, new Protocol.Numbers.Uid(2));

        Assert.That(client.Say("b2 NOOP"), Is.EqualTo("b2 OK NOOP completed"));
        Assert.That(client.Say("b3 FETCH 2 (UID)"), Does.StartWith("* 2 FETCH (UID 3)\n"));
        Assert.That(client.Say("b4 STORE 2 +FLAGS (\\Seen)"), Is.EqualTo("b4 OK STORE completed"));
    }

    [Test]
    public void A_search_that_is_kept_up_to_date_tells_of_new_messages_what_it_was_asked_for()
    {
        var (bench, client, other) = Start("NOTIFY SET (selected (MessageNew MessageExpunge FlagChange))");
        client.Say("b2 UID SEARCH RETURN (ALL UPDATE (UID BODY.PEEK[HEADER.FIELDS (SUBJECT)])) UNSEEN");

        bench.Deliver(1);
        Assert.That(client.Read(), Does.Match(@"\A\* 4 EXISTS\n\* 4 RECENT\n\* 4 FETCH \(UID 4 BODY\[HEADER.FIELDS \(SUBJECT\)\] \{\d+\}\nSubject: Message 1\n\n\)\n\* ESEARCH \(TAG ""b2""\) UID ADDTO \(0 4\)\z"));
        other.Say("c1 STORE 1 +FLAGS.SILENT (\\Seen)");
        other.Say("c2 STORE 1 -FLAGS.SILENT (\\Seen)");
        Assert.That(client.Read(), Does.Contain("ADDTO (0 1)").And.Not.Contains("BODY"));
    }

    private static (ServerBench Bench, RawClient Client, RawClient Other) Start(string command)
    {
        var bench = new ServerBench(NotifyPlans.All);
        bench.Deliver(3);
        var client = bench.Select();
        var other = bench.Select();
        Assert.That(client.Say($"b1 {command}"), Does.Contain("b1 OK"));
        return (bench, client, other);
    }
}
