using ImapLab.Server.Tests.Bench;

namespace ImapLab.Server.Tests.Commands;

/// <summary>BINARY (RFC 3516).</summary>
[TestFixture]
internal sealed class BinaryTests
{
    private const string Parts =
        """
        Content-Type: multipart/mixed; boundary=x

        before
        --x
        Content-Transfer-Encoding: quoted-printable
        X-After: kept

        caf=C3=A9 =
        joined 
        =3D
        --x
        Content-Type: message/rfc822

        Subject: inner
        Content-Transfer-Encoding: BASE64

        AAEC
        Aw==BA==
        --x
        Content-Transfer-Encoding: x-unheard-of

        begin
        --x--

        """;

    [TestCase("BINARY.PEEK[1]", "BINARY[1] {15}\ncaf\u00c3\u00a9 joined\n=")]
    [TestCase("BINARY.PEEK[1]<3.2>", "BINARY[1]<3> {2}\n\u00c3\u00a9")]
    [TestCase("BINARY.PEEK[1]<99.2>", "BINARY[1]<99> {0}\n")]
    [TestCase("BINARY.SIZE[1]", "BINARY.SIZE[1] 15")]
    [TestCase("BINARY.PEEK[2.1]", "BINARY[2.1] ~{5}\n\u0000\u0001\u0002\u0003\u0004")]
    [TestCase("BINARY.PEEK[2.1]<3.1>", "BINARY[2.1]<3> ~{1}\n\u0003")]
    [TestCase("BINARY.PEEK[2]", "BINARY[2] ~{58}\nSubject: inner\nContent-Transfer-Encoding: binary\n\n\u0000\u0001\u0002\u0003\u0004")]
    [TestCase("BINARY.SIZE[2]", "BINARY.SIZE[2] 58")]
    [TestCase("(BINARY.PEEK[7] BINARY.SIZE[7])", "BINARY[7] NIL BINARY.SIZE[7] 0")]
    public void A_part_is_decoded(string item, string expected) =>
        Assert.That(Client(Parts).Say($"b1 FETCH 1 {item}"), Is.EqualTo($"* 1 FETCH ({expected})\nb1 OK FETCH completed"));

    [TestCase("BINARY[3]")]
    [TestCase("BINARY.SIZE[3]")]
    [TestCase("BINARY[]")]
    [TestCase("(UID BINARY.PEEK[1] BINARY.PEEK[3])")]
    public void An_unknown_encoding_fails_the_command_and_changes_nothing(string item)
    {
        var client = Client(Parts);

        Assert.That(client.Say($"b1 FETCH 1 {item}"), Does.StartWith("b1 NO [UNKNOWN-CTE] "));
        Assert.That(client.Say("b2 FETCH 1 FLAGS"), Does.Not.Contain("\\Seen"));
    }

    [Test]
    public void A_message_with_nothing_to_decode_is_as_it_is() =>
        Assert.That(Client("Subject: x\n\nplain\n").Say("b1 FETCH 1 BINARY.PEEK[]"), Does.StartWith("* 1 FETCH (BINARY[] {21}\nSubject: x\n\nplain\n)"));

    [Test]
    public void A_whole_message_is_decoded_part_by_part() =>
        Assert.That(Client("Subject: x\nContent-Transfer-Encoding: base64\nX-A: b\n\nQUJD\n").Say("b1 FETCH 1 BINARY.PEEK[]"),
            Does.StartWith("* 1 FETCH (BINARY[] {60}\nSubject: x\nX-A: b\nContent-Transfer-Encoding: binary\n\nABC)"));

    private static RawClient Client(string message)
    {
        var bench = new ServerBench(ServerBench.With("BINARY"));
        bench.Deliver(message.ReplaceLineEndings("\r\n"));
        return bench.Select();
    }
}
