using ImapLab.Server.Plans;
using ImapLab.Server.Tests.Bench;

namespace ImapLab.Server.Tests.Commands;

[TestFixture]
internal sealed class MessageCommandsTests
{
    [Test]
    public void What_is_appended_comes_back_byte_for_byte()
    {
        var bench = new ServerBench();
        var client = bench.Select();
        const string Message = "Subject: x\r\n\r\nbare \n line feeds, \u0001 and \u00ff\r\n no end of line";

        Assert.That(client.SayRaw($"b1 APPEND INBOX (\\Seen $Work) \"05-Mar-2026 07:08:09 +0530\" {{{Message.Length}+}}\r\n{Message}\r\n"),
            Is.EqualTo("* FLAGS (\\Answered \\Flagged \\Deleted \\Seen \\Draft $Work)\n* OK [PERMANENTFLAGS (\\Answered \\Flagged \\Deleted \\Seen \\Draft $Work \\*)] Flags permitted\n* 1 EXISTS\n* 1 RECENT\nb1 OK [APPENDUID 1 1] APPEND completed"));
        Assert.That(client.Say("b2 FETCH 1 (FLAGS INTERNALDATE RFC822.SIZE BODY.PEEK[])"), Is.EqualTo(
            $"* 1 FETCH (FLAGS (\\Seen \\Recent $Work) INTERNALDATE \" 5-Mar-2026 07:08:09 +0530\" RFC822.SIZE {Message.Length} "
            + $"BODY[] {{{Message.Length}}}\n{Message.Replace("\r\n", "\n", StringComparison.Ordinal)})\nb2 OK FETCH completed"));
    }

    [Test]
    public void NUL_is_told_as_another_octet_where_a_literal_cannot_hold_it()
    {
        var bench = new ServerBench();
        bench.Deliver("Subject: x\r\n\r\na\0b\r\n");

        Assert.That(bench.Select().Say("b1 FETCH 1 (RFC822.SIZE BODY.PEEK[TEXT])"), Does.StartWith("* 1 FETCH (RFC822.SIZE 19 BODY[TEXT] {5}\na\u0080b\n)\n"));
    }

    [Test]
    public void Sections_and_partials_are_served()
    {
        var bench = new ServerBench();
        bench.Deliver("Subject: Hello\r\nFrom: a@example.test\r\nX-Other: y\r\n\r\n0123456789\r\n");
        var client = bench.Select();

        Assert.That(client.Say("b1 FETCH 1 (BODY.PEEK[HEADER.FIELDS (SUBJECT)] BODY.PEEK[TEXT]<2.3> BODY.PEEK[9])"), Is.EqualTo(
            "* 1 FETCH (BODY[HEADER.FIELDS (SUBJECT)] {18}\nSubject: Hello\n\n BODY[TEXT]<2> {3}\n234 BODY[9] NIL)\nb1 OK FETCH completed"));
    }

    [Test]
    public void Reading_a_body_sets_seen_and_says_so()
    {
        var bench = new ServerBench();
        bench.Deliver("Subject: Hello\r\n\r\nx\r\n");
        var client = bench.Select();

        Assert.That(client.Say("b1 FETCH 1 BODY[TEXT]"), Is.EqualTo("* 1 FETCH (BODY[TEXT] {3}\nx\n FLAGS (\\Seen \\Recent))\nb1 OK FETCH completed"));
        Assert.That(client.Say("b2 FETCH 1 BODY[TEXT]"), Does.Not.Contain("FLAGS"));
    }

    [Test]
    public void The_same_set_may_be_numbers_and_uids_in_one_search()
    {
        var bench = new ServerBench();
        bench.Deliver(5);
        bench.Inbox.Expunge(0, bench.Inbox.Messages.First().Uid);
        var client = bench.Select();

        Assert.That(client.Say("b1 SEARCH 2:3 UID 2:3"), Does.StartWith("* SEARCH 2\n"));
        Assert.That(client.Say("b2 SEARCH OR UID 2 2"), Does.StartWith("* SEARCH 1 2\n"));
    }

