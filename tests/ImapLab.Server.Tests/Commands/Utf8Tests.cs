using System.Text;
using ImapLab.Server.Mailboxes;
using ImapLab.Server.Plans;
using ImapLab.Server.Tests.Bench;

namespace ImapLab.Server.Tests.Commands;

/// <summary>UTF8=ACCEPT and UTF8=ONLY (RFC 6855). What is typed and read is Latin-1: one character is one octet.</summary>
[TestFixture]
internal sealed class Utf8Tests
{
    private static readonly string Cafe = Octets("Caf\u00e9");

    [Test]
    public void Enable_makes_quoted_strings_and_names_utf8()
    {
        var bench = new ServerBench(ServerBench.With("UTF8=ACCEPT"));
        bench.Deliver($"Subject: {Cafe}\r\nFrom: {Cafe} <a@example.test>\r\n\r\n");
        var client = bench.LogIn();

        Assert.That(client.Say("b1 ENABLE UTF8=ACCEPT"), Is.EqualTo("* ENABLED UTF8=ACCEPT\nb1 OK ENABLE completed"));
        Assert.That(client.Say($"b2 CREATE \"{Cafe}\""), Does.StartWith("b2 OK"));
        Assert.That(client.Say($"b3 LIST \"\" \"{Cafe}\""), Does.Contain($" \"{Cafe}\"\n"));
        client.Say("b4 SELECT INBOX");
        Assert.That(client.Say("b5 FETCH 1 ENVELOPE"), Does.StartWith($"* 1 FETCH (ENVELOPE (NIL \"{Cafe}\" ((\"{Cafe}\" NIL \"a\" \"example.test\"))"));
        Assert.That(client.Say($"b6 SEARCH SUBJECT \"{Cafe}\""), Does.StartWith("* SEARCH 1\n"));
    }

    [Test]
    public void Without_enable_names_are_encoded_and_strings_are_literals()
    {
        var bench = new ServerBench(ServerBench.With("UTF8=ACCEPT"));
        bench.Deliver($"Subject: {Cafe}\r\n\r\n");
        var client = bench.Select();
        client.Say("b1 CREATE Caf&AOk-");

        Assert.That(client.Say("b2 LIST \"\" Caf*"), Does.Contain(" Caf&AOk-\n"));
        Assert.That(client.Say("b3 FETCH 1 ENVELOPE"), Does.StartWith($"* 1 FETCH (ENVELOPE (NIL {{5}}\n{Cafe} "));
    }

    [TestCase("CREATE \"\u00ff\"")]
    [TestCase("SEARCH SUBJECT \"\u00c3\"")]
    public void What_is_no_utf8_is_bad(string command)
    {
        var client = new ServerBench(ServerBench.With("UTF8=ACCEPT")).LogIn();
        client.Say("b1 ENABLE UTF8=ACCEPT");
        client.Say("b2 SELECT INBOX");

        Assert.That(client.Say($"b3 {command}"), Does.StartWith("b3 BAD"));
    }

    [Test]
    public void Append_takes_utf8_headers_from_those_who_enabled_it()
    {
        var bench = new ServerBench(ServerBench.With("UTF8=ACCEPT", "CATENATE"));
        var client = bench.LogIn();
        var message = $"Subject: {Cafe}\r\n\r\n";

        Assert.That(client.SayRaw($"b1 APPEND INBOX {{{message.Length}+}}\r\n{message}\r\n"), Does.StartWith("b1 NO [CANNOT]"));
        Assert.That(client.SayRaw("b2 APPEND INBOX UTF8 (~{12+}\r\nSubject: x\r\n)\r\n"), Does.StartWith("b2 NO [CANNOT]"));
        client.Say("b3 ENABLE UTF8=ACCEPT");
        Assert.That(client.SayRaw($"b4 APPEND INBOX UTF8 (~{{{message.Length}+}}\r\n{message})\r\n"), Does.Contain("b4 OK"));
        Assert.That(client.SayRaw($"b5 APPEND INBOX CATENATE (UTF8 (~{{{message.Length}+}}\r\n{message}) TEXT {{2+}}\r\nxy)\r\n"), Does.Contain("b5 OK"));
        Assert.That(client.SayRaw($"b6 APPEND INBOX UTF8 ({{{message.Length}+}}\r\n{message})\r\n"), Does.StartWith("b6 BAD"));
    }

    [TestCase("SELECT INBOX")]
    [TestCase("LIST \"\" *")]
    [TestCase("STATUS INBOX (MESSAGES)")]
    [TestCase("APPEND INBOX {3+}\r\nabc")]
    [TestCase("CREATE new")]
    public void A_server_of_utf8_only_serves_mail_to_those_who_enabled_it(string command)
    {
        var client = new ServerBench(ServerBench.With("UTF8=ONLY")).LogIn();

        Assert.That(client.SayRaw($"b1 {command}\r\n"), Does.StartWith("b1 NO [CANNOT]"));
        Assert.That(client.Say("b2 NOOP"), Does.StartWith("b2 OK"));
        client.Say("b3 ENABLE UTF8=ACCEPT");
        Assert.That(client.SayRaw($"b4 {command}\r\n"), Does.Contain("b4 OK"));
    }

    [Test]
    public void Headers_may_be_encoded_for_those_who_did_not()
    {
        var bench = new ServerBench(ServerBench.With("UTF8=ACCEPT") with { Semantics = new MailboxSemantics { Messages = new MessageSemantics { Utf8Headers = Utf8Headers.Encoded } } });
        bench.Deliver($"Subject: {Cafe}\r\nX-Ascii: kept  as it is\r\nFrom: {Cafe} <a@example.test>, {Cafe}@example.test\r\n\r\n{Cafe}\r\n");
        var client = bench.LogIn();
        client.Say("b1 SELECT INBOX");
        const string Encoded =
            "Subject: =?utf-8?B?Q2Fmw6k=?=\nX-Ascii: kept  as it is\nFrom: =?utf-8?B?Q2Fmw6k=?= <a@example.test>,\n =?utf-8?B?Q2Fmw6lAZXhhbXBsZS50ZXN0?= <invalid@internationalized-address.invalid>\n\n";

        var seen = client.Say("b2 FETCH 1 (RFC822.SIZE BODY.PEEK[])");

        Assert.That(seen, Does.Contain($"{Encoded}{Cafe}\n"));
        var size = Encoded.Replace("\n", "\r\n", StringComparison.Ordinal).Length + Cafe.Length + 2;
        Assert.That(seen, Does.StartWith($"* 1 FETCH (RFC822.SIZE {size} BODY[] {{{size}}}\n"));
        Assert.That(client.Say("b3 FETCH 1 ENVELOPE"), Does.Contain("\"=?utf-8?B?Q2Fmw6k=?=\""));
    }

    private static string Octets(string text) => Encoding.Latin1.GetString(Encoding.UTF8.GetBytes(text));
}
