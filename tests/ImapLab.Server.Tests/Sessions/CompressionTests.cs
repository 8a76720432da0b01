using System.IO.Compression;
using System.Text;
using ImapLab.Protocol.Commands;
using ImapLab.Server.Plans;
using ImapLab.Server.Quirks;
using ImapLab.Server.Seams;
using ImapLab.Server.Tests.Bench;

namespace ImapLab.Server.Tests.Sessions;

[TestFixture]
internal sealed class CompressionTests
{
    private const string LogIn = $"a0 LOGIN {ServerBench.User} {ServerBench.Password}";

    private static readonly ServerPlan Plan = ServerBench.Full with
    {
        Capabilities = ServerBench.Full.Capabilities with { AfterLogin = [.. ServerBench.Full.Capabilities.AfterLogin, "COMPRESS=DEFLATE", "UNAUTHENTICATE"] },
    };

    [Test]
    public void Both_sides_compress_from_the_OK_on([Values] bool tls)
    {
        var bench = new ServerBench(Plan);
        bench.Deliver(50);
        var client = tls ? bench.ConnectTls() : bench.Connect();
        client.Say(LogIn);

        Assert.That(client.Say("a1 COMPRESS DEFLATE"), Is.EqualTo("a1 OK DEFLATE active"));
        client.StartCompression();

        Assert.That(client.Say("a2 SELECT INBOX"), Does.Contain("* 50 EXISTS").And.Contain("a2 OK"));
        Assert.That(client.Say("a3 FETCH 1:* (UID)"), Does.Contain("* 50 FETCH (UID 50)").And.EndWith("a3 OK FETCH completed"));
        Assert.That(client.Say("a4 APPEND INBOX {20+}\r\nSubject: x\r\n\r\n123456"), Does.Contain("a4 OK"));
        Assert.That(client.Say("a5 CAPABILITY"), Does.Not.Contain("COMPRESS"));
        Assert.That(client.Say("a6 COMPRESS DEFLATE"), Does.StartWith("a6 NO [COMPRESSIONACTIVE]"));
        Assert.That(client.Say("a7 LOGOUT"), Does.EndWith("a7 OK LOGOUT completed"));
        Assert.That(client.Ended, Is.EqualTo("end of stream"));
    }

    [Test]
    public void An_idle_client_is_told_at_once()
    {
        var bench = new ServerBench(Plan);
        var client = Compressing(bench);
        client.Say("a2 SELECT INBOX");
        client.Say("a3 IDLE");

        bench.Deliver(1);

        Assert.That(client.Read(), Does.Contain("* 1 EXISTS"));
    }

    [TestCase("COMPRESS", "a1 BAD")]
    [TestCase("COMPRESS LZMA", "a1 BAD Unknown algorithm LZMA")]
    [TestCase("COMPRESS DEFLATE 9", "a1 BAD")]
    [TestCase("COMPRESS DEFLATE\r\na2 NOOP", "a1 BAD Nothing may be said")]
    public void What_is_no_COMPRESS_is_refused_and_changes_nothing(string command, string expected)
    {
        var client = new ServerBench(Plan).LogIn();

        Assert.That(client.Say($"a1 {command}"), Does.StartWith(expected));
        Assert.That(client.Say("a3 NOOP"), Is.EqualTo("a3 OK NOOP completed"));
    }

    [Test]
    public void Before_login_there_is_none() =>
        Assert.That(new ServerBench(Plan).Connect().Say("a1 COMPRESS DEFLATE"), Does.StartWith("a1 BAD"));

    [TestCase("a2 NOOP\r\n")]
    [TestCase("\u00ff\u00ff\u00ff\u00ff\u00ff\u00ff")]
    public void What_is_not_compressed_gets_a_goodbye(string input)
    {
        var bench = new ServerBench(Plan);
        var bystander = bench.Select();
        var client = Compressing(bench, speaking: false);

        var answer = client.SayRaw(input);

        Assert.That(client.Ended, Is.EqualTo("end of stream"));
        Assert.That(answer, Does.StartWith("* BYE "));
        Assert.That(bystander.Say("b1 NOOP"), Is.EqualTo("b1 OK NOOP completed"));
    }

