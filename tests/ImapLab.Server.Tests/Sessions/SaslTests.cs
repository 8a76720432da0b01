using System.Net;
using System.Text;
using ImapLab.Protocol.Commands;
using ImapLab.Server.Plans;
using ImapLab.Server.Tests.Bench;
using MailKit.Security;

namespace ImapLab.Server.Tests.Sessions;

/// <summary>AUTHENTICATE, with MailKit's own mechanisms as the client wherever it has them.</summary>
[TestFixture]
internal sealed class SaslTests
{
    private const string Token = "ya29.token";

    private static readonly ServerPlan Plan = ServerPlan.Plain with
    {
        Capabilities = new CapabilityPlan
        {
            BeforeLogin = ["IMAP4rev1", "SASL-IR", "AUTH=PLAIN", "AUTH=LOGIN", "AUTH=CRAM-MD5", "AUTH=SCRAM-SHA-256", "AUTH=XOAUTH2", "AUTH=OAUTHBEARER"],
            AfterLogin = ["IMAP4rev1"],
        },
    };

    private static readonly (string Name, Func<string, string, SaslMechanism>? Make, string Secret)[] Mechanisms =
    [
        ("PLAIN", (user, secret) => new SaslMechanismPlain(user, secret), ServerBench.Password),
        ("LOGIN", (user, secret) => new SaslMechanismLogin(user, secret), ServerBench.Password),
        ("CRAM-MD5", (user, secret) => new SaslMechanismCramMd5(user, secret), ServerBench.Password),
        ("SCRAM-SHA-256", (user, secret) => new SaslMechanismScramSha256(user, secret), ServerBench.Password),
        ("XOAUTH2", (user, secret) => new SaslMechanismOAuth2(user, secret), Token),
        // MailKit's own wants a connection; it is tried over TCP.
        ("OAUTHBEARER", null, Token),
    ];

    private static IEnumerable<string> Names => Mechanisms.Select(mechanism => mechanism.Name);

    [TestCaseSource(nameof(Names))]
    public void Who_knows_the_secret_is_let_in(string name)
    {
        var bench = Bench();
        var client = bench.Connect();

        Assert.That(Authenticate(client, name, ServerBench.User), Is.EqualTo("a1 OK AUTHENTICATE completed"));
        Assert.That(client.Say("a2 SELECT INBOX"), Does.Contain("a2 OK"));
        Assert.That(bench.Account.Connections, Is.EqualTo(1));
    }

    [TestCaseSource(nameof(Names))]
    public void Who_does_not_is_not(string name)
    {
        var bench = Bench();
        var client = bench.Connect();

        Assert.That(Authenticate(client, name, ServerBench.User, "wrong"), Does.StartWith("a1 NO [AUTHENTICATIONFAILED]"));
        Assert.That(Authenticate(client, name, "nobody@example.test"), Does.StartWith("a1 NO [AUTHENTICATIONFAILED]"));
        Assert.That(client.Say("a2 SELECT INBOX"), Does.StartWith("a2 BAD"));
        Assert.That(Authenticate(client, name, ServerBench.User), Does.StartWith("a1 OK"), "One more try is allowed.");
    }

    [TestCaseSource(nameof(Names))]
    public void No_secret_reaches_the_transcript(string name)
    {
        var bench = Bench();

        Authenticate(bench.Connect(), name, ServerBench.User);
        Authenticate(bench.Connect(), name, ServerBench.User, "wrong");

        var said = string.Join('\n', bench.Transcript.Select(line => line.Text));
        foreach (var secret in new[] { ServerBench.Password, Token, "wrong" })
            Assert.That(said, Does.Not.Contain(secret).And.Not.Contain(Base64(secret).TrimEnd('=')));
        Assert.That(said, Does.Contain($"AUTHENTICATE {name}"));
    }

    [TestCaseSource(nameof(Names))]
    public void An_exchange_can_be_cancelled_or_spoiled(string name)
    {
        var client = Bench().Connect();

        client.Say($"a1 AUTHENTICATE {name}");
        Assert.That(client.Say("*"), Is.EqualTo("a1 BAD Authentication cancelled"));
        foreach (var spoiled in new[] { "!!!", "AAA", "A=AA", "AA AA", "AAAA\0" })
        {
            Assert.That(client.Say($"a2 AUTHENTICATE {name}"), Does.StartWith("+ "));
            Assert.That(client.Say(spoiled), Is.EqualTo("a2 BAD Invalid base64"), spoiled);
        }

        Assert.That(client.Say("a3 NOOP"), Is.EqualTo("a3 OK NOOP completed"));
    }

