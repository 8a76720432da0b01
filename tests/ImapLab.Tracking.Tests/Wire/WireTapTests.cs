using System.Text;
using ImapLab.Protocol.Numbers;
using ImapLab.Tracking.MailKit;
using ImapLab.Tracking.Ports;

namespace ImapLab.Tracking.Tests.Wire;

[TestFixture]
internal sealed class WireTapTests
{
    private const string Wire =
        "* OK [UIDVALIDITY 7] valid\r\n" +
        "* 5 FETCH (UID 9 BODY[] {25}\r\n* 4 EXPUNGE\r\n* 9 EXISTS\r\n FLAGS ())\r\n" +
        "* OK odd text that ends like a literal {24}\r\n" +
        "* 6 EXISTS\r\n" +
        "* STATUS {4}\r\nA\r\nB (MESSAGES 3 UIDNEXT 0)\r\n" +
        "A1 NO [LIMIT] slow down\r\n";

    private static readonly string[] Lines =
    [
        "* OK [UIDVALIDITY 7] valid",
        "* 5 FETCH (UID 9 BODY[] {25}\r\n* 4 EXPUNGE\r\n* 9 EXISTS\r\n FLAGS ())",
        "* OK odd text that ends like a literal {24}",
        "* 6 EXISTS",
        "* STATUS {4}\r\nA\r\nB (MESSAGES 3 UIDNEXT 0)",
        "A1 NO [LIMIT] slow down",
    ];

    [TestCase(1)]
    [TestCase(2)]
    [TestCase(7)]
    [TestCase(4096)]
    public void Lines_are_found_whatever_the_pieces_and_literals_are_not_read_as_lines(int pieces)
    {
        var read = new List<string>();
        using var tap = new WireTap(read.Add, null);
        var bytes = Encoding.Latin1.GetBytes(Wire);

        for (var at = 0; at < bytes.Length; at += pieces)
            tap.LogServer(bytes, at, Math.Min(pieces, bytes.Length - at));

        Assert.That(read, Has.Count.EqualTo(Lines.Length));
        Assert.That(read, Is.EqualTo(Lines));
    }

    [Test]
    public void A_long_line_is_not_kept_whole_and_its_literal_is_still_seen()
    {
        var read = new List<string>();
        using var tap = new WireTap(read.Add, null);
        var bytes = Encoding.Latin1.GetBytes($"* 1 FETCH ({new string('x', 500_000)} {{13}}\r\n* 2 EXPUNGE\r\n)\r\n* 3 EXISTS\r\n");

        for (var at = 0; at < bytes.Length; at += 4096)
            tap.LogServer(bytes, at, Math.Min(4096, bytes.Length - at));

        Assert.That(read, Has.Count.EqualTo(2));
        Assert.That(read[0], Has.Length.LessThan(16_384));
        Assert.That(read[1], Is.EqualTo("* 3 EXISTS"));
    }

    [TestCase("* 6 EXISTS", "Exists { Count = 6 }")]
    [TestCase("* 6 exists ", "Exists { Count = 6 }")]
    [TestCase("* 0 EXPUNGE", "Expunged { Place = 0 }")]
    [TestCase("* VANISHED 5:6,9", "Vanished { Uids = 5:6,9 }")]
    [TestCase("* VANISHED 0:1,0,9:7", "Vanished { Uids = 1,7:9 }")]
    [TestCase("* VANISHED 5:*", "Unreadable { What = VANISHED }")]
    [TestCase("* VANISHED (EARLIER) 5:6:7", "Unreadable { What = VANISHED }")]
    [TestCase("* -6 EXISTS", "Unreadable { What = EXISTS }")]
    [TestCase("* 99999999999999999999 EXPUNGE", "Unreadable { What = EXPUNGE }")]
    [TestCase("* 1e5 EXISTS", "Unreadable { What = EXISTS }")]
    public void Changes_are_read(string line, string change)
    {
        Assert.That($"{(ServerLine.Read(line) as ServerLine.Change)?.What}", Is.EqualTo(change));
    }

