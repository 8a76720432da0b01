using ImapLab.Protocol.Mail;
using ImapLab.Server.Plans;
using ImapLab.Server.Tests.Bench;

namespace ImapLab.Server.Tests.Commands;

/// <summary>APPEND with its extensions: MULTIAPPEND, CATENATE, BINARY, UTF8, APPENDLIMIT, LITERAL-.</summary>
[TestFixture]
internal sealed class AppendTests
{
    private const string Source = "Subject: s\r\nContent-Type: multipart/mixed; boundary=x\r\n\r\n--x\r\nX-Part: 1\r\n\r\npart one\r\n--x\r\n\r\ntwo\r\n--x--\r\n";

    private static ServerPlan Plan => ServerBench.With("MULTIAPPEND", "CATENATE", "URL-PARTIAL", "BINARY");

    [Test]
    public void Several_messages_come_in_one_step()
    {
        var bench = new ServerBench(Plan);
        var client = bench.LogIn();

        var answer = client.SayRaw("b1 APPEND INBOX (\\Seen) {3+}\r\nabc \"05-Mar-2026 07:08:09 +0000\" {3+}\r\ndef (\\Draft) \"05-Mar-2026 07:08:09 +0000\" ~{3+}\r\ng\0i\r\n");

        Assert.That(answer, Is.EqualTo("b1 OK [APPENDUID 1 1:3] APPEND completed"));
        Assert.That(bench.Inbox.Messages.Select(message => message.Flags.ToString()), Is.EqualTo(["(\\Seen)", "()", "(\\Draft)"]));
        Assert.That(bench.Inbox.Messages.Select(message => message.Message.InternalDate.Year), Is.EqualTo([2026, 2026, 2026]));
    }

    [TestCase("{3+}\r\nabc {0+}\r\n", "b1 NO")]
    [TestCase("{3+}\r\nabc (\\Nonsense) {3+}\r\nabc", "b1 BAD")]
    [TestCase("{3+}\r\nabc CATENATE (URL /Nope/;UID=1)", "b1 NO [BADURL /Nope/;UID=1]")]
    [TestCase("{3+}\r\nabc x", "b1 BAD")]
    [TestCase("{3+}\r\nabc ", "b1 BAD")]
    public void All_or_nothing(string messages, string expected)
    {
        var bench = new ServerBench(Plan);

        Assert.That(bench.LogIn().SayRaw($"b1 APPEND INBOX {messages}\r\n"), Does.StartWith(expected));
        Assert.That(bench.Inbox.Count, Is.Zero);
    }

    [TestCase("{3+}\r\nabc {3+}\r\ndef")]
    [TestCase("~{3+}\r\nabc")]
    [TestCase("CATENATE (TEXT {3+}\r\nabc)")]
    [TestCase("UTF8 (~{3+}\r\nabc)")]
    public void What_the_server_does_not_offer_is_bad(string message) =>
        Assert.That(new ServerBench().LogIn().SayRaw($"b1 APPEND INBOX {message}\r\n"), Does.StartWith("b1 BAD"));

    [TestCase("TEXT {5+}\r\nhead\n URL \"/INBOX;UIDVALIDITY=1/;UID=1/;SECTION=1\" TEXT {1+}\r\n!", "head\npart one!")]
    [TestCase("URL /INBOX/;UID=1", Source)]
    [TestCase("URL /inbox/;uid=1/;section=1.MIME", "X-Part: 1\r\n\r\n")]
    [TestCase("URL \"/INBOX/;UID=1/;SECTION=HEADER.FIELDS%20(SUBJECT)\"", "Subject: s\r\n\r\n")]
    [TestCase("URL /INBOX/;UID=1/;SECTION=1/;PARTIAL=2.3", "rt ")]
    [TestCase("URL /INBOX/;UID=1/;SECTION=1/;PARTIAL=5", "one")]
    [TestCase("URL /INBOX/;UID=1/;SECTION=1/;PARTIAL=99.9", "")]
    [TestCase("URL ;UID=1/;SECTION=2", "two")]
    [TestCase("URL ./;UID=1/;SECTION=2", "two")]
    [TestCase("URL ../INBOX/;UID=1/;SECTION=2/", "two")]
    [TestCase("URL {27+}\r\n/INBOX/;UID=1/;SECTION=2/;P URL ;UID=1", null)]
    [TestCase("TEXT {0+}\r\n", "")]
    public void Catenate_puts_a_message_together(string parts, string? expected)
    {
        var bench = new ServerBench(Plan);
        bench.Deliver(Source);

        var answer = bench.Select().SayRaw($"b1 APPEND INBOX CATENATE ({parts})\r\n");

        if (expected is null)
        {
            Assert.That(answer, Does.StartWith("b1 NO [BADURL"));
            return;
        }

        Assert.That(answer, Does.Contain("b1 OK [APPENDUID 1 2]"));
        Assert.That(System.Text.Encoding.Latin1.GetString(bench.Inbox.Messages.Last().Message.Content.Bytes.Span), Is.EqualTo(expected));
        Assert.That(bench.Inbox.Messages.First().Flags.Has(SystemFlags.Seen), Is.False);
    }

