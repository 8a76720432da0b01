using System.Text;
using ImapLab.Protocol.Replies;
using ImapLab.Server.Plans;
using ImapLab.Server.Runtime;
using ImapLab.Server.Sessions;
using ImapLab.Server.Tests.Bench;
using ImapLab.Server.Wires;

namespace ImapLab.Server.Tests.Sessions;

/// <summary>Clients that talk and do not listen. They have a wire of their own here, which takes as much as a test lets it.</summary>
[TestFixture]
internal sealed class BackpressureTests
{
    /// <summary>A full wire, one slice more than full, and the reply that went over.</summary>
    private const int MostUnsent = WireMarks.Full + (2 * 64 * 1024);

    private ServerBench _bench = null!;
    private SlowWire _wire = null!;

    [SetUp]
    public void LogIn()
    {
        _bench = new ServerBench(ServerBench.Full with { Limits = new ServerLimits { PendingOutput = 10_000 } });
        _wire = new SlowWire(_bench);
        _wire.Say($"a0 LOGIN {ServerBench.User} {ServerBench.Password}\r\na1 SELECT INBOX\r\n");
        _wire.TakeAll();
    }

    [Test]
    public void A_long_answer_is_made_only_as_the_client_takes_it()
    {
        Deliver(100, 20_000);

        _wire.Say("a2 FETCH 1:* BODY.PEEK[]\r\n");

        Assert.That(_wire.Unsent, Is.InRange(WireMarks.Full, MostUnsent));
        var text = _wire.TakeAll();
        Assert.That(text, Has.Length.GreaterThan(2_000_000));
        Assert.That(text, Does.EndWith("a2 OK FETCH completed\r\n"));
    }

    [Test]
    public void Pipelined_commands_wait_for_a_client_that_does_not_read_and_so_does_what_it_says_next()
    {
        Deliver(1, 2_000);

        for (var number = 0; number < 10_000; number++)
            _wire.Hear($"b{number} FETCH 1 BODY.PEEK[]\r\n");
        _bench.Loop.RunUntilQuiet();

        Assert.That(_wire.Unsent, Is.InRange(WireMarks.Full, MostUnsent));
        Assert.That(_wire.IsPaused, Is.True);
        Assert.That(_wire.TakeAll(), Does.EndWith("b9999 OK FETCH completed\r\n"));
        Assert.That(_wire.IsPaused, Is.False);
    }

    [Test]
    public void A_client_that_reads_is_not_paused_whatever_it_says_at_once()
    {
        _wire.Say(string.Concat(Enumerable.Range(0, 100_000).Select(number => $"c{number} NOOP\r\n")));

        Assert.That(_wire.TakeAll(), Does.EndWith("c99999 OK NOOP completed\r\n"));
        Assert.That(_wire.IsPaused, Is.False);
    }

    [Test]
    public void News_in_idle_waits_for_a_client_that_does_not_read_and_is_then_told_as_it_is()
    {
        Deliver(30_000, 100);
        _wire.Say("a2 IDLE\r\n");
        _wire.TakeAll();

        var other = _bench.Select();
        other.Say("o1 STORE 1:* +FLAGS.SILENT (\\Deleted)");

        Assert.That(_wire.Unsent, Is.InRange(WireMarks.Full, MostUnsent));
        other.Say("o2 EXPUNGE");
        var text = _wire.TakeAll();
        Assert.That(Count(text, " FETCH (FLAGS"), Is.InRange(1, 30_000), "flags of what is gone meanwhile need not be told");
        Assert.That(Count(text, " EXPUNGE\r\n"), Is.EqualTo(30_000));
    }

    [Test]
    public void Other_sessions_do_not_notice_a_client_that_does_not_read()
    {
        Deliver(100, 20_000);
        var other = _bench.Select();

        _wire.Say("a2 FETCH 1:* BODY.PEEK[]\r\n");

        Assert.That(other.Say("o1 NOOP"), Is.EqualTo("o1 OK NOOP completed"));
    }