    [TestCaseSource(nameof(Names))]
    public void Whatever_a_client_answers_is_answered(string name)
    {
        var random = new Random(7);
        var bench = Bench();
        for (var round = 0; round < 200; round++)
        {
            var client = bench.Connect();
            var answer = client.Say($"a1 AUTHENTICATE {name}");
            for (var step = 0; step < 4 && answer.StartsWith('+'); step++)
                answer = client.Say(Convert.ToBase64String(Junk(random)));

            Assert.That(answer, Does.StartWith("a1 NO"));
            client.HangUp();
        }
    }

    [TestCase("AUTHENTICATE PLAIN", "AAAA")]
    [TestCase("AUTHENTICATE PLAIN", "")]
    [TestCase("AUTHENTICATE CRAM-MD5", "dXNlcg==")]
    [TestCase("AUTHENTICATE SCRAM-SHA-256", "cD10bHMtdW5pcXVlLCxuPXUscj1hYmM=")]
    [TestCase("AUTHENTICATE SCRAM-SHA-256", "biwsbT1leHQsbj11LHI9YWJj")]
    [TestCase("AUTHENTICATE SCRAM-SHA-256", "biwsbj11PTIsPWI=")]
    public void What_is_no_message_of_the_mechanism_is_refused(string command, string response)
    {
        var client = Bench().Connect();
        client.Say($"a1 {command}");

        Assert.That(client.Say(response), Does.StartWith($"a1 NO [AUTHENTICATIONFAILED] Invalid {command.Split(' ')[1]} response: "));
    }

    [Test]
    public void A_user_may_act_for_itself_and_for_nobody_else()
    {
        var client = Bench().Connect();

        Assert.That(client.Say($"a1 AUTHENTICATE PLAIN {Base64($"root\0{ServerBench.User}\0{ServerBench.Password}")}"), Does.StartWith("a1 NO [AUTHORIZATIONFAILED]"));
        Assert.That(client.Say($"a1 AUTHENTICATE PLAIN {Base64($"root\0{ServerBench.User}\0wrong")}"), Does.StartWith("a1 NO [AUTHENTICATIONFAILED]"));
        Assert.That(client.Say($"a1 AUTHENTICATE PLAIN {Base64($"{ServerBench.User}\0{ServerBench.User}\0{ServerBench.Password}")}"), Does.StartWith("a1 OK"));
    }

    [TestCase("CRAM-MD5", false)]
    [TestCase("LOGIN", true)]
    public void An_initial_response_is_for_mechanisms_in_which_the_client_begins(string name, bool taken) =>
        Assert.That(Bench().Connect().Say($"a1 AUTHENTICATE {name} {Base64(ServerBench.User)}"), taken ? Is.EqualTo("+ UGFzc3dvcmQ6") : Does.StartWith("a1 BAD"));

    [TestCase("XOAUTH2", "{\"status\":\"401\",\"schemes\":\"bearer\",\"scope\":\"mail\"}", "")]
    [TestCase("OAUTHBEARER", "{\"status\":\"invalid_token\",\"schemes\":\"bearer\",\"scope\":\"mail\"}", "AQ==")]
    public void A_refused_token_is_told_why_and_then_refused(string name, string expected, string dummy)
    {
        var client = Bench().Connect();

        var challenge = client.Say($"a1 AUTHENTICATE {name} {Base64($"{(name == "XOAUTH2" ? "user=" : "n,a=")}{ServerBench.User}{(name == "XOAUTH2" ? "" : ",")}\u0001auth=Bearer wrong\u0001\u0001")}");

        Assert.That(challenge, Does.StartWith("+ "));
        Assert.That(Text(challenge[2..]), Is.EqualTo(expected));
        Assert.That(client.Say(dummy), Does.StartWith("a1 NO [AUTHENTICATIONFAILED]"));
    }

    [TestCase("XOAUTH2", "user=user@example.test\u0001\u0001", "400")]
    [TestCase("XOAUTH2", "auth=Bearer ya29.token\u0001\u0001", "400")]
    [TestCase("OAUTHBEARER", "p=x,a=user@example.test,\u0001auth=Bearer ya29.token\u0001\u0001", "invalid_request")]
    [TestCase("OAUTHBEARER", "n,a=user@example.test,\u0001host=x\u0001\u0001", "invalid_request")]
    [TestCase("OAUTHBEARER", "n,a=other@example.test,\u0001auth=Bearer ya29.token\u0001\u0001", "invalid_token")]
    public void A_request_that_is_none_is_told_so(string name, string message, string status)
    {
        var challenge = Bench().Connect().Say($"a1 AUTHENTICATE {name} {Base64(message)}");

        Assert.That(Text(challenge[2..]), Does.Contain($"\"status\":\"{status}\""));
    }

    [Test]
    public void A_token_alone_says_who_one_is() =>
        Assert.That(Bench().Connect().Say($"a1 AUTHENTICATE OAUTHBEARER {Base64($"n,,\u0001host=h\u0001port=143\u0001auth=Bearer {Token}\u0001\u0001")}"), Does.StartWith("a1 OK"));

