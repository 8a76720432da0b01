using System.Text;
using ImapLab.Server.Tests.Bench;
using ImapLab.Server.Tests.Commands.Folders;

namespace ImapLab.Server.Tests.Sessions;

/// <summary>Whatever bytes come, the server answers or says goodbye, and other sessions never notice.</summary>
[TestFixture]
internal sealed class BadInputTests
{
    private const string Special = "(){}\"\\*%,:~+[]<>\r\n\0 ";

    private static readonly string[] Seeds =
    [
        "a1 LOGIN user@example.test password\r\n", "a2 SELECT INBOX\r\n", "a3 FETCH 1:* (UID FLAGS ENVELOPE BODY.PEEK[1.2.HEADER.FIELDS (A B)]<0.10>)\r\n",
        "a4 UID SEARCH RETURN (ALL COUNT) OR (NOT SEEN) (SUBJECT \"x\" SINCE 1-Jan-2024)\r\n", "a5 STORE 1,2:3 (UNCHANGEDSINCE 5) +FLAGS.SILENT (\\Seen $A)\r\n",
        "a6 APPEND INBOX (\\Seen) \"01-Jan-2024 00:00:00 +0000\" {5+}\r\nhello\r\n", "a7 LIST (SPECIAL-USE) \"\" (% *) RETURN (STATUS (MESSAGES))\r\n",
        "a8 IDLE\r\nDONE\r\n", "a9 COPY 1:2 Sent\r\n", "b1 UID MOVE 1 Trash\r\n", "b2 CREATE &U,BTFw-\r\n", "b3 RENAME INBOX x\r\n", "b4 EXPUNGE\r\n",
        "b5 AUTHENTICATE PLAIN\r\nAAAA\r\n", "b6 ENABLE CONDSTORE\r\n", "b7 ID (\"a\" NIL)\r\n", "b8 STATUS INBOX (UIDNEXT HIGHESTMODSEQ)\r\n", "b9 CLOSE\r\n", "c1 NOOP\r\n",
        "c2 FETCH 1 (BODY[] RFC822 BODYSTRUCTURE)\r\n", "c3 LOGIN {4}\r\nuser {3}\r\npwd\r\n",
    ];

    [Test]
    public void Mutated_commands_break_nothing([Range(1, 40)] int seed)
    {
        var random = new Random(seed);
        var bench = new ServerBench();
        bench.Deliver(5);
        var bystander = bench.Select();
        for (var session = 0; session < 10; session++)
        {
            var client = random.Next(4) == 0 ? bench.Connect() : bench.Select();
            for (var command = 0; command < 12 && client.Ended is null; command++)
                client.SayRaw(Mutate(random, Seeds[random.Next(Seeds.Length)]));
            client.HangUp();
        }

        Assert.That(bystander.Say("z1 NOOP"), Does.Contain("z1 OK"));
    }

    [TestCase("SEARCH TEXT {1048577}", "a1 BAD [TOOBIG]")]
    [TestCase("uid search text {50000000}", "a1 BAD [TOOBIG]")]
    [TestCase("SEARCH TEXT ~{50000000}", "a1 BAD")]
    [TestCase("SEARCH TEXT {1048576}", "+ ")]
    [TestCase("APPEND INBOX {50000000}", "+ ")]
    [TestCase("append INBOX ~{50000000}", "+ ")]
    [TestCase("REPLACE 1 INBOX {50000000}", "+ ")]
    [TestCase("UID REPLACE 1 INBOX {50000000}", "+ ")]
    public void Only_messages_may_be_large(string command, string expected)
    {
        var bench = new ServerBench(FolderBench.With("REPLACE", "BINARY"));
        bench.Deliver(1);

        Assert.That(bench.Select().Say($"a1 {command}"), Does.StartWith(expected));
    }

    [Test]
    public void What_is_too_large_and_comes_unasked_is_passed_over()
    {
        var client = new ServerBench().Select();

        Assert.That(client.SayRaw($"a1 SEARCH TEXT {{1048577+}}\r\n{new string('x', 1048577)} SEEN\r\na2 NOOP\r\n"), Does.Match(@"^a1 BAD \[TOOBIG\] .*\na2 OK NOOP completed$"));
    }

    [TestCase("\r\n")]
    [TestCase("\0\0\0\r\n")]
    [TestCase("a1\r\n")]
    [TestCase("a1 \r\n")]
    [TestCase("* OK hello\r\n")]
    [TestCase("+ NOOP\r\n")]
    [TestCase("a1 {3}\r\nabc\r\n")]
    [TestCase("a1 UID\r\n")]
    [TestCase("a1 UID NOOP\r\n")]
    [TestCase("a1 NOOP x\r\n")]
    [TestCase("a1 LOGIN \"a\\b\" c\r\n")]
    [TestCase("a1 LOGIN \"a c\r\n")]
    [TestCase("a1 LOGIN {99999999999999999999}\r\n")]
    [TestCase("\u00ff\u00fe NOOP\r\n")]
    public void What_is_no_command_gets_BAD_and_the_session_goes_on(string input)
    {
        var client = new ServerBench().Connect();

        Assert.That(client.SayRaw(input), Does.Match(@"(?m)^(\*|a1) BAD "));
        Assert.That(client.Say("a2 NOOP"), Is.EqualTo("a2 OK NOOP completed"));
    }

    [Test]
    public void A_line_without_end_is_bounded()
    {
        var client = new ServerBench().Connect();
        for (var part = 0; part < 100; part++)
            client.SayRaw(new string('x', 10_000));

        Assert.That(client.SayRaw("\r\n"), Does.Contain("BAD").And.Contain("more than 8192 octets"));
        Assert.That(client.Say("a2 NOOP"), Is.EqualTo("a2 OK NOOP completed"));
    }

    [Test]
    public void A_huge_literal_is_refused_before_it_is_sent()
    {
        var client = new ServerBench().LogIn();

        Assert.That(client.Say("a1 APPEND INBOX {999999999}"), Does.StartWith("a1 BAD [TOOBIG] Error in command: Literal of 999999999 octets"));
        Assert.That(client.Say("a2 NOOP"), Is.EqualTo("a2 OK NOOP completed"));
    }

    private static string Mutate(Random random, string command)
    {
        var text = new StringBuilder(command);
        for (var change = random.Next(4); change > 0 && text.Length > 0; change--)
        {
            var at = random.Next(text.Length);
            switch (random.Next(5))
            {
                case 0:
                    text.Remove(at, random.Next(1, Math.Min(8, text.Length - at + 1)));
                    break;
                case 1:
                    text.Insert(at, Special[random.Next(Special.Length)].ToString(), random.Next(1, 4));
                    break;
                case 2:
                    text[at] = (char)random.Next(256);
                    break;
                case 3:
                    text.Insert(at, text.ToString(0, random.Next(text.Length)));
                    break;
                default:
                    text.Insert(at, new[] { "4294967295", "0", "-1", "{10+}\r\n", "NIL", "\"\"", "1:*", "BODY[" }[random.Next(8)]);
                    break;
            }
        }

        return text.ToString();
    }
}
