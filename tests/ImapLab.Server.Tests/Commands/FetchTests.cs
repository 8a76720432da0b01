using ImapLab.Protocol.Wire;
using ImapLab.Server.Mailboxes;
using ImapLab.Server.Plans;
using ImapLab.Server.Tests.Bench;

namespace ImapLab.Server.Tests.Commands;

[TestFixture]
internal sealed class FetchTests
{
    private const string Hello = "Subject: Hello\r\nX-Odd Name: y\r\n\r\n0123456789\r\n";

    private static ServerPlan Plan => ServerBench.With("BINARY", "PREVIEW", "PREVIEW=FUZZY", "SNIPPET=FUZZY");

    [Test]
    public void Content_may_come_last_however_it_was_asked()
    {
        var client = Client(new FetchStyle { Order = FetchOrder.ContentLast });

        Assert.That(client.Say("b1 FETCH 1 (BODY.PEEK[TEXT]<0.2> UID RFC822.SIZE)"), Is.EqualTo(
            "* 1 FETCH (UID 1 RFC822.SIZE 45 BODY[TEXT]<0> {2}\n01)\nb1 OK FETCH completed"));
    }

    [TestCase(SeenNotice.AtEnd, "* 1 FETCH (UID 1 BODY[TEXT]<0> {1}\n0 FLAGS (\\Seen \\Recent))")]
    [TestCase(SeenNotice.BeforeContent, "* 1 FETCH (UID 1 FLAGS (\\Seen \\Recent) BODY[TEXT]<0> {1}\n0)")]
    [TestCase(SeenNotice.InOwnReply, "* 1 FETCH (UID 1 BODY[TEXT]<0> {1}\n0)\n* 1 FETCH (UID 1 FLAGS (\\Seen \\Recent))")]
    public void The_client_learns_of_the_flag_that_its_reading_set(SeenNotice notice, string expected)
    {
        var client = Client(new FetchStyle { SeenNotice = notice });

        Assert.That(client.Say("b1 UID FETCH 1 BODY[TEXT]<0.1>"), Is.EqualTo($"{expected}\nb1 OK UID FETCH completed"));
        Assert.That(client.Say("b2 FETCH 1 FLAGS"), Is.EqualTo("* 1 FETCH (FLAGS (\\Seen \\Recent))\nb2 OK FETCH completed"));
    }

    [TestCase("RFC822")]
    [TestCase("RFC822.TEXT")]
    [TestCase("BODY[]")]
    [TestCase("BODY[HEADER]")]
    [TestCase("BODY[9]")]
    [TestCase("BINARY[1]")]
    [TestCase("BINARY[]<0.1>")]
    public void These_set_seen(string item) =>
        Assert.That(Client().Say($"b1 FETCH 1 {item}"), Does.Contain("FLAGS (\\Seen \\Recent)"));

    [TestCase("RFC822.HEADER")]
    [TestCase("BODY.PEEK[]")]
    [TestCase("BINARY.PEEK[1]")]
    [TestCase("BINARY.SIZE[1]")]
    [TestCase("PREVIEW")]
    [TestCase("FULL")]
    public void These_do_not(string item) =>
        Assert.That(Client().Say($"b1 FETCH 1 {item}"), Does.Not.Contain("\\Seen"));

    [TestCase(MissingPart.Nil, "NIL")]
    [TestCase(MissingPart.Empty, "{0}\n")]
    public void A_part_that_is_not_there(MissingPart style, string expected)
    {
        var client = Client(new FetchStyle { MissingPart = style });

        Assert.That(client.Say("b1 FETCH 1 (BODY.PEEK[2] BINARY.PEEK[2] BODY.PEEK[2.MIME]<3.4>)"), Is.EqualTo(
            $"* 1 FETCH (BODY[2] {expected} BINARY[2] {expected} BODY[2.MIME]<3> {expected})\nb1 OK FETCH completed"));
    }

    [Test]
    public void Field_names_are_echoed()
    {
        Assert.That(Client().Say("b1 FETCH 1 BODY.PEEK[HEADER.FIELDS (\"Subject\" \"x-odd name\")]"),
            Does.StartWith("* 1 FETCH (BODY[HEADER.FIELDS (Subject \"x-odd name\")] {33}\nSubject: Hello\nX-Odd Name: y\n"));
        Assert.That(Client(new FetchStyle { UpperCaseFieldNames = true }).Say("b1 FETCH 1 BODY.PEEK[HEADER.FIELDS (Subject)]"),
            Does.StartWith("* 1 FETCH (BODY[HEADER.FIELDS (SUBJECT)] {18}\n"));
    }

