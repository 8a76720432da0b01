using ImapLab.Server.Plans;
using ImapLab.Server.Tests.Bench;

namespace ImapLab.Server.Tests.Sessions;

/// <summary>A client that says all that it has to say and closes its sending side, as <c>printf … | nc -N</c> does.</summary>
[TestFixture]
internal sealed class HalfClosedTests
{
    private const string LogIn = $"a1 LOGIN {ServerBench.User} {ServerBench.Password}\r\n";

    private static readonly ServerPlan Plan = ServerBench.With("COMPRESS=DEFLATE");

    [TestCase(false)]
    [TestCase(true)]
    public void It_is_answered_all_that_it_said(bool tls)
    {
        var bench = new ServerBench();
        bench.Deliver(3);
        var client = tls ? bench.ConnectTls() : bench.Connect();

        var said = client.SayLast(LogIn + "a2 SELECT INBOX\r\na3 FETCH 1:* (UID)\r\na4 NOOP\r\n");

        Assert.That(said, Does.EndWith("* 3 FETCH (UID 3)\na3 OK FETCH completed\na4 OK NOOP completed"));
        Assert.That(client.Ended, Is.EqualTo("end of stream"));
        Assert.That(bench.Account.Connections, Is.Zero);
    }

    [Test]
    public void It_is_answered_what_takes_its_time()
    {
        var bench = new ServerBench();
        // More than the wire holds: the rest is made as the client takes it.
        bench.Deliver(40, octets: 64 * 1024);
        var client = bench.Select();

        var said = client.SayLast("a2 FETCH 1:* (BODY.PEEK[])\r\na3 NOOP\r\n");

        Assert.That(said.Length, Is.GreaterThan(40 * 64 * 1024));
        Assert.That(said, Does.EndWith("a3 OK NOOP completed"));
        Assert.That(client.Ended, Is.EqualTo("end of stream"));
    }

    [Test]
    public void It_is_answered_what_it_said_compressed()
    {
        var bench = new ServerBench(Plan);
        bench.Deliver(3);
        var client = bench.Select();
        client.Say("a2 COMPRESS DEFLATE");
        client.StartCompression();

        // More than is inflated at once.
        var noops = string.Concat(Enumerable.Range(1, 5000).Select(number => $"n{number} NOOP\r\n"));
        var said = client.SayLast(noops);

        Assert.That(said, Does.EndWith("n5000 OK NOOP completed"));
        Assert.That(client.Ended, Is.EqualTo("end of stream"));
    }

    [TestCase("a2 IDLE\r\n", "+ idling")]
    [TestCase("a2 AUTHENTICATE PLAIN\r\n", "a2 BAD")]
    [TestCase("a2 APPEND INBOX {10}\r\nhalf", "+ Ready")]
    [TestCase("a2 APPEND INBOX {10+}\r\nhalf", "")]
    [TestCase("a2 NOO", "")]
    [TestCase("", "")]
    public void What_it_did_not_end_ends_with_it(string begun, string told)
    {
        var bench = new ServerBench();
        var client = bench.LogIn();

        var said = client.SayLast(begun);

        Assert.That(said, Does.StartWith(told));
        Assert.That(client.Ended, Is.EqualTo("end of stream"));
        Assert.That(bench.Account.Connections, Is.Zero);
        Assert.That(bench.Inbox.Count, Is.Zero);
    }
}