    [TestCase("/INBOX;UIDVALIDITY=9/;UID=1")]
    [TestCase("/INBOX;UIDVALIDITY=0/;UID=1")]
    [TestCase("/INBOX/;UID=2")]
    [TestCase("/INBOX/;UID=0")]
    [TestCase("/INBOX/;UID=x")]
    [TestCase("/INBOX/;UID=1/;SECTION=9")]
    [TestCase("/INBOX/;UID=1/;SECTION=nonsense")]
    [TestCase("/INBOX/;UID=1/;SECTION=")]
    [TestCase("/INBOX/;UID=1/;SECTION=1]")]
    [TestCase("/INBOX/;UID=1/;PARTIAL=0.0")]
    [TestCase("/INBOX/;UID=1/;PARTIAL=0.5/;SECTION=1")]
    [TestCase("/INBOX/;UID=1;EXPIRE=2030-01-01T00:00:00Z;URLAUTH=anonymous")]
    [TestCase("/Nope/;UID=1")]
    [TestCase("/INBOX")]
    [TestCase(";UID=1")]
    [TestCase("/;UID=1")]
    [TestCase("//INBOX/;UID=1")]
    [TestCase("imap://localhost/INBOX/;UID=1")]
    [TestCase("/INBOX/;UID=1?x")]
    [TestCase("/INBOX/;UID=1#x")]
    [TestCase("/%FF/;UID=1")]
    [TestCase("/%zz/;UID=1")]
    public void A_url_that_names_nothing_is_told(string url)
    {
        var bench = new ServerBench(Plan);
        bench.Deliver(Source);

        Assert.That(bench.LogIn().Say($"b1 APPEND INBOX CATENATE (URL \"{url}\")"), Does.StartWith($"b1 NO [BADURL {url.Replace("]", "", StringComparison.Ordinal)}]"));
        Assert.That(bench.Inbox.Count, Is.EqualTo(1));
    }

    /// <summary>Whoever could put together what he may not read would have read it.</summary>
    [Test]
    public void A_url_into_a_mailbox_that_may_not_be_read_names_nothing()
    {
        var bench = new ServerBench(ServerBench.With("CATENATE", "ACL"));
        bench.Deliver(Source);
        var client = bench.LogIn();
        client.Say("b1 CREATE Other");
        client.Say($"b2 SETACL INBOX {ServerBench.User} l");

        Assert.That(client.Say("b3 APPEND Other CATENATE (URL /INBOX/;UID=1)"), Does.StartWith("b3 NO [BADURL /INBOX/;UID=1]"));
    }

    [TestCase("")]
    [TestCase("TEXT abc")]
    [TestCase("FILE {3+}\r\nabc")]
    [TestCase("TEXT {3+}\r\nabcTEXT {3+}\r\ndef")]
    [TestCase("TEXT {3+}\r\nabc")]
    public void What_is_no_catenate_is_bad(string parts)
    {
        var end = parts == "TEXT {3+}\r\nabc" ? "" : ")";

        Assert.That(new ServerBench(Plan).LogIn().SayRaw($"b1 APPEND INBOX CATENATE ({parts}{end}\r\n"), Does.StartWith("b1 BAD"));
    }

    [TestCase("APPEND Nope {9}", "b1 NO [TRYCREATE]")]
    [TestCase("APPEND INBOX (\\Nonsense) {9}", "b1 BAD")]
    [TestCase("APPEND INBOX \"no date\" {9}", "b1 BAD")]
    [TestCase("APPEND INBOX {1001}", "b1 NO [TOOBIG]")]
    [TestCase("APPEND INBOX ~{1001}", "b1 NO [TOOBIG]")]
    [TestCase("APPEND INBOX CATENATE (URL x TEXT {1001}", "b1 NO [TOOBIG]")]
    [TestCase("FROBNICATE {9}", "b1 BAD")]
    [TestCase("CREATE ~{9}", "b1 BAD")]
    [TestCase("NOOP {9}", "b1 BAD")]
    public void What_cannot_be_done_is_refused_before_the_literal_is_sent(string command, string expected)
    {
        var client = new ServerBench(ServerBench.With("APPENDLIMIT=1000", "BINARY", "CATENATE")).LogIn();

        Assert.That(client.Say($"b1 {command}"), Does.StartWith(expected));
        Assert.That(client.Say("b2 NOOP"), Is.EqualTo("b2 OK NOOP completed"));
    }

    [TestCase("APPEND {5}")]
    [TestCase("APPEND INBOX {9}")]
    [TestCase("APPEND INBOX (\\Seen) \"05-Mar-2026 07:08:09 +0000\" {1000}")]
    [TestCase("CREATE {9}")]
    [TestCase("SEARCH SUBJECT {9}")]
    public void What_may_be_done_is_let_come(string command) =>
        Assert.That(new ServerBench(ServerBench.With("APPENDLIMIT=1000")).Select().Say($"b1 {command}"), Is.EqualTo("+ Ready for literal data"));

    [Test]
    public void A_message_over_the_limit_is_refused_however_it_comes()
    {
        var bench = new ServerBench(ServerBench.With("APPENDLIMIT=10", "CATENATE"));
        var client = bench.LogIn();

        Assert.That(client.SayRaw("b1 APPEND INBOX {11+}\r\n12345678901\r\n"), Does.StartWith("b1 NO [TOOBIG]"));
        Assert.That(client.SayRaw("b2 APPEND INBOX CATENATE (TEXT {6+}\r\n123456 TEXT {6+}\r\n123456)\r\n"), Does.StartWith("b2 NO [TOOBIG]"));
        Assert.That(client.Say("b3 STATUS INBOX (APPENDLIMIT)"), Does.StartWith("* STATUS INBOX (APPENDLIMIT 10)"));
        Assert.That(bench.Inbox.Count, Is.Zero);
    }

    [Test]
    public void With_LITERAL_MINUS_a_long_literal_that_comes_unasked_is_too_big()
    {
        var capabilities = ServerBench.Full.Capabilities;
        var bench = new ServerBench(ServerBench.Full with
        {
            Capabilities = capabilities with { BeforeLogin = ["IMAP4rev1", "LITERAL-", "AUTH=PLAIN"], AfterLogin = [.. capabilities.AfterLogin.Except(["LITERAL+"]), "LITERAL-"] },
        });
        var client = bench.LogIn();
        var longer = new string('x', 4097);

        Assert.That(client.SayRaw($"b1 APPEND INBOX {{4096+}}\r\n{longer[1..]}\r\n"), Does.StartWith("b1 OK"));
        Assert.That(client.SayRaw($"b2 APPEND INBOX {{4097+}}\r\n{longer}\r\n"), Does.StartWith("b2 BAD [TOOBIG]"));
        Assert.That(client.Say("b3 APPEND INBOX {4097}"), Does.StartWith("+ "));
    }

    [Test]
    public void LITERAL_PLUS_and_LITERAL_MINUS_do_not_go_together() =>
        Assert.That(() => new ServerBench(ServerBench.With("LITERAL-")), Throws.ArgumentException.With.Message.Contains("LITERAL-"));

    [Test]
    public void A_literal8_is_no_string() =>
        Assert.That(new ServerBench(Plan).LogIn().SayRaw("b1 CREATE ~{4+}\r\nname\r\n"), Does.StartWith("b1 BAD"));
}
