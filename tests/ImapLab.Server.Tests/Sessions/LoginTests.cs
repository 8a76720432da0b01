using ImapLab.Server.Plans;
using ImapLab.Server.Tests.Bench;
using ImapLab.Server.Transcripts;

namespace ImapLab.Server.Tests.Sessions;

[TestFixture]
internal sealed class LoginTests
{
    // user@example.test / password, by RFC 4616.
    private const string Plain = "AHVzZXJAZXhhbXBsZS50ZXN0AHBhc3N3b3Jk";

    [Test]
    public void The_greeting_tells_capabilities_where_the_plan_says_so()
    {
        Assert.That(new ServerBench().Connect().Greeting, Does.StartWith("* OK [CAPABILITY IMAP4rev1 SASL-IR ID"));
        Assert.That(new ServerBench(ServerPlan.Plain).Connect().Greeting, Is.EqualTo("* OK IMAP4rev1 server ready"));
    }

    [TestCase("a1 LOGIN user@example.test password")]
    [TestCase("a1 LOGIN \"user@example.test\" \"password\"")]
    [TestCase("a1 LOGIN {17+}\r\nuser@example.test {8+}\r\npassword")]
    [TestCase("a1 AUTHENTICATE PLAIN " + Plain)]
    public void Right_credentials_log_in(string command) =>
        Assert.That(new ServerBench().Connect().Say(command), Is.EqualTo("a1 OK LOGIN completed").Or.EqualTo("a1 OK AUTHENTICATE completed"));

    [Test]
    public void A_literal_is_asked_for()
    {
        var client = new ServerBench().Connect();

        Assert.That(client.Say("a1 LOGIN {17}"), Is.EqualTo("+ Ready for literal data"));
        Assert.That(client.Say("user@example.test {8}"), Is.EqualTo("+ Ready for literal data"));
        Assert.That(client.Say("password"), Is.EqualTo("a1 OK LOGIN completed"));
    }

    [Test]
    public void Plain_without_an_initial_response_asks_for_it()
    {
        var client = new ServerBench().Connect();

        Assert.That(client.Say("a1 AUTHENTICATE PLAIN"), Is.EqualTo("+ "));
        Assert.That(client.Say(Plain), Is.EqualTo("a1 OK AUTHENTICATE completed"));
    }

    [Test]
    public void An_initial_response_is_refused_where_SASL_IR_is_not_offered() =>
        Assert.That(new ServerBench(ServerPlan.Plain).Connect().Say($"a1 AUTHENTICATE PLAIN {Plain}"), Does.StartWith("a1 BAD"));

    [TestCase("a1 LOGIN user@example.test wrong", "a1 NO [AUTHENTICATIONFAILED]")]
    [TestCase("a1 LOGIN nobody password", "a1 NO [AUTHENTICATIONFAILED]")]
    [TestCase("a1 AUTHENTICATE PLAIN AAAA", "a1 NO [AUTHENTICATIONFAILED]")]
    [TestCase("a1 AUTHENTICATE PLAIN !!!", "a1 BAD")]
    [TestCase("a1 AUTHENTICATE GSSAPI", "a1 NO [CANNOT]")]
    // Acting for root as the user.
    [TestCase("a1 AUTHENTICATE PLAIN cm9vdAB1c2VyQGV4YW1wbGUudGVzdABwYXNzd29yZA==", "a1 NO [AUTHORIZATIONFAILED]")]
    [TestCase("a1 LOGIN user@example.test", "a1 BAD")]
    [TestCase("a1 SELECT INBOX", "a1 BAD")]
    public void Wrong_ones_do_not(string command, string expected)
    {
        var client = new ServerBench().Connect();

        Assert.That(client.Say(command), Does.StartWith(expected));
        Assert.That(client.Say("a2 SELECT INBOX"), Does.StartWith("a2 BAD"));
    }

    [Test]
    public void An_exchange_can_be_cancelled()
    {
        var client = new ServerBench().Connect();
        client.Say("a1 AUTHENTICATE PLAIN");

        Assert.That(client.Say("*"), Is.EqualTo("a1 BAD Authentication cancelled"));
        Assert.That(client.Say($"a2 LOGIN {ServerBench.User} {ServerBench.Password}"), Does.StartWith("a2 OK"));
    }

    [Test]
    public void A_SASL_response_that_is_too_long_ends_the_exchange()
    {
        var client = new ServerBench().Connect();
        client.Say("a1 AUTHENTICATE PLAIN");

        Assert.That(client.Say(new string('A', 20_000)), Does.StartWith("a1 BAD"));
        Assert.That(client.Say("a2 NOOP"), Does.StartWith("a2 OK"));
    }

    [TestCase("a1 LOGIN user@example.test password")]
    [TestCase("a1 login user@example.test {8+}\r\npassword")]
    [TestCase("a1 LOGIN user@example.test password too much")]
    [TestCase("a1 LOGINX user@example.test password")]
    [TestCase("a1 AUTHENTICATE PLAIN " + Plain)]
    [TestCase("a1 AUTHENTICATE " + Plain)]
    [TestCase("a1 AUTHENTICATE GSSAPI\r\n" + Plain)]
    [TestCase("LOGIN user@example.test password")]
    [TestCase("a1\tLOGIN user@example.test password")]
    [TestCase("a1 \"LOGIN\" user@example.test password")]
    [TestCase("a1 UID LOGIN user@example.test password")]
    [TestCase("a1 LOGIN user@example.test not password")]
    [TestCase("a1 LOGIN user@example.test {99999999}\r\npassword")]
    [TestCase("a1 LOGIN {17-}\r\nuser@example.test {8-}\r\npassword")]
    [TestCase("a1 LOGIN user@example.test password\r\nLOGIN user@example.test password")]
    public void No_password_reaches_the_transcript(string command)
    {
        var bench = new ServerBench();

        bench.Connect().Say(command);
        bench.Connect().Say("a1 AUTHENTICATE PLAIN\r\n" + Plain);

        Assert.That(bench.Transcript.Select(line => line.Text), Has.None.Contains("password").And.None.Contains(Plain));
        Assert.That(bench.Transcript.Count(line => line.Speaker == Speaker.Client), Is.GreaterThan(0));
    }