    [Test]
    public void What_is_said_unasked_to_a_client_that_does_not_read_has_a_limit()
    {
        Deliver(100, 20_000);
        _wire.Say("a2 FETCH 1:* BODY.PEEK[]\r\n");
        var before = _wire.Unsent;

        var said = 0;
        for (; _wire.Ended is null && said < 1000; said++)
        {
            _bench.Server.Announce(ConditionReply.Untagged(Condition.Ok, new string('x', 990)));
            _bench.Loop.RunUntilQuiet();
        }

        Assert.That(_wire.Ended, Is.EqualTo("abort"));
        Assert.That(said, Is.EqualTo(11));
        Assert.That(_wire.Unsent - before, Is.LessThan(12_000));
    }

    [Test]
    public void A_client_that_takes_nothing_for_minutes_is_disconnected()
    {
        Deliver(100, 20_000);
        _wire.Say("a2 FETCH 1:* BODY.PEEK[]\r\n");

        _bench.Time.Advance(TimeSpan.FromMinutes(4));
        Assert.That(_wire.Ended, Is.Null);
        _bench.Time.Advance(TimeSpan.FromMinutes(2));

        Assert.That(_wire.Ended, Is.EqualTo("abort"));
    }

    [Test]
    public void A_client_that_takes_a_little_now_and_then_stays_connected()
    {
        Deliver(100, 20_000);
        _wire.Say("a2 FETCH 1:* BODY.PEEK[]\r\n");

        for (var minutes = 0; minutes < 20; minutes += 4)
        {
            _wire.Take(1000);
            _bench.Time.Advance(TimeSpan.FromMinutes(4));
        }

        Assert.That(_wire.Ended, Is.Null);
        Assert.That(_wire.TakeAll(), Does.EndWith("a2 OK FETCH completed\r\n"));
    }

    /// <summary>Puts messages into INBOX and lets the client know.</summary>
    private void Deliver(int count, int octets)
    {
        _bench.Deliver(count, octets);
        _wire.Say("n NOOP\r\n");
        _wire.TakeAll();
    }

    private static int Count(string text, string part) => text.Split(part).Length - 1;

    /// <summary>A wire whose client takes what it is sent when the test says so.</summary>
    private sealed class SlowWire : IWire
    {
        private readonly ServerBench _bench;
        private readonly IWireHandler _handler;
        private readonly StringBuilder _sent = new();
        private bool _wasFull;

        public SlowWire(ServerBench bench)
        {
            _bench = bench;
            _handler = bench.Server.Accept();
            _handler.Opened(this);
            bench.Loop.RunUntilQuiet();
        }

        public long Unsent => _sent.Length;

        public bool IsPaused { get; private set; }

        public string? Ended { get; private set; }

        public void Send(ReadOnlySpan<byte> bytes)
        {
            _sent.Append(Encoding.Latin1.GetString(bytes));
            _wasFull |= Unsent >= WireMarks.Full;
        }

        public void Pause() => IsPaused = true;

        public void Resume() => IsPaused = false;

        public void Close() => Ended ??= "close";

        public void Abort() => Ended ??= "abort";

        public void Hear(string text) => _handler.Received(Encoding.Latin1.GetBytes(text));

        public void Say(string text)
        {
            Hear(text);
            _bench.Loop.RunUntilQuiet();
        }

        public string Take(int octets)
        {
            var count = Math.Min(octets, _sent.Length);
            var text = _sent.ToString(0, count);
            _sent.Remove(0, count);
            if (_wasFull && Unsent <= WireMarks.Drained)
            {
                _wasFull = false;
                _handler.Drained();
            }

            _bench.Loop.RunUntilQuiet();
            return text;
        }

        public string TakeAll()
        {
            var all = new StringBuilder();
            while (Unsent > 0)
                all.Append(Take(100_000));
            return all.ToString();
        }
    }
}
