using ImapLab.Server.Tests.Bench;

namespace ImapLab.Server.Tests.Commands;

/// <summary>REPLACE (RFC 8508).</summary>
[TestFixture]
internal sealed class ReplaceTests
{
    [Test]
    public void The_new_message_is_told_before_the_old_one_goes()
    {
        var bench = new ServerBench(ServerBench.With("REPLACE"));
        bench.Deliver(3);

        var answer = bench.Select().SayRaw("b1 REPLACE 2 INBOX (\\Draft) {3+}\r\nnew\r\n");

        Assert.That(answer, Is.EqualTo(
            "* OK [APPENDUID 1 4] Replacement message ready\n* 2 EXPUNGE\n* 3 EXISTS\nb1 OK REPLACE completed"));
        Assert.That(bench.Inbox.Messages.Last().Flags.ToString(), Is.EqualTo("(\\Draft)"));
    }

    [Test]
    public void It_may_go_to_another_mailbox()
    {
        var bench = new ServerBench(ServerBench.With("REPLACE", "CATENATE"));
        bench.Deliver(1);
        var client = bench.Select();

        Assert.That(client.SayRaw("b1 UID REPLACE 1 Sent CATENATE (TEXT {5+}\r\nnew: \r\n URL ;UID=1)\r\n"), Does.StartWith("b1 BAD"));
        Assert.That(client.SayRaw("b2 UID REPLACE 1 Sent CATENATE (TEXT {5+}\r\nnew:  URL ;UID=1)\r\n"),
            Is.EqualTo("* OK [APPENDUID 3 1] Replacement message ready\n* 1 EXPUNGE\n* 0 RECENT\nb2 OK UID REPLACE completed"));
    }

    [TestCase("REPLACE 9 INBOX {3+}\r\nnew", "b1 BAD Invalid messageset")]
    [TestCase("REPLACE 1:2 INBOX {3+}\r\nnew", "b1 BAD")]
    [TestCase("REPLACE 1,2 INBOX {3+}\r\nnew", "b1 BAD")]
    [TestCase("UID REPLACE 9 INBOX {3+}\r\nnew", "b1 NO")]
    [TestCase("REPLACE 1 Nope {3+}\r\nnew", "b1 NO [TRYCREATE]")]
    [TestCase("REPLACE 1 Nope {3}", "b1 NO [TRYCREATE]")]
    [TestCase("REPLACE 1 INBOX {0+}\r\n", "b1 NO")]
    [TestCase("REPLACE 1 INBOX {3+}\r\nnew {3+}\r\nnew", "b1 BAD")]
    public void What_cannot_be_done_changes_nothing(string command, string expected)
    {
        var bench = new ServerBench(ServerBench.With("REPLACE", "MULTIAPPEND"));
        bench.Deliver(2);

        Assert.That(bench.Select().SayRaw($"b1 {command}\r\n"), Does.StartWith(expected));
        Assert.That(bench.Inbox.Messages.Select(message => message.Uid.Value), Is.EqualTo([1, 2]));
    }

    [Test]
    public void An_examined_mailbox_keeps_what_it_has()
    {
        var bench = new ServerBench(ServerBench.With("REPLACE"));
        bench.Deliver(1);
        var client = bench.LogIn();
        client.Say("b1 EXAMINE INBOX");

        Assert.That(client.Say("b2 REPLACE 1 Sent {3}"), Does.StartWith("b2 NO"));
    }
}