    [Test]
    public void Examine_changes_nothing()
    {
        var bench = new ServerBench();
        bench.Deliver(1);
        var client = bench.LogIn();
        client.Say("b1 EXAMINE INBOX");
        client.Say("b2 FETCH 1 BODY[]");

        Assert.That(bench.Inbox.Messages.Single().Flags.IsEmpty, Is.True);
        Assert.That(client.Say("b3 STORE 1 +FLAGS (\\Deleted)"), Does.StartWith("b3 NO"));
        Assert.That(client.Say("b4 EXPUNGE"), Does.StartWith("b4 NO"));
        Assert.That(client.Say("b5 CLOSE"), Does.StartWith("b5 OK"));
        Assert.That(bench.Inbox.Count, Is.EqualTo(1));
    }

    [TestCase("FETCH 4 (UID)", "b1 BAD Invalid messageset")]
    [TestCase("FETCH 0 (UID)", "b1 BAD")]
    [TestCase("UID FETCH 99 (FLAGS)", "b1 OK UID FETCH completed")]
    [TestCase("UID FETCH 99:* (UID)", "* 3 FETCH (UID 3)\nb1 OK UID FETCH completed")]
    [TestCase("FETCH *:2 (UID)", "* 2 FETCH (UID 2)\n* 3 FETCH (UID 3)\nb1 OK FETCH completed")]
    [TestCase("FETCH 1 (UID BOGUS)", "b1 BAD Error in FETCH: unknown FETCH item BOGUS")]
    [TestCase("FETCH 1", "b1 BAD")]
    [TestCase("COPY 1 Nope", "b1 NO [TRYCREATE]")]
    [TestCase("UID COPY 99 Sent", "b1 OK No messages found")]
    public void Sets_name_what_the_rfc_says(string command, string expected)
    {
        var bench = new ServerBench();
        bench.Deliver(3);

        Assert.That(bench.Select().Say($"b1 {command}"), Does.StartWith(expected));
    }

    [Test]
    public void Copy_tells_what_became_what()
    {
        var bench = new ServerBench();
        bench.Deliver(3);
        bench.Deliver(5, "Sent");
        var client = bench.Select();

        Assert.That(client.Say("b1 COPY 1,3 Sent"), Is.EqualTo("b1 OK [COPYUID 3 1,3 6:7] COPY completed"));
        Assert.That(bench.Inbox.Count, Is.EqualTo(3));
    }

    [Test]
    public void Move_tells_copyuid_before_the_expunges()
    {
        var bench = new ServerBench();
        bench.Deliver(3);
        var client = bench.Select();

        Assert.That(client.Say("b1 UID MOVE 1:2 Sent"), Is.EqualTo(
            "* OK [COPYUID 3 1:2 1:2] Moved UIDs\n* 1 EXPUNGE\n* 1 EXPUNGE\n* 1 RECENT\nb1 OK UID MOVE completed"));
    }

    [Test]
    public void Uid_expunge_takes_only_the_named()
    {
        var bench = new ServerBench();
        bench.Deliver(3);
        var client = bench.Select();
        client.Say("b1 STORE 1:3 +FLAGS.SILENT (\\Deleted)");

        Assert.That(client.Say("b2 UID EXPUNGE 2"), Is.EqualTo("* 2 EXPUNGE\n* 2 RECENT\nb2 OK UID EXPUNGE completed"));
        Assert.That(client.Say("b3 CLOSE"), Is.EqualTo("b3 OK CLOSE completed"));
        Assert.That(bench.Inbox.Count, Is.Zero);
    }

    [Test]
    public void Unselect_expunges_nothing()
    {
        var bench = new ServerBench();
        bench.Deliver(1);
        var client = bench.Select();
        client.Say("b1 STORE 1 +FLAGS.SILENT (\\Deleted)");

        Assert.That(client.Say("b2 UNSELECT"), Is.EqualTo("b2 OK UNSELECT completed"));
        Assert.That(bench.Inbox.Count, Is.EqualTo(1));
    }