    [TestCase("<0.4>", "<0> {4}\n0123")]
    [TestCase("<8.100>", "<8> {4}\n89\n")]
    [TestCase("<12.1>", "<12> {0}\n")]
    [TestCase("<4294967295.4294967295>", "<4294967295> {0}\n")]
    public void A_partial_fetch_ends_where_the_text_does(string partial, string expected) =>
        Assert.That(Client().Say($"b1 FETCH 1 BODY.PEEK[TEXT]{partial}"), Does.StartWith($"* 1 FETCH (BODY[TEXT]{expected})\n"));

    [TestCase("BODY[TEXT]<0.0>")]
    [TestCase("BODY[TEXT]<0>")]
    [TestCase("BODY[TEXT]<.1>")]
    [TestCase("BODY[0]")]
    [TestCase("BODY[1.]")]
    [TestCase("BODY[MIME]")]
    [TestCase("BODY[1.MIME.TEXT]")]
    [TestCase("BODY[HEADER.FIELDS]")]
    [TestCase("BODY[HEADER.FIELDS ()]")]
    [TestCase("BODY.PEEK")]
    [TestCase("BINARY")]
    [TestCase("BINARY[TEXT]")]
    [TestCase("BINARY[1.MIME]")]
    [TestCase("BINARY.SIZE[1]<0.1>")]
    [TestCase("RFC822.PEEK")]
    [TestCase("(ALL)")]
    [TestCase("()")]
    [TestCase("FLAGS UID")]
    [TestCase("(FLAGS  UID)")]
    [TestCase("PREVIEW (EAGER)")]
    [TestCase("SNIPPET (LAZY)")]
    public void What_is_no_item_is_bad(string item) =>
        Assert.That(Client().Say($"b1 FETCH 1 {item}"), Does.StartWith("b1 BAD"));

    [TestCase("BINARY[1]")]
    [TestCase("PREVIEW")]
    [TestCase("(PREVIEW (FUZZY))")]
    [TestCase("SNIPPET")]
    [TestCase("SAVEDATE")]
    [TestCase("MODSEQ")]
    public void What_the_server_does_not_offer_is_bad(string item)
    {
        var bench = new ServerBench(ServerPlan.Plain);
        bench.Deliver(Hello);

        Assert.That(bench.Select().Say($"b1 FETCH 1 {item}"), Does.StartWith("b1 BAD"));
    }

    [Test]
    public void Preview_is_the_text_in_a_line_and_names_its_algorithm_where_it_was_named()
    {
        var bench = new ServerBench(Plan);
        bench.Deliver("Subject: x\r\n\r\n> before\r\n\r\nSay \"hi\"\r\nand more\r\n");
        var client = bench.Select();

        Assert.That(client.Say("b1 FETCH 1 (PREVIEW (LAZY) UID)"), Does.StartWith("* 1 FETCH (PREVIEW \"Say \\\"hi\\\" and more\" UID 1)\n"));
        Assert.That(client.Say("b2 FETCH 1 (PREVIEW (FUZZY) SNIPPET)"),
            Does.StartWith("* 1 FETCH (PREVIEW (FUZZY \"Say \\\"hi\\\" and more\") SNIPPET (FUZZY \"Say \\\"hi\\\" and more\"))\n"));
        Assert.That(client.Say("b3 UID FETCH 1 PREVIEW (CHANGEDSINCE 1)"), Does.Contain("* 1 FETCH (UID 1 PREVIEW"));
    }

    [Test]
    public void A_lazy_client_may_have_to_wait_for_one_that_is_not()
    {
        var bench = new ServerBench(Plan with { Semantics = new MailboxSemantics { Messages = new MessageSemantics { LazyPreview = LazyPreview.OnceMade } } });
        bench.Deliver(Hello);
        var client = bench.Select();

        Assert.That(client.Say("b1 FETCH 1 PREVIEW (LAZY)"), Does.StartWith("* 1 FETCH (PREVIEW NIL)\n"));
        client.Say("b2 FETCH 1 PREVIEW");
        Assert.That(client.Say("b3 FETCH 1 PREVIEW (LAZY)"), Does.StartWith("* 1 FETCH (PREVIEW \"0123456789\")\n"));
    }

    private static RawClient Client(FetchStyle? style = null)
    {
        var bench = new ServerBench(Plan with { Style = WireStyle.Plain with { Fetch = style ?? FetchStyle.Plain } });
        bench.Deliver(Hello);
        return bench.Select();
    }
}
