using System.Text;
using ImapLab.Protocol.Wire;

namespace ImapLab.Protocol.Tests.Wire;

[TestFixture]
internal sealed class CommandFramerTests
{
    [Test]
    public void A_line_is_a_frame()
    {
        var events = Frame("a1 NOOP\r\na2 CHECK\n");

        Assert.That(events, Is.EqualTo(["frame a1 NOOP", "frame a2 CHECK"]));
    }

    [Test]
    public void A_literal_is_announced_and_then_belongs_to_the_frame()
    {
        var events = Frame("a1 LOGIN {4}\r\nuser {4}\r\npass\r\n");

        Assert.That(events, Is.EqualTo(["literal 4", "literal 4", "frame a1 LOGIN {4} {4}"]));
    }

    [Test]
    public void A_non_synchronizing_literal_is_not_announced()
    {
        var events = Frame("a1 LOGIN {4+}\r\nuser pass\r\n");

        Assert.That(events, Is.EqualTo(["frame a1 LOGIN {4} pass"]));
    }

    [Test]
    public void Without_LITERAL_PLUS_the_plus_form_is_no_literal()
    {
        var framer = new CommandFramer(new FramerLimits()) { NonSynchronizing = false };

        Assert.That(Frame("a1 LOGIN {4+}\r\n", framer), Is.EqualTo(["frame a1 LOGIN {4+}"]));
    }

    [Test]
    public void A_line_over_the_limit_is_passed_over_and_the_next_is_read()
    {
        var framer = new CommandFramer(new FramerLimits(Line: 20));

        var events = Frame($"a1 {new string('x', 5000)}\r\na2 NOOP\r\n", framer);

        Assert.That(events, Is.EqualTo([$"refused a1: Command line of more than 20 octets", "frame a2 NOOP"]));
    }

    [Test]
    public void A_literal_over_the_limit_that_the_client_sends_anyway_is_passed_over()
    {
        var framer = new CommandFramer(new FramerLimits(Literal: 3));

        var events = Frame("a1 X {5+}\r\na9 NO more\r\na2 NOOP\r\n", framer);

        Assert.That(events, Is.EqualTo(["refused a1: Literal of 5 octets; at most 3 are taken", "frame a2 NOOP"]));
    }

    [TestCase("a1 APPEND x ~{4}\r\n1234\r\n", "literal 4|frame a1 APPEND x ~{4}")]
    [TestCase("a1 APPEND x ~{4+}\r\n1234\r\n", "frame a1 APPEND x ~{4}")]
    public void A_tilde_makes_it_a_literal8(string typed, string expected) =>
        Assert.That(Frame(typed), Is.EqualTo(expected.Split('|')));

    [Test]
    public void With_LITERAL_MINUS_only_short_literals_come_unasked()
    {
        var framer = new CommandFramer(new FramerLimits()) { LongestNonSynchronizing = 3 };

        var events = Frame("a1 X {3+}\r\nabc\r\na2 X {4+}\r\nabcd\r\na3 X {4}\r\nabcd\r\n", framer);

        Assert.That(events, Is.EqualTo(["frame a1 X {3}", "refused a2: Literal of 4 octets; at most 3 are taken", "literal 4", "frame a3 X {4}"]));
    }

    [Test]
    public void A_declined_literal_is_never_sent_so_the_next_line_is_a_command()
    {
        var framer = new CommandFramer(new FramerLimits());
        framer.Feed("a1 APPEND x {4}\r\n"u8.ToArray());
        framer.Next();

        framer.Decline();

        Assert.That(Frame("a2 NOOP\r\n", framer), Is.EqualTo(["frame a2 NOOP"]));
    }

    [Test]
    public void A_synchronizing_literal_over_the_limit_ends_the_command_at_once()
    {
        var framer = new CommandFramer(new FramerLimits(Literal: 3));

        var events = Frame("a1 X {5}\r\na2 NOOP\r\n", framer);

        Assert.That(events, Is.EqualTo(["refused a1: Literal of 5 octets; at most 3 are taken", "frame a2 NOOP"]));
    }

    [Test]
    public void A_line_of_just_the_limit_is_taken_whatever_ends_it([Values("\n", "\r\n")] string end)
    {
        var framer = new CommandFramer(new FramerLimits(Line: 10));

        Assert.That(Frame($"a1 3456789{end}", framer), Is.EqualTo(["frame a1 3456789"]));
        Assert.That(Frame($"a1 34567890{end}", framer), Is.EqualTo(["refused a1: Command line of more than 10 octets"]));
    }

    [Test]
    public void A_literal_at_the_end_of_a_line_over_the_limit_is_no_command([Values(1, 7, 100_000)] int piece)
    {
        var framer = new CommandFramer(new FramerLimits(Line: 100));

        var events = FrameInPieces($"a1 {new string('x', 5000)} {{9+}}\r\na9 NOOP\r\n more\r\na2 NOOP\r\n", piece, framer);

        Assert.That(events, Is.EqualTo(["refused a1: Command line of more than 100 octets", "frame a2 NOOP"]));
    }

