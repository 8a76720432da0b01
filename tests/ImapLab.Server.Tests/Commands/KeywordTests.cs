using ImapLab.Server.Mailboxes;
using ImapLab.Server.Plans;
using ImapLab.Server.Tests.Bench;

namespace ImapLab.Server.Tests.Commands;

/// <summary>Flags and keywords that clients set: which there are, how they are spelled, and what becomes of others.</summary>
[TestFixture]
internal sealed class KeywordTests
{
    [Test]
    public void A_closed_set_is_told_and_nothing_else_may_be_made()
    {
        var client = Client(new KeywordSemantics { Only = ["$Forwarded", "$Junk"] });

        Assert.That(client.Say("b1 SELECT INBOX"), Does.Contain("* FLAGS (\\Answered \\Flagged \\Deleted \\Seen \\Draft $Forwarded $Junk)\n")
            .And.Contain("[PERMANENTFLAGS (\\Answered \\Flagged \\Deleted \\Seen \\Draft $Forwarded $Junk)]"));
        Assert.That(client.Say("b2 STORE 1 +FLAGS ($junk \\Seen)"), Does.StartWith("* 1 FETCH (FLAGS (\\Seen $Junk))\n"));
        Assert.That(client.Say("b3 STORE 1 +FLAGS (mine \\Flagged)"), Does.StartWith("b3 NO [CANNOT]"));
        Assert.That(client.Say("b4 STORE 1 FLAGS (mine)"), Does.StartWith("b4 NO [CANNOT]"));
        Assert.That(client.Say("b5 STORE 1 -FLAGS (mine)"), Does.Contain("b5 OK"));
        Assert.That(client.SayRaw("b6 APPEND INBOX (mine) {3+}\r\nabc\r\n"), Does.StartWith("b6 NO [CANNOT]"));
        Assert.That(client.Say("b7 FETCH 1:* FLAGS"), Is.EqualTo("* 1 FETCH (FLAGS (\\Seen $Junk))\nb7 OK FETCH completed"));
    }

    [Test]
    public void Others_may_be_left_out_in_silence()
    {
        var client = Client(new KeywordSemantics { Only = ["$Junk"], Otherwise = UnwantedKeyword.LeftOut });

        Assert.That(client.Say("b1 STORE 1 +FLAGS (mine \\Flagged $Junk)"), Does.StartWith("* 1 FETCH (FLAGS (\\Flagged \\Recent $Junk))\n"));
        Assert.That(client.Say("b2 STORE 1 FLAGS (mine)"), Does.StartWith("* 1 FETCH (FLAGS (\\Recent))\n"));
        Assert.That(client.SayRaw("b3 APPEND INBOX (mine \\Seen) {3+}\r\nabc\r\n"), Does.Contain("b3 OK"));
        Assert.That(client.Say("b4 FETCH 2 FLAGS"), Does.StartWith("* 2 FETCH (FLAGS (\\Seen \\Recent))\n"));
    }

    [TestCase("abcd", "OK")]
    [TestCase("abcde", "NO [CANNOT]")]
    public void A_keyword_may_be_too_long(string keyword, string expected) =>
        Assert.That(Client(new KeywordSemantics { Longest = 4 }).Say($"b1 STORE 1 +FLAGS.SILENT ({keyword})"), Does.Contain($"b1 {expected}"));

    [Test]
    public void A_mailbox_may_know_enough_keywords()
    {
        var client = Client(new KeywordSemantics { Most = 2 });

        Assert.That(client.Say("b1 STORE 1 +FLAGS.SILENT (one two three)"), Does.StartWith("b1 NO [LIMIT]"));
        Assert.That(client.Say("b2 STORE 1 +FLAGS.SILENT (one two)"), Does.Contain("b2 OK"));
        Assert.That(client.Say("b3 STORE 1 +FLAGS.SILENT (TWO)"), Does.Contain("b3 OK"));
        Assert.That(client.Say("b4 STORE 1 +FLAGS.SILENT (three)"), Does.StartWith("b4 NO [LIMIT]"));
        Assert.That(client.SayRaw("b5 APPEND INBOX (three) {3+}\r\nabc\r\n"), Does.StartWith("b5 NO [LIMIT]"));
        Assert.That(client.Say("b6 STORE 1 +FLAGS.SILENT (abcde)"), Does.StartWith("b6 NO [LIMIT]"));
    }

    [Test]
    public void Permanentflags_promises_new_keywords_as_long_as_there_is_room()
    {
        var client = Client(new KeywordSemantics { Most = 2 });

        Assert.That(client.Say("b1 STORE 1 +FLAGS.SILENT (one)"), Does.Contain("[PERMANENTFLAGS (\\Answered \\Flagged \\Deleted \\Seen \\Draft one \\*)]"));
        Assert.That(client.Say("b2 STORE 1 +FLAGS.SILENT (two)"), Does.Contain("[PERMANENTFLAGS (\\Answered \\Flagged \\Deleted \\Seen \\Draft one two)]"));
    }

