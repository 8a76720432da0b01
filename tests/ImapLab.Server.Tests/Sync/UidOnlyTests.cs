using ImapLab.Protocol.Numbers;
using ImapLab.Server.Plans;
using ImapLab.Server.Tests.Bench;

namespace ImapLab.Server.Tests.Sync;

/// <summary>UIDONLY (RFC 9586): once it is enabled, no message number is said or heard. Four messages have UIDs 1, 3, 4 and 5.</summary>
[TestFixture]
internal sealed class UidOnlyTests
{
    private static readonly ServerPlan Plan = SyncPlans.With(SyncPlans.All, "UIDONLY", "SORT", "THREAD=REFERENCES", "SEARCHRES", "REPLACE");

    [TestCase("FETCH 1 (FLAGS)")]
    [TestCase("STORE 1 +FLAGS (\\Seen)")]
    [TestCase("COPY 1 Sent")]
    [TestCase("MOVE 1 Sent")]
    [TestCase("SEARCH ALL")]
    [TestCase("SORT (DATE) UTF-8 ALL")]
    [TestCase("THREAD REFERENCES UTF-8 ALL")]
    [TestCase("UID SEARCH 1:*")]
    [TestCase("UID SEARCH OR SEEN NOT 2")]
    [TestCase("UID SORT (DATE) UTF-8 1")]
    [TestCase("REPLACE 1 INBOX {3+}\r\nabc")]
    [TestCase("SELECT INBOX (QRESYNC (1 1 1:5 (1 1)))")]
    public void What_speaks_of_numbers_is_bad(string command)
    {
        var client = Client();

        Assert.That(client.Say($"b1 {command}"), Is.EqualTo("b1 BAD [UIDREQUIRED] Message numbers are not allowed once UIDONLY is enabled"));
    }

    [TestCase("UID FETCH 3 (FLAGS)", "* 3 UIDFETCH (FLAGS ())")]
    [TestCase("UID FETCH 3:4 (UID)", "* 3 UIDFETCH (UID 3)\n* 4 UIDFETCH (UID 4)")]
    [TestCase("UID FETCH 4 (UID FLAGS)", "* 4 UIDFETCH (UID 4 FLAGS ())")]
    [TestCase("UID STORE 5 +FLAGS (\\Seen)", "* 5 UIDFETCH (FLAGS (\\Seen))")]
    [TestCase("UID SEARCH UID 3:*", "* SEARCH 3 4 5")]
    [TestCase("UID SEARCH RETURN (ALL) ALL", "* ESEARCH (TAG \"b1\") UID ALL 1,3:5")]
    public void Answers_speak_of_uids_alone(string command, string answer)
    {
        Assert.That(Client().Say($"b1 {command}"), Does.StartWith(answer + "\n"));
    }

    [Test]
    public void Kept_results_are_no_numbers()
    {
        var client = Client();
        client.Say("b1 UID SEARCH RETURN (SAVE) UID 4:5");

        Assert.That(client.Say("b2 UID SEARCH $"), Does.StartWith("* SEARCH 4 5\n"));
        Assert.That(client.Say("b3 UID FETCH $ (UID)"), Does.StartWith("* 4 UIDFETCH (UID 4)\n* 5 UIDFETCH (UID 5)\n"));
    }

    [Test]
    public void Select_tells_no_number_and_resync_tells_by_uid()
    {
        var bench = Bench();
        var client = bench.LogIn();
        client.Say("a1 ENABLE UIDONLY QRESYNC");

        Assert.That(
            client.Say($"b1 SELECT INBOX (QRESYNC ({bench.Inbox.UidValidity} 6))"),
            Does.Not.Contain("UNSEEN").And.Contains("* VANISHED (EARLIER) 2\n* 5 UIDFETCH (FLAGS () MODSEQ (7))\n"));
    }

    [Test]
    public void Others_changes_are_told_by_uid_with_or_without_qresync()
    {
        var bench = Bench();
        var client = Client(bench);
        bench.Select().Say("c1 UID STORE 4 +FLAGS.SILENT (\\Seen)");
        bench.Inbox.Expunge(0, new Uid(1));
        bench.Deliver(1);
        bench.Select().HangUp();

        Assert.That(client.Say("b1 NOOP"), Is.EqualTo("* VANISHED 1\n* 4 EXISTS\n* 4 UIDFETCH (FLAGS (\\Seen))\nb1 OK NOOP completed"));
        client.Say("b2 IDLE");
        bench.Select().Say("c2 UID STORE 5 +FLAGS.SILENT (\\Draft)");
        Assert.That(client.Read(), Does.Contain("* 5 UIDFETCH (FLAGS (\\Draft))"));
    }

    [Test]
    public void Expunge_and_move_tell_vanished()
    {
        var client = Client();

        Assert.That(client.Say("b1 UID MOVE 3 Sent"), Does.Contain("\n* VANISHED 3\n"));
        client.Say("b2 UID STORE 4 +FLAGS.SILENT (\\Deleted)");
        Assert.That(client.Say("b3 EXPUNGE"), Does.StartWith("* VANISHED 4\n"));
    }

    private static ServerBench Bench()
    {
        var bench = new ServerBench(Plan);
        bench.Deliver(5);
        bench.Inbox.Expunge(0, new Uid(2));
        bench.Select().HangUp();
        return bench;
    }

    private static RawClient Client(ServerBench? bench = null)
    {
        var client = (bench ?? Bench()).LogIn();
        Assert.That(client.Say("a1 ENABLE UIDONLY"), Does.StartWith("* ENABLED UIDONLY\n"));
        client.Say("a2 SELECT INBOX");
        return client;
    }
}
