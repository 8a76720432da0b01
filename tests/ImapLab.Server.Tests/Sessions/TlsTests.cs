using ImapLab.Server.Plans;
using ImapLab.Server.Tests.Bench;
using ImapLab.Server.Transcripts;

namespace ImapLab.Server.Tests.Sessions;

[TestFixture]
internal sealed class TlsTests
{
    private const string LogIn = $"a2 LOGIN {ServerBench.User} {ServerBench.Password}";

    private static readonly ServerPlan Offered = With("IMAP4rev1", "STARTTLS", "AUTH=PLAIN");
    private static readonly ServerPlan Required = With("IMAP4rev1", "STARTTLS", "LOGINDISABLED", "AUTH=PLAIN");

    [Test]
    public void A_client_may_begin_with_TLS()
    {
        var client = new ServerBench(Offered).ConnectTls();

        Assert.That(client.Greeting, Is.EqualTo("* OK [CAPABILITY IMAP4rev1 AUTH=PLAIN] IMAP4rev1 server ready"));
        Assert.That(client.Say(LogIn), Is.EqualTo("a2 OK LOGIN completed"));
        Assert.That(client.Say("a3 LOGOUT"), Does.EndWith("a3 OK LOGOUT completed"));
        Assert.That(client.Ended, Is.EqualTo("end of stream"));
    }

    [Test]
    public void STARTTLS_changes_to_TLS_and_what_the_server_can_do()
    {
        var bench = new ServerBench(Required);
        var client = bench.Connect();

        Assert.That(client.Greeting, Does.Contain("[CAPABILITY IMAP4rev1 STARTTLS LOGINDISABLED]"));
        Assert.That(client.Say("a1 STARTTLS"), Is.EqualTo("a1 OK Begin TLS negotiation now"));
        client.StartTls();

        Assert.That(client.Say("a1 CAPABILITY"), Is.EqualTo("* CAPABILITY IMAP4rev1 AUTH=PLAIN\na1 OK CAPABILITY completed"));
        Assert.That(client.Say("a1 STARTTLS"), Is.EqualTo("a1 BAD TLS is active already"));
        Assert.That(client.Say(LogIn), Is.EqualTo("a2 OK LOGIN completed"));
        Assert.That(bench.Loop.Escaped, Is.False, "TLS keeps to the loop.");
    }

    [TestCase("a1 STARTTLS\r\na2 NOOP\r\n")]
    [TestCase("a1 STARTTLS\r\na2 LOGIN user@example.test password\r\n")]
    [TestCase("a1 STARTTLS\r\na2 ")]
    [TestCase("a1 STARTTLS\n\0")]
    public void What_is_said_behind_STARTTLS_in_the_clear_is_never_obeyed(string pipelined)
    {
        var bench = new ServerBench(Offered);
        var client = bench.Connect();

        Assert.That(client.SayRaw(pipelined), Does.Match("^a1 BAD .*\n\\* BYE "));
        Assert.That(client.Ended, Is.EqualTo("end of stream"));
        Assert.That(bench.Account.Connections, Is.Zero);
    }

    [Test]
    public void What_comes_in_the_clear_after_the_OK_is_no_handshake()
    {
        var bench = new ServerBench(Offered);
        var client = bench.Connect();
        client.Say("a1 STARTTLS");

        Assert.That(client.Say(LogIn), Does.Not.Contain("OK"));
        Assert.That(client.Ended, Is.EqualTo("end of stream"));
        Assert.That(bench.Account.Connections, Is.Zero);
        Assert.That(bench.Transcript.Where(line => line.Speaker == Speaker.Note).Select(line => line.Text), Has.Some.StartsWith("TLS: "));
        Assert.That(bench.Transcript.Select(line => line.Text), Has.None.Contains("password"));
    }

    [TestCase("\0")]
    [TestCase("\u0016\u0003\u0001\0\u0005hello")]
    [TestCase("\u0016\u0003\u0001\u0040\0\u0001\0\u00ff\u00ff\u0003\u0003")]
    public void A_handshake_that_fails_ends_its_own_connection_only(string input)
    {
        var bench = new ServerBench(Offered);
        var bystander = bench.Select();
        var client = bench.ConnectTls();
        var bad = bench.Connect();
        bad.Say("a1 STARTTLS");

        bad.SayRaw(input + new string('x', 20_000));

        Assert.That(bad.Ended, Is.Not.Null);
        Assert.That(client.Say(LogIn), Is.EqualTo("a2 OK LOGIN completed"));
        Assert.That(bystander.Say("b1 NOOP"), Is.EqualTo("b1 OK NOOP completed"));
    }

    [Test]
    public void A_client_that_never_shakes_hands_is_closed_in_time()
    {
        var bench = new ServerBench(Offered);
        var client = bench.Connect();
        client.Say("a1 STARTTLS");

        bench.Time.Advance(TimeSpan.FromMinutes(3));

        Assert.That(client.Ended, Is.EqualTo("end of stream"));
    }

    [TestCase(LogIn)]
    [TestCase("a2 AUTHENTICATE PLAIN")]
    public void Nobody_logs_in_in_the_clear_where_that_is_disabled(string command)
    {
        var bench = new ServerBench(Required);

        Assert.That(bench.Connect().Say(command), Does.StartWith("a2 NO [PRIVACYREQUIRED]"));
        Assert.That(bench.Account.Connections, Is.Zero);
    }

    [Test]
    public void Without_the_capability_there_is_no_STARTTLS() =>
        Assert.That(new ServerBench(ServerPlan.Plain).Connect().Say("a1 STARTTLS"), Is.EqualTo("a1 BAD Error in STARTTLS: unknown command"));

    private static ServerPlan With(params string[] beforeLogin) =>
        ServerPlan.Plain with { Capabilities = new CapabilityPlan { InGreeting = true, BeforeLogin = beforeLogin, AfterLogin = ["IMAP4rev1"] } };
}