    [Test]
    public void A_copy_comes_without_the_keywords_that_are_too_many_where_it_goes()
    {
        var client = Client(new KeywordSemantics { Most = 2 });
        client.Say("b1 CREATE other");
        client.SayRaw("b2 APPEND other (here) {3+}\r\nabc\r\n");
        client.Say("b3 STORE 1 +FLAGS.SILENT (one two)");

        Assert.That(client.Say("b4 COPY 1 other"), Does.Contain("b4 OK"));
        client.Say("b5 SELECT other");
        Assert.That(client.Say("b6 FETCH 2 FLAGS"), Does.StartWith("* 2 FETCH (FLAGS (\\Recent one))\n"));
    }

    [Test]
    public void Several_messages_appended_at_once_have_no_more_keywords_either()
    {
        var client = Client(new KeywordSemantics { Most = 2 }, "MULTIAPPEND");

        Assert.That(client.SayRaw("b1 APPEND INBOX (one two) {3+}\r\nabc (three four) {3+}\r\nabc\r\n"), Does.Contain("b1 OK"));
        Assert.That(client.Say("b2 SELECT INBOX"), Does.Contain("* FLAGS (\\Answered \\Flagged \\Deleted \\Seen \\Draft one two)\n"));
    }

    [Test]
    public void There_is_a_bound_without_a_word_of_it()
    {
        var client = Client(KeywordSemantics.Standard);

        Assert.That(client.Say($"b1 STORE 1 +FLAGS.SILENT ({string.Join(' ', Enumerable.Range(0, 1024).Select(number => $"k{number}"))})"), Does.Contain("b1 OK"));
        Assert.That(client.Say("b2 STORE 1 +FLAGS.SILENT (k0 k1024)"), Does.StartWith("b2 NO [LIMIT]"));
        Assert.That(client.Say($"b3 STORE 1 +FLAGS.SILENT ({new string('k', 256)})"), Does.StartWith("b3 NO [CANNOT]"));
    }

    [Test]
    public void A_keyword_keeps_the_spelling_that_the_mailbox_saw_first()
    {
        var client = Client(KeywordSemantics.Standard);
        client.Say("b1 STORE 1 +FLAGS.SILENT (Work)");

        Assert.That(client.Say("b2 STORE 1 FLAGS (WORK work other)"), Does.Contain("* 1 FETCH (FLAGS (\\Recent Work other))\n"));
        Assert.That(client.Say("b3 STORE 1 -FLAGS (wOrK)"), Does.StartWith("* 1 FETCH (FLAGS (\\Recent other))\n"));
    }

    [TestCase("STORE 1 FLAGS (\\Recent)")]
    [TestCase("STORE 1 +FLAGS (\\Nonsense)")]
    [TestCase("STORE 1 FLAGS (\\*)")]
    [TestCase("STORE 1 FLAGS (a]b)")]
    [TestCase("STORE 1 FLAGS (a*b)")]
    [TestCase("STORE 1 FLAGS (\"quoted\")")]
    [TestCase("STORE 1 FLAGS (caf\u00e9)")]
    [TestCase("STORE 1 *FLAGS (\\Seen)")]
    [TestCase("STORE 1 FLAGS.LOUD (\\Seen)")]
    [TestCase("STORE 1 FLAGS")]
    [TestCase("STORE 9 FLAGS (\\Seen)")]
    public void What_is_no_flag_is_bad(string command) =>
        Assert.That(Client(KeywordSemantics.Standard).Say($"b1 {command}"), Does.StartWith("b1 BAD"));

    [Test]
    public void Silence_is_kept_about_what_the_client_did_and_not_about_what_others_did()
    {
        var bench = new ServerBench();
        bench.Deliver(2);
        var (one, other) = (bench.Select(), bench.Select());
        other.Say("c1 STORE 1 +FLAGS.SILENT (\\Flagged)");

        Assert.That(one.Say("b1 STORE 2 +FLAGS.SILENT (\\Seen)"), Is.EqualTo("* 1 FETCH (FLAGS (\\Flagged \\Recent))\nb1 OK STORE completed"));
        Assert.That(one.Say("b2 STORE 1 +FLAGS (\\Seen)"), Does.StartWith("* 1 FETCH (FLAGS (\\Flagged \\Seen \\Recent))\n"));
    }

    private static RawClient Client(KeywordSemantics keywords, params string[] capabilities)
    {
        var plan = Folders.FolderBench.With(capabilities) with { Semantics = new MailboxSemantics { Messages = new MessageSemantics { Keywords = keywords } } };
        var bench = new ServerBench(plan);
        bench.Deliver("Subject: x\r\n\r\n");
        return bench.Select();
    }
}