    [TestCase("* 6 EXISTSX")]
    [TestCase("* OK Still here")]
    [TestCase("+ idling")]
    [TestCase("")]
    [TestCase("*")]
    public void What_says_nothing_is_let_pass(string line)
    {
        Assert.That(ServerLine.Read(line), Is.Null);
    }

    [Test]
    public void What_vanished_earlier_is_no_change_of_the_view()
    {
        Assert.That(ServerLine.Read("* VANISHED (EARLIER) 5:6"), Is.EqualTo(new ServerLine.VanishedEarlier(SequenceSet.TryParse("5:6")!)));
    }

    [Test]
    public void All_of_a_long_vanished_is_kept()
    {
        var read = new List<string>();
        using var tap = new WireTap(read.Add, null);
        var line = "* VANISHED (EARLIER) " + string.Join(',', Enumerable.Range(1, 50_000).Select(n => 2 * n));

        foreach (var piece in Encoding.ASCII.GetBytes(line + "\r\n").Chunk(1000))
            tap.LogServer(piece, 0, piece.Length);

        Assert.That(read, Is.EqualTo((string[])[line]));
    }

    [Test]
    public void More_rows_than_there_can_be_end_the_connection()
    {
        var ear = new ServerEar(new WireLimits());
        ear.Hear("* 3 EXISTS");

        Assert.That(
            () =>
            {
                for (var n = 0; n < 100_000; n++)
                    ear.Hear("* 1 FETCH (UID 1)");
            },
            Throws.InstanceOf<WireLimitException>());
    }

    [TestCase("* OK [UIDNEXT 0] none", null)]
    [TestCase("* OK [UIDNEXT 4294967296] too big", null)]
    [TestCase("* OK [UIDNEXT 12] fine", 12u)]
    public void Numbers_that_are_none_are_unknown(string line, uint? uidNext)
    {
        Assert.That(((ServerLine.UidNext)ServerLine.Read(line)!).Value?.Value, Is.EqualTo(uidNext));
    }

    [TestCase("* OK [HIGHESTMODSEQ 0] none")]
    [TestCase("* OK [HIGHESTMODSEQ -1] none")]
    [TestCase("* OK [NOMODSEQ] none")]
    public void A_modseq_that_is_none_is_unknown(string line)
    {
        Assert.That(ServerLine.Read(line), Is.EqualTo(new ServerLine.HighestModSeq(null)));
    }

    [TestCase("* STATUS INBOX (MESSAGES 3 UIDNEXT 9 UIDVALIDITY 7 HIGHESTMODSEQ 5)", "INBOX")]
    [TestCase("* STATUS \"A \\\"q\\\" &AOQ-\" (uidnext 9 MESSAGES 3 HIGHESTMODSEQ 5 UIDVALIDITY 7)", "A \"q\" ä")]
    public void Status_is_read_by_its_name(string line, string name)
    {
        var counters = new Counters(new UidValidity(7), new Uid(9), 3, new ModSeq(5));

        Assert.That(ServerLine.Read(line), Is.EqualTo(new ServerLine.Status(name, counters)));
    }

    [Test]
    public void A_status_without_items_knows_nothing()
    {
        Assert.That(ServerLine.Read("* STATUS \"INBOX\" ()"), Is.EqualTo(new ServerLine.Status("INBOX", Counters.Unknown)));
    }

    [TestCase("A1 NO [UNAVAILABLE] later", "NO", "UNAVAILABLE", "later")]
    [TestCase("A1 BAD what", "BAD", null, "what")]
    [TestCase("A1 OK [READ-ONLY] done", "OK", "READ-ONLY", "done")]
    public void A_tagged_line_gives_its_code(string line, string condition, string? code, string text)
    {
        Assert.That(ServerLine.Read(line), Is.EqualTo(new ServerLine.Tagged(condition, code, text)));
    }
}