    [TestCase("XOAUTH2")]
    [TestCase("OAUTHBEARER")]
    public void A_token_expires(string name)
    {
        var bench = Bench();
        bench.Server.Grant(ServerBench.User, new Secret("short"), bench.Time.GetUtcNow().AddHours(1));

        Assert.That(Authenticate(bench.Connect(), name, ServerBench.User, "short"), Does.StartWith("a1 OK"));
        bench.Time.Advance(TimeSpan.FromHours(1));
        Assert.That(Authenticate(bench.Connect(), name, ServerBench.User, "short"), Does.StartWith("a1 NO [EXPIRED]"));
    }

    [Test]
    public void Challenges_are_the_same_in_the_same_run_and_differ_within_it()
    {
        string[] Challenges()
        {
            var bench = Bench();
            return [.. Enumerable.Range(0, 3).Select(_ => bench.Connect().Say("a1 AUTHENTICATE CRAM-MD5"))];
        }

        var first = Challenges();

        Assert.That(Challenges(), Is.EqualTo(first));
        Assert.That(first, Is.Unique);
    }

    [Test]
    public void A_name_and_a_password_of_people_are_UTF_8()
    {
        var bench = Bench();
        bench.Server.AddAccount("jürgen", new Secret("Straße, = 3"));

        var client = bench.Connect();
        client.Say("a1 LOGIN {7}");
        client.SayRaw("j\u00c3\u00bcrgen {12}\r\n");
        Assert.That(client.SayRaw("Stra\u00c3\u009fe, = 3\r\n"), Does.StartWith("a1 OK"));
        foreach (var name in new[] { "PLAIN", "LOGIN", "CRAM-MD5", "SCRAM-SHA-256" })
            Assert.That(Authenticate(bench.Connect(), name, "jürgen", "Straße, = 3"), Does.StartWith("a1 OK"), name);
    }

    [Test]
    public void Mechanisms_that_reveal_no_secret_need_no_TLS()
    {
        var plan = Plan with { Capabilities = Plan.Capabilities with { BeforeLogin = ["IMAP4rev1", "SASL-IR", "LOGINDISABLED", "STARTTLS", "AUTH=PLAIN", "AUTH=SCRAM-SHA-256"] } };
        var bench = new ServerBench(plan);

        Assert.That(bench.Connect().Say("a1 CAPABILITY"), Does.Contain("AUTH=SCRAM-SHA-256").And.Not.Contain("AUTH=PLAIN"));
        Assert.That(Authenticate(bench.Connect(), "PLAIN", ServerBench.User), Does.StartWith("a1 NO [PRIVACYREQUIRED]"));
        Assert.That(Authenticate(bench.Connect(), "SCRAM-SHA-256", ServerBench.User), Does.StartWith("a1 OK"));
    }

    [Test]
    public void A_mechanism_that_is_not_advertised_is_not_there() =>
        Assert.That(new ServerBench(ServerPlan.Plain).Connect().Say("a1 AUTHENTICATE CRAM-MD5"), Does.StartWith("a1 NO [CANNOT]"));

    private static ServerBench Bench()
    {
        var bench = new ServerBench(Plan);
        bench.Server.Grant(ServerBench.User, new Secret(Token));
        return bench;
    }

    /// <summary>Lets MailKit's mechanism talk to the server.</summary>
    /// <returns>The tagged answer.</returns>
    private static string Authenticate(RawClient client, string name, string user, string? secret = null)
    {
        var (_, make, right) = Mechanisms.Single(mechanism => mechanism.Name == name);
        if (make is null)
        {
            var refused = client.Say($"a1 AUTHENTICATE {name} {Base64($"n,a={user},\u0001host=localhost\u0001port=143\u0001auth=Bearer {secret ?? right}\u0001\u0001")}");
            return refused.StartsWith("+ ", StringComparison.Ordinal) ? client.Say("AQ==") : refused;
        }

        var sasl = make(user, secret ?? right);
        var answer = client.Say(sasl.SupportsInitialResponse && name != "LOGIN" ? $"a1 AUTHENTICATE {name} {sasl.Challenge("")}" : $"a1 AUTHENTICATE {name}");
        while (answer.StartsWith("+ ", StringComparison.Ordinal))
            answer = client.Say(sasl.IsAuthenticated ? "" : sasl.Challenge(answer[2..]) ?? "");
        return answer;
    }

    private static byte[] Junk(Random random)
    {
        var junk = new byte[random.Next(40)];
        random.NextBytes(junk);
        // Half of it is text that looks a little like a message.
        return random.Next(2) == 0 ? junk : Encoding.ASCII.GetBytes(string.Concat(junk.Select(octet => "n,=ar\u0001 pc\0u"[octet % 11])));
    }

    private static string Base64(string text) => Convert.ToBase64String(Encoding.UTF8.GetBytes(text));

    private static string Text(string base64) => Encoding.UTF8.GetString(Convert.FromBase64String(base64));
}
