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
        framer.Feed("a1 APPEND x {4}\r\n"u8);
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