    [Test]
    public void Fetch_of_what_is_gone_gives_the_rest_and_says_so()
    {
        var bench = new ServerBench();
        bench.Deliver(3);
        var client = bench.Select();
        bench.Inbox.Expunge(0, bench.Inbox.Messages.First().Uid);

        Assert.That(client.Say("b1 FETCH 1:2 (UID)"), Is.EqualTo(
            "* 2 FETCH (UID 2)\nb1 NO [EXPUNGEISSUED] Some of the requested messages no longer exist"));
    }

    [TestCase("ALL", "1 2 3 4")]
    [TestCase("SEEN", "1 2")]
    [TestCase("UNSEEN", "3 4")]
    [TestCase("NOT SEEN", "3 4")]
    [TestCase("OR SEEN 4", "1 2 4")]
    [TestCase("(SEEN NOT 1) ALL", "2")]
    [TestCase("KEYWORD $Work", "2")]
    [TestCase("UNKEYWORD $work", "1 3 4")]
    [TestCase("SUBJECT beta", "2")]
    [TestCase("SUBJECT \"\"", "1 2 3 4")]
    [TestCase("HEADER X-Two \"\"", "2")]
    [TestCase("FROM alice", "1")]
    [TestCase("BODY needle", "3")]
    [TestCase("TEXT needle", "3")]
    [TestCase("TEXT gamma", "3")]
    [TestCase("LARGER 100", "4")]
    [TestCase("SMALLER 100", "1 2 3")]
    [TestCase("UID 2:3", "2 3")]
    [TestCase("UID 9:*", "4")]
    [TestCase("2:*", "2 3 4")]
    [TestCase("77", "")]
    [TestCase("SENTON 5-Mar-2024", "1")]
    [TestCase("SENTSINCE 6-Mar-2024", "2")]
    [TestCase("ON 15-Jan-2026", "1 2 3 4")]
    [TestCase("BEFORE 15-Jan-2026", "")]
    [TestCase("CHARSET UTF-8 SUBJECT {6+}\r\ndelt\u00c3\u00a1", "4")]
    public void Search_finds(string key, string expected)
    {
        var bench = new ServerBench();
        bench.Deliver("From: alice@example.test\r\nSubject: Alpha\r\nDate: Tue, 5 Mar 2024 23:59:00 -0800\r\n\r\nx\r\n");
        bench.Deliver("Subject: Beta\r\nX-Two: yes\r\nDate: Wed, 6 Mar 2024 00:10:00 +0000\r\n\r\nx\r\n");
        bench.Deliver("Subject: Gamma\r\n\r\nNeedle in it\r\n");
        bench.Deliver($"Subject: =?utf-8?Q?Delt=C3=A1?=\r\n\r\n{new string('x', 100)}\r\n");
        var client = bench.Select();
        client.Say("b1 STORE 1:2 +FLAGS.SILENT (\\Seen)");
        client.Say("b2 STORE 2 +FLAGS.SILENT ($Work)");

        Assert.That(client.Say($"b3 SEARCH {key}"), Is.EqualTo($"{$"* SEARCH {expected}".TrimEnd()}\nb3 OK SEARCH completed"));
    }

    [TestCase("SEARCH RETURN (MIN MAX COUNT) ALL", "* ESEARCH (TAG \"b1\") MIN 1 MAX 4 COUNT 4")]
    [TestCase("UID SEARCH RETURN () 2:3", "* ESEARCH (TAG \"b1\") UID ALL 2:3")]
    [TestCase("SEARCH RETURN (ALL COUNT) SEEN", "* ESEARCH (TAG \"b1\") COUNT 0")]
    public void Esearch_answers_what_was_asked(string command, string expected)
    {
        var bench = new ServerBench();
        bench.Deliver(4);

        Assert.That(bench.Select().Say($"b1 {command}"), Does.StartWith(expected + "\n"));
    }

