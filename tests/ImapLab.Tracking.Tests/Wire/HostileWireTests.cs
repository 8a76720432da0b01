using ImapLab.Protocol.Mail;
using ImapLab.Tracking.MailKit;
using ImapLab.Tracking.Ports;
using ImapLab.Tracking.Tests.Fakes;

namespace ImapLab.Tracking.Tests.Wire;

/// <summary>Servers that want to fill the memory, or to be waited for until the end of days.</summary>
[TestFixture]
internal sealed class HostileWireTests
{
    private static readonly WireLimits Small = new() { Line = 100_000, Literal = 10_000, Answer = 1_000_000, Changes = 1000 };

    private static IEnumerable<TestCaseData> Floods()
    {
        yield return new TestCaseData(Endless("* SEARCH", " 12345"), "a line").SetArgDisplayNames("an endless SEARCH");
        yield return new TestCaseData(Endless("* OK ", "blah blah "), "a line").SetArgDisplayNames("an endless text");
        yield return new TestCaseData(Endless("* 1 FETCH (UID 1 FLAGS (", "\\Seen "), "a line").SetArgDisplayNames("an endless list of flags");
        yield return new TestCaseData(Endless("", "* OK nothing\r\n"), "an answer").SetArgDisplayNames("lines without end");
        yield return new TestCaseData(Endless("", "* 7 EXISTS\r\n"), "a number of untagged lines").SetArgDisplayNames("EXISTS without end");
        yield return new TestCaseData(Endless("* 1 FETCH (UID 1 ENVELOPE (NIL ", "{4294967295}\r\n"), "a literal").SetArgDisplayNames("a huge literal");
        yield return new TestCaseData(Endless("* 1 FETCH (UID 1 RFC822.HEADER {20000}\r\n", "x"), "a literal").SetArgDisplayNames("a literal longer than a header");
    }

    [TestCaseSource(nameof(Floods))]
    [CancelAfter(20_000)]
    public async Task A_flood_ends_the_connection_with_its_figures(IEnumerable<string> flood, string what, CancellationToken cancellationToken)
    {
        using var server = new ScriptedServer(ScriptedLogin.Greeting, (tag, line) => line == "NOOP" ? flood : ScriptedLogin.Usual(tag, line));
        await using var source = await ScriptedLogin.ConnectAsync(server, change: options => options with { Limits = Small });
        await source.OpenAsync(MailboxName.Inbox, cancellationToken);

        var lost = await Assert.ThrowsAsync<SourceException>(() => source.NoopAsync(cancellationToken));

        Assert.That(lost!.Fault, Is.EqualTo(SourceFault.Connection));
        Assert.That(lost.Message, Does.Contain($"sent {what} of").And.Contain("are allowed"));
    }

    [Test]
    [CancelAfter(20_000)]
    public async Task An_endless_greeting_ends_too(CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        using var server = new ScriptedServer("* OK " + new string('x', 200_000), ScriptedLogin.Usual);

        var lost = await Assert.ThrowsAsync<SourceException>(() => ScriptedLogin.ConnectAsync(server, change: options => options with { Limits = Small }));

        Assert.That(lost!.Message, Does.Contain("a line"));
    }

    [Test]
    public async Task A_server_that_owes_an_answer_and_says_nothing_is_given_up()
    {
        var time = new ManualTime();
        using var server = new ScriptedServer(ScriptedLogin.Greeting, (tag, line) => line == "NOOP" ? [] : ScriptedLogin.Usual(tag, line));
        await using var source = await ScriptedLogin.ConnectAsync(server, time);

        var noop = source.NoopAsync(CancellationToken.None);
        time.Advance(TimeSpan.FromSeconds(119));
        Assert.That(noop.IsCompleted, Is.False);
        time.Advance(TimeSpan.FromSeconds(2));

        Assert.That((await Assert.ThrowsAsync<SourceException>(() => noop))!.Message, Does.Contain("did not answer"));
    }

    [Test]
    public async Task An_answer_may_be_slow_as_long_as_it_goes_on_but_not_for_ever()
    {
        var time = new ManualTime();
        using var server = new ScriptedServer(ScriptedLogin.Greeting, (tag, line) => line == "NOOP" ? [] : ScriptedLogin.Usual(tag, line));
        await using var source = await ScriptedLogin.ConnectAsync(server, time);

        var noop = source.NoopAsync(CancellationToken.None);
        for (var minute = 0; minute < 29; minute++)
        {
            server.Say("* OK still at it\r\n");
            time.Advance(TimeSpan.FromMinutes(1));
            Assert.That(noop.IsCompleted, Is.False, $"minute {minute}");
        }

        server.Say("* OK still at it\r\n");
        time.Advance(TimeSpan.FromMinutes(1.5));
        Assert.That((await Assert.ThrowsAsync<SourceException>(() => noop))!.Message, Does.Contain("did not answer"));
    }

    private static IEnumerable<string> Endless(string head, string piece)
    {
        yield return head;
        var block = string.Concat(Enumerable.Repeat(piece, 100));
        while (true)
            yield return block;
    }
}
