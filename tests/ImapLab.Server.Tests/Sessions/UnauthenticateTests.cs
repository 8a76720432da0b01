using ImapLab.Protocol.Commands;
using ImapLab.Server.Plans;
using ImapLab.Server.Tests.Bench;

namespace ImapLab.Server.Tests.Sessions;

/// <summary>UNAUTHENTICATE (RFC 8437): one connection, one user after the other.</summary>
[TestFixture]
internal sealed class UnauthenticateTests
{
    private const string LogIn = $"LOGIN {ServerBench.User} {ServerBench.Password}";

    private static readonly ServerPlan Plan = ServerBench.Full with
    {
        Capabilities = ServerBench.Full.Capabilities with { AfterLogin = [.. ServerBench.Full.Capabilities.AfterLogin, "UNAUTHENTICATE"] },
    };

    [Test]
    public void The_connection_is_as_it_was_before_login()
    {
        var bench = new ServerBench(Plan);
        bench.Deliver(2);
        var client = bench.Select();
        client.Say("b1 ENABLE CONDSTORE");

        Assert.That(client.Say("b2 UNAUTHENTICATE"), Is.EqualTo("b2 OK UNAUTHENTICATE completed"));

        Assert.That(bench.Account.Connections, Is.Zero);
        Assert.That(client.Say("b3 CAPABILITY"), Does.Contain("AUTH=PLAIN").And.Not.Contain("UNAUTHENTICATE"));
        foreach (var command in new[] { "SELECT INBOX", "FETCH 1 FLAGS", "UNAUTHENTICATE" })
            Assert.That(client.Say($"b4 {command}"), Does.StartWith("b4 BAD"), command);
        bench.Deliver(1);
        Assert.That(client.Say("b5 NOOP"), Is.EqualTo("b5 OK NOOP completed"), "No news of a mailbox that is not open.");
        Assert.That(client.Say($"b6 {LogIn}"), Does.StartWith("b6 OK"));
        Assert.That(client.Say("b7 ENABLE CONDSTORE"), Does.Contain("* ENABLED CONDSTORE"), "It was off again.");
        Assert.That(bench.Account.Connections, Is.EqualTo(1));
    }

    [Test]
    public void Somebody_else_may_log_in_and_sees_only_that_account()
    {
        var bench = new ServerBench(Plan);
        bench.Deliver(2);
        bench.Server.AddAccount("other", new Secret("secret"));
        var client = bench.Select();

        var answer = client.SayRaw("b1 UNAUTHENTICATE\r\nb2 LOGIN other secret\r\nb3 SELECT INBOX\r\n");

        Assert.That(answer, Does.Contain("b1 OK").And.Contain("b2 OK").And.Contain("* 0 EXISTS").And.Contain("b3 OK"));
    }

    [Test]
    public void The_limits_of_strangers_hold_again()
    {
        var bench = new ServerBench(Plan);
        var client = bench.LogIn();
        client.Say("b1 UNAUTHENTICATE");

        Assert.That(client.Say("b2 NOOP {9000}"), Does.StartWith("b2 BAD").And.Contain("at most 8192"));
        bench.Time.Advance(TimeSpan.FromMinutes(6));

        Assert.That(client.Ended, Is.EqualTo("end of stream"), "It has not logged in for long enough.");
    }

    [Test]
    public void Over_and_over_again()
    {
        var bench = new ServerBench(Plan);
        var client = bench.Connect();

        for (var round = 0; round < 100; round++)
            Assert.That(client.SayRaw($"c1 {LogIn}\r\nc2 SELECT INBOX\r\nc3 UNAUTHENTICATE\r\n"), Does.Contain("c1 OK").And.EndWith("c3 OK UNAUTHENTICATE completed"));

        Assert.That(bench.Account.Connections, Is.Zero);
    }

    [Test]
    public void Without_the_capability_there_is_none() =>
        Assert.That(new ServerBench().LogIn().Say("b1 UNAUTHENTICATE"), Is.EqualTo("b1 BAD Error in UNAUTHENTICATE: unknown command"));
}