    [TestCase("SEARCH CHARSET KLINGON ALL", "b1 NO [BADCHARSET (US-ASCII UTF-8)]")]
    [TestCase("SEARCH NONSENSE", "b1 BAD Error in SEARCH: unknown search key NONSENSE")]
    [TestCase("SEARCH SINCE yesterday", "b1 BAD")]
    [TestCase("SEARCH (ALL", "b1 BAD")]
    [TestCase("SEARCH NOT", "b1 BAD")]
    public void A_search_that_is_none_is_refused(string command, string expected) =>
        Assert.That(new ServerBench().Select().Say($"b1 {command}"), Does.StartWith(expected));

    [Test]
    public void A_search_nested_too_deep_is_refused_and_the_session_goes_on()
    {
        var client = new ServerBench().Select();

        Assert.That(client.Say($"b1 SEARCH {string.Concat(Enumerable.Repeat("NOT ", 5000))}ALL"), Does.Contain("nest at most 50 deep"));
        Assert.That(client.Say("b2 NOOP"), Does.StartWith("b2 OK"));
    }

    [Test]
    public void Condstore_tells_modseqs_and_what_changed_since()
    {
        var bench = new ServerBench();
        bench.Deliver(3);
        var client = bench.LogIn();

        Assert.That(client.Say("b1 ENABLE CONDSTORE X-OTHER"), Is.EqualTo("* ENABLED CONDSTORE\nb1 OK ENABLE completed"));
        Assert.That(client.Say("b2 SELECT INBOX"), Does.Contain("* OK [HIGHESTMODSEQ 5] Highest"));
        Assert.That(client.Say("b3 STORE 2 +FLAGS.SILENT (\\Seen)"), Is.EqualTo("* 2 FETCH (UID 2 MODSEQ (6))\nb3 OK STORE completed"));
        Assert.That(client.Say("b4 FETCH 1:* (FLAGS) (CHANGEDSINCE 5)"), Is.EqualTo("* 2 FETCH (FLAGS (\\Seen \\Recent) MODSEQ (6))\nb4 OK FETCH completed"));
        Assert.That(client.Say("b5 STORE 1:3 (UNCHANGEDSINCE 5) +FLAGS.SILENT (\\Flagged)"), Does.Contain("b5 OK [MODIFIED 2]"));
        Assert.That(client.Say("b6 SEARCH MODSEQ 7"), Is.EqualTo("* SEARCH 1 3 (MODSEQ 8)\nb6 OK SEARCH completed"));
        Assert.That(client.Say("b7 STATUS INBOX (HIGHESTMODSEQ)"), Is.EqualTo("* STATUS INBOX (HIGHESTMODSEQ 8)\nb7 OK STATUS completed"));
    }

    [Test]
    public void A_profile_without_condstore_knows_no_modseq()
    {
        var bench = new ServerBench(ServerPlan.Plain);
        bench.Deliver(1);
        var client = bench.Select();

        Assert.That(client.Say("b1 FETCH 1 (MODSEQ)"), Does.StartWith("b1 BAD"));
        Assert.That(client.Say("b2 SEARCH MODSEQ 1"), Does.StartWith("b2 BAD"));
        Assert.That(client.Say("b3 STORE 1 (UNCHANGEDSINCE 1) FLAGS ()"), Does.StartWith("b3 BAD"));
        Assert.That(client.Say("b4 SELECT INBOX (CONDSTORE)"), Does.StartWith("b4 BAD"));
    }

    [Test]
    public void A_long_answer_leaves_other_sessions_their_turn()
    {
        var bench = new ServerBench();
        bench.Deliver(5000);
        var reader = bench.Select();
        var other = bench.Select();

        var answer = reader.SayRaw("b1 FETCH 1:* (UID FLAGS INTERNALDATE RFC822.SIZE ENVELOPE)\r\nb2 NOOP\r\n");

        Assert.That(answer.Split('\n'), Has.Length.EqualTo(5002));
        Assert.That(other.Say("c1 NOOP"), Is.EqualTo("c1 OK NOOP completed"));
    }
}