    [Test]
    public void Behind_the_end_of_the_stream_comes_nothing()
    {
        var client = Compressing(new ServerBench(Plan), speaking: false);

        client.SayBytes(Deflate("a2 NOOP\r\n", finish: true));

        Assert.That(client.SayBytes(Deflate("a3 NOOP\r\n")), Is.EqualTo("* BYE The compressed stream has ended"));
        Assert.That(client.Ended, Is.EqualTo("end of stream"));
    }

    [Test]
    public void Bytes_may_come_one_by_one()
    {
        var bench = new ServerBench(Plan);
        var client = Compressing(bench, speaking: false);
        var commands = Deflate("a2 SELECT INBOX\r\na3 NOOP\r\na4 LIST \"\" *\r\n");

        var answer = string.Concat(commands.Select(octet => client.SayBytes([octet]) is { Length: > 0 } said ? said + "\n" : ""));

        Assert.That(answer, Does.Contain("a2 OK").And.Contain("a3 OK").And.Contain("a4 OK"));
    }

    [Test]
    public void A_bomb_waits_as_it_came_until_it_is_read()
    {
        var bench = new ServerBench(Plan, new SlowNoop());
        var bystander = bench.Select();
        var client = Compressing(bench, speaking: false);
        var bomb = Deflate("a2 NOOP\r\n" + new string('x', 50_000_000) + "\r\n");
        var before = GC.GetTotalMemory(forceFullCollection: true);

        Assert.That(client.SayBytes(bomb), Is.Empty, "NOOP takes its time.");
        Assert.That(GC.GetTotalMemory(forceFullCollection: true) - before, Is.LessThan(2_000_000));
        bench.Time.Advance(TimeSpan.FromSeconds(10));

        Assert.That(client.Read(), Does.StartWith("a2 OK").And.Contain("BAD Error in command: Command line of more than"));
        Assert.That(bystander.Say("b1 CHECK"), Is.EqualTo("b1 OK CHECK completed"));
    }

    [Test]
    public void UNAUTHENTICATE_ends_compression_where_the_client_ends_it()
    {
        var bench = new ServerBench(Plan);
        var client = Compressing(bench);

        Assert.That(client.Say("a2 UNAUTHENTICATE"), Is.EqualTo("a2 OK UNAUTHENTICATE completed"));
        client.EndCompression();

        Assert.That(client.Say("a3 NOOP"), Is.EqualTo("a3 OK NOOP completed"));
        Assert.That(client.Say(LogIn), Does.StartWith("a0 OK"));
        Assert.That(client.Say("a4 COMPRESS DEFLATE"), Does.StartWith("a4 OK"));
        client.StartCompression();
        Assert.That(client.Say("a5 NOOP"), Is.EqualTo("a5 OK NOOP completed"));
    }

    [TestCase(false, 1)]
    [TestCase(false, 3)]
    [TestCase(false, 1000)]
    [TestCase(true, 1)]
    [TestCase(true, 3)]
    public void UNAUTHENTICATE_and_what_follows_may_come_at_once(bool finished, int piece)
    {
        var bench = new ServerBench(Plan);
        var client = bench.LogIn();
        client.Say("a1 COMPRESS DEFLATE");
        byte[] bytes = [.. Deflate("a2 UNAUTHENTICATE\r\n", finished), .. Encoding.ASCII.GetBytes($"{LogIn}\r\na3 SELECT INBOX\r\n")];

        var answer = "";
        foreach (var part in bytes.Chunk(piece))
            answer += client.SayBytes(part) is { Length: > 0 } said ? said + "\n" : "";

        Assert.That(answer, Does.Contain("a0 OK LOGIN completed").And.Contain("a3 OK"));
    }

    private static RawClient Compressing(ServerBench bench, bool speaking = true)
    {
        var client = bench.LogIn();
        client.Say("a1 COMPRESS DEFLATE");
        client.StartCompression(speaking);
        return client;
    }

    private static byte[] Deflate(string text, bool finish = false)
    {
        var bytes = new MemoryStream();
        var deflate = new DeflateStream(bytes, CompressionLevel.Fastest, leaveOpen: true);
        deflate.Write(Encoding.ASCII.GetBytes(text));
        if (finish)
            deflate.Dispose();
        else
            deflate.Flush();
        return bytes.ToArray();
    }

    private sealed class SlowNoop : Quirk, ICommandBehavior
    {
        public CommandDecision Decide(SeamContext context, ImapCommand command) =>
            command.Name == "NOOP" ? new CommandDecision.Wait(TimeSpan.FromSeconds(10)) : CommandDecision.Proceed;
    }
}
