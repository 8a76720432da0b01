using ImapLab.Server.Mailboxes;
using ImapLab.Server.Tests.Bench;

namespace ImapLab.Server.Tests.Commands;

/// <summary>COPY and MOVE in their corners, and UIDs that do not last.</summary>
[TestFixture]
internal sealed class CopyTests
{
    [Test]
    public void A_copy_may_go_to_where_it_came_from()
    {
        var client = Client(2);

        Assert.That(client.Say("b1 COPY 1:2 INBOX"), Is.EqualTo("* 4 EXISTS\n* 4 RECENT\nb1 OK [COPYUID 1 1:2 3:4] COPY completed"));
    }

    [Test]
    public void A_move_may_go_to_where_it_came_from_and_gives_new_uids()
    {
        var client = Client(3);

        Assert.That(client.Say("b1 UID MOVE 1:2 INBOX"), Does.StartWith("* OK [COPYUID 1 1:2 4:5] Moved UIDs\n* 1 EXPUNGE\n* 1 EXPUNGE\n* 3 EXISTS\n"));
        Assert.That(client.Say("b2 FETCH 1:* UID"), Does.StartWith("* 1 FETCH (UID 3)\n* 2 FETCH (UID 4)\n* 3 FETCH (UID 5)\n"));
    }

    [Test]
    public void Flags_go_with_a_copy_and_recent_does_not()
    {
        var client = Client(1);
        client.Say("b1 STORE 1 FLAGS.SILENT (\\Deleted \\Seen $Work)");
        client.Say("b2 COPY 1 Sent");
        client.Say("b3 EXAMINE Sent");

        Assert.That(client.Say("b4 FETCH 1 FLAGS"), Does.StartWith("* 1 FETCH (FLAGS (\\Deleted \\Seen \\Recent $Work))\n"));
    }

    [Test]
    public void A_set_in_any_order_is_copied_in_ascending_order() =>
        Assert.That(Client(5).Say("b1 UID COPY 5,2:1 Sent"), Does.StartWith("b1 OK [COPYUID 3 1:2,5 1:3]"));

    [TestCase("UID COPY 9 Sent", "b1 OK No messages found")]
    [TestCase("UID MOVE 9 Sent", "b1 OK No messages found")]
    [TestCase("COPY 9 Sent", "b1 BAD Invalid messageset")]
    [TestCase("MOVE 9 Sent", "b1 BAD Invalid messageset")]
    [TestCase("MOVE 1 Nope", "b1 NO [TRYCREATE]")]
    public void Nothing_is_copied_where_nothing_is_named(string command, string expected) =>
        Assert.That(Client(1).Say($"b1 {command}"), Does.StartWith(expected));

    [Test]
    public void A_copy_of_what_is_gone_in_part_takes_nothing()
    {
        var bench = new ServerBench();
        bench.Deliver(2);
        var client = bench.Select();
        bench.Inbox.Expunge(0, bench.Inbox.Messages.First().Uid);

        Assert.That(client.Say("b1 UID COPY 1:2 Sent"), Does.Contain("b1 NO [EXPUNGEISSUED]"));
        Assert.That(client.Say("b2 STATUS Sent (MESSAGES)"), Does.StartWith("* STATUS Sent (MESSAGES 0)"));
    }

    [TestCase(false, "b2 NO")]
    [TestCase(true, "* OK [COPYUID 3 1 1] Moved UIDs\n* 1 EXPUNGE\n")]
    public void An_examined_mailbox_may_be_moved_from_where_a_server_has_it_so(bool moves, string expected)
    {
        var bench = new ServerBench(ServerBench.Full with { Semantics = new MailboxSemantics { Messages = new MessageSemantics { MovesFromReadOnly = moves } } });
        bench.Deliver(1);
        var client = bench.LogIn();
        client.Say("b1 EXAMINE INBOX");

        Assert.That(client.Say("b2 MOVE 1 Sent"), Does.StartWith(expected));
    }

    [Test]
    public void Uids_that_do_not_last_are_not_told_and_are_others_next_time()
    {
        var bench = new ServerBench(ServerBench.Full with { Semantics = new MailboxSemantics { Messages = new MessageSemantics { UidsLast = false } } });
        bench.Deliver(2);
        var (one, other) = (bench.LogIn(), bench.LogIn());

        Assert.That(one.Say("b1 SELECT INBOX"), Does.Contain("* OK [UIDVALIDITY 5]").And.Contain("\n* NO [UIDNOTSTICKY] "));
        Assert.That(other.Say("c1 SELECT INBOX"), Does.Contain("* OK [UIDVALIDITY 5]"));
        Assert.That(one.Say("b2 COPY 1 Sent"), Is.EqualTo("b2 OK COPY completed"));
        Assert.That(one.SayRaw("b3 APPEND INBOX {3+}\r\nabc\r\n"), Does.EndWith("b3 OK APPEND completed"));
        one.Say("b4 CLOSE");
        other.Say("c2 CLOSE");
        Assert.That(one.Say("b5 SELECT INBOX"), Does.Contain("* OK [UIDVALIDITY 6]"));
    }

    private static RawClient Client(int messages)
    {
        var bench = new ServerBench();
        bench.Deliver(messages);
        return bench.Select();
    }
}