    [Test]
    public void A_login_in_IDLE_is_not_written_down_either()
    {
        var bench = new ServerBench();
        var client = bench.Select();
        client.Say("b1 IDLE");

        Assert.That(client.Say($"b2 LOGIN {ServerBench.User} {ServerBench.Password}"), Is.EqualTo("b1 BAD Expected DONE"));
        Assert.That(bench.Transcript.Select(line => line.Text), Has.None.Contains(ServerBench.Password));
    }

    [TestCase("b1 AUTHENTICATE PLAIN\r\n" + Plain)]
    [TestCase("b1 AUTHENTICATE PLAIN\r\n" + Plain + "\r\n" + Plain)]
    [TestCase("b1 LOGIN {17}\r\nuser@example.test {8}\r\npassword")]
    [TestCase("b1 LOGIN {17}\r\nuser@example.test password")]
    public void What_follows_a_login_that_comes_too_late_is_not_written_down(string command)
    {
        var bench = new ServerBench();
        var client = bench.LogIn();

        client.Say(command);
        client.Say("c1 NOOP");

        Assert.That(bench.Transcript.Select(line => line.Text), Has.None.Contains("password").And.None.Contains(Plain).And.Some.EqualTo("c1 NOOP"));
    }

    [Test]
    public void A_connection_that_does_not_log_in_is_closed()
    {
        var bench = new ServerBench();
        var client = bench.Connect();

        bench.Time.Advance(TimeSpan.FromMinutes(3));

        Assert.That(client.Read(), Is.EqualTo("* BYE Disconnected for inactivity"));
        Assert.That(client.Ended, Is.EqualTo("end of stream"));
    }

    [Test]
    public void A_session_that_says_nothing_for_half_an_hour_is_logged_out()
    {
        var bench = new ServerBench();
        var client = bench.LogIn();

        bench.Time.Advance(TimeSpan.FromMinutes(20));
        client.Say("b1 NOOP");
        bench.Time.Advance(TimeSpan.FromMinutes(29));
        Assert.That(client.Ended, Is.Null);
        bench.Time.Advance(TimeSpan.FromMinutes(1));

        Assert.That(client.Ended, Is.EqualTo("end of stream"));
    }

    [Test]
    public void Bad_commands_get_BAD_and_too_many_in_a_row_the_end()
    {
        var client = new ServerBench().Connect();

        for (var number = 1; number <= 20; number++)
            Assert.That(client.Say($"b{number} FROBNICATE"), Is.EqualTo($"b{number} BAD Error in FROBNICATE: unknown command"));

        Assert.That(client.Say("b21 FROBNICATE"), Does.Contain("* BYE Too many invalid commands"));
        Assert.That(client.Ended, Is.EqualTo("end of stream"));
    }

    [Test]
    public void Who_is_nobody_yet_may_have_fewer_bad_commands_and_not_only_in_a_row()
    {
        var client = new ServerBench(ServerBench.Full with { Limits = ServerBench.Full.Limits with { BadCommandsBeforeLogin = 2 } }).Connect();

        Assert.That(client.Say("b1 FROBNICATE"), Does.StartWith("b1 BAD"));
        client.Say("b2 NOOP");
        Assert.That(client.Say("b3 SELECT INBOX"), Does.StartWith("b3 BAD"));
        client.Say("b4 NOOP");
        Assert.That(client.Say("b5 LOGIN x"), Is.EqualTo("* BYE Too many invalid commands"));
        Assert.That(client.Ended, Is.EqualTo("end of stream"));
    }

    [Test]
    public void Logout_says_goodbye_first()
    {
        var client = new ServerBench().LogIn();

        Assert.That(client.Say("b1 LOGOUT"), Is.EqualTo("* BYE Logging out\nb1 OK LOGOUT completed"));
        Assert.That(client.Ended, Is.EqualTo("end of stream"));
    }

    [Test]
    public void What_is_not_advertised_is_not_there()
    {
        var client = new ServerBench(ServerPlan.Plain).LogIn();

        foreach (var command in new[] { "IDLE", "ENABLE CONDSTORE", "NAMESPACE", "ID NIL", "LIST \"\" * RETURN (STATUS (MESSAGES))", "STATUS INBOX (HIGHESTMODSEQ)" })
            Assert.That(client.Say($"b1 {command}"), Does.StartWith("b1 BAD"), command);
    }

    [Test]
    public void A_server_does_not_start_with_a_capability_that_it_cannot_serve()
    {
        var plan = ServerPlan.Plain with { Capabilities = CapabilityPlan.Rev1 with { AfterLogin = ["IMAP4rev1", "X-NOTHING"] } };

        Assert.That(() => new ServerBench(plan), Throws.ArgumentException.With.Message.Contains("X-NOTHING"));
        var onPurpose = plan with { Capabilities = plan.Capabilities with { AdvertisedOnly = ["X-NOTHING"] } };
        Assert.That(new ServerBench(onPurpose).LogIn().Say("b1 CAPABILITY"), Does.Contain("X-NOTHING"));
    }
}