    [Test]
    public void The_text_around_literals_counts_as_one_line([Values(1, 7, 100_000)] int piece)
    {
        var framer = new CommandFramer(new FramerLimits(Line: 20));

        var events = FrameInPieces("a1 X {3+}\r\nabc {3+}\r\nabc 34567890123456\r\na2 NOOP\r\n", piece, framer);

        Assert.That(events, Is.EqualTo(["refused a1: Command line of more than 20 octets", "frame a2 NOOP"]));
    }

    [Test]
    public void A_command_may_have_less_room_than_others()
    {
        var framer = new CommandFramer(new FramerLimits()) { RoomOf = start => start.Contains("SMALL", StringComparison.Ordinal) ? 5 : 10 };

        var events = Frame("a1 LARGE {8+}\r\n12345678\r\na2 SMALL {3+}\r\n123 {3+}\r\n456 {9+}\r\na9 NOOP.\r\na3 SMALL {6}\r\na4 SMALL {5}\r\n12345\r\n", framer);

        Assert.That(events, Is.EqualTo(
        [
            "frame a1 LARGE {8}", "refused a2: Literals of more than 5 octets in one command", "refused a3: Literals of more than 5 octets in one command",
            "literal 5", "frame a4 SMALL {5}",
        ]));
    }

    [TestCase("a1 X {-1}")]
    [TestCase("a1 X {+1}")]
    [TestCase("a1 X {1,000}")]
    [TestCase("a1 X {}")]
    [TestCase("a1 X {+}")]
    [TestCase("a1 X {1 }")]
    [TestCase("a1 X {1234567890123456789}")]
    public void What_only_looks_like_a_literal_is_text(string line) => Assert.That(Frame(line + "\r\n"), Is.EqualTo([$"frame {line}"]));

    [Test]
    public void A_large_literal_in_small_pieces_comes_whole()
    {
        var bytes = new byte[1_000_000];
        new Random(1).NextBytes(bytes);
        var framer = new CommandFramer(new FramerLimits());
        framer.Feed("a1 X {1000000+}\r\n"u8.ToArray());

        FramerEvent? found = null;
        for (var at = 0; at < bytes.Length; at += 1000)
        {
            framer.Feed(bytes.AsMemory(at, 1000));
            found = framer.Next();
            Assert.That(framer.Unread, Is.Zero);
        }

        Assert.That(found, Is.Null);
        framer.Feed("\r\n"u8.ToArray());
        var frame = ((FramerEvent.Complete)framer.Next()!).Frame;
        Assert.That(frame.Segments[1].Literal.Span.SequenceEqual(bytes), Is.True);
    }

    [Test]
    public void What_is_no_whole_command_yet_is_not_unread()
    {
        var framer = new CommandFramer(new FramerLimits());

        framer.Feed("a1 NOOP\r\na2 NO"u8.ToArray());
        Assert.That(framer.Next(), Is.InstanceOf<FramerEvent.Complete>());
        Assert.That(framer.Unread, Is.EqualTo(5));
        Assert.That(framer.Next(), Is.Null);

        Assert.That(framer.Unread, Is.Zero);
    }

    [Test]
    public void Frames_do_not_depend_on_how_the_bytes_were_cut([Range(1, 100)] int seed)
    {
        const string Input = "a1 NOOP\r\na2 APPEND x {10+}\r\n\r\na3 {3}\r\n\r\na4 LOGIN {4}\r\nuser {4}\r\npa\r\n\r\na5 NOOP\r\n";
        var whole = Frame(Input);

        var random = new Random(seed);
        var framer = new CommandFramer(new FramerLimits());
        var events = new List<string>();
        for (var at = 0; at < Input.Length;)
        {
            var size = Math.Min(random.Next(1, 10), Input.Length - at);
            events.AddRange(Frame(Input.Substring(at, size), framer));
            at += size;
        }

        Assert.That(events, Is.EqualTo(whole));
    }

    private static List<string> FrameInPieces(string input, int size, CommandFramer framer)
    {
        var events = new List<string>();
        for (var at = 0; at < input.Length; at += size)
            events.AddRange(Frame(input.Substring(at, Math.Min(size, input.Length - at)), framer));
        return events;
    }

    private static List<string> Frame(string input, CommandFramer? framer = null)
    {
        framer ??= new CommandFramer(new FramerLimits());
        framer.Feed(Encoding.Latin1.GetBytes(input));
        var events = new List<string>();
        while (framer.Next() is { } found)
        {
            events.Add(found switch
            {
                FramerEvent.Complete complete => $"frame {complete.Frame}",
                FramerEvent.LiteralAnnounced announced => $"literal {announced.Octets}",
                FramerEvent.Refused refused => $"refused {refused.Start.Split(' ')[0]}: {refused.Why}",
                _ => throw new AssertionException("An event that nobody told the test of."),
            });
        }

        return events;
    }
}
