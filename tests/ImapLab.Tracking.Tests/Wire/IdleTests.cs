using ImapLab.Protocol.Mail;
using ImapLab.Tracking.Ports;
using ImapLab.Tracking.Tests.Fakes;

namespace ImapLab.Tracking.Tests.Wire;

[TestFixture]
internal sealed class IdleTests
{
    [Test]
    public async Task What_is_told_between_idle_and_its_continuation_ends_it_and_is_kept()
    {
        using var server = new ScriptedServer(ScriptedLogin.Greeting, Idle("* 1 EXISTS\r\n+ idling\r\n"));
        await using var source = await OpenAsync(server, new ManualTime());

        await source.IdleAsync(CancellationToken.None, CancellationToken.None);

        Assert.That(source.TakeChanges(), Is.EqualTo((ViewChange[])[new ViewChange.Exists(1)]));
        Assert.That(server.Lines[^1], Is.EqualTo("DONE"));
    }

    [Test]
    public async Task A_keepalive_is_no_event()
    {
        using var server = new ScriptedServer(ScriptedLogin.Greeting, Idle("+ idling\r\n"));
        await using var source = await OpenAsync(server, new ManualTime());

        var idle = source.IdleAsync(CancellationToken.None, CancellationToken.None);
        server.Say("* OK Still here\r\n");

        Assert.That(idle.IsCompleted, Is.False);
        server.Say("* 3 EXISTS\r\n");
        await idle.WaitAsync(TimeSpan.FromSeconds(10));
        Assert.That(source.TakeChanges(), Is.EqualTo((ViewChange[])[new ViewChange.Exists(3)]));
    }

    [Test]
    public async Task A_connection_that_died_in_silence_shows_when_idle_is_to_end()
    {
        var time = new ManualTime();
        using var server = new ScriptedServer(ScriptedLogin.Greeting, (tag, line) => tag == "DONE" ? [] : Idle("+ idling\r\n")(tag, line));
        await using var source = await OpenAsync(server, time);
        using var wake = new CancellationTokenSource();

        var idle = source.IdleAsync(wake.Token, CancellationToken.None);
        time.Advance(TimeSpan.FromMinutes(9));
        await wake.CancelAsync();
        time.Advance(TimeSpan.FromSeconds(14));
        Assert.That(idle.IsCompleted, Is.False);
        time.Advance(TimeSpan.FromSeconds(2));

        Assert.That((await Assert.ThrowsAsync<SourceException>(() => idle))!.Fault, Is.EqualTo(SourceFault.Connection));
    }

    [TestCase("NO [THROTTLED] slow down", true, null)]
    [TestCase("BAD Request is throttled. Suggested Backoff Time: 92415 milliseconds", true, 92.415)]
    [TestCase("NO [UNAVAILABLE] later", false, null)]
    public async Task A_refused_command_brings_its_hint(string refusal, bool isThrottle, double? seconds)
    {
        using var server = new ScriptedServer(ScriptedLogin.Greeting, (tag, line) => line == "NOOP" ? [$"{tag} {refusal}\r\n"] : ScriptedLogin.Usual(tag, line));
        await using var source = await OpenAsync(server, new ManualTime());

        var refused = (await Assert.ThrowsAsync<SourceException>(() => source.NoopAsync(CancellationToken.None)))!;

        Assert.That(refused.Fault, Is.EqualTo(SourceFault.RefusedForNow));
        Assert.That(refused.IsThrottle, Is.EqualTo(isThrottle));
        Assert.That(refused.RetryAfter?.TotalSeconds, Is.EqualTo(seconds));
    }

    [Test]
    public async Task A_yes_that_asks_to_slow_down_is_heard_once()
    {
        using var server = new ScriptedServer(ScriptedLogin.Greeting, (tag, line) => line == "NOOP" ? [$"{tag} OK [THROTTLED] done\r\n"] : ScriptedLogin.Usual(tag, line));
        await using var source = await OpenAsync(server, new ManualTime());

        await source.NoopAsync(CancellationToken.None);

        Assert.That(source.TakeThrottle(), Is.True);
        Assert.That(source.TakeThrottle(), Is.False);
    }

    [Test]
    public async Task A_goodbye_tells_its_reason()
    {
        using var server = new ScriptedServer(ScriptedLogin.Greeting, (tag, line) =>
            line == "NOOP" ? ["* BYE [OVERQUOTA] Account exceeded command or bandwidth limits.\r\n"] : ScriptedLogin.Usual(tag, line));
        var time = new ManualTime();
        await using var source = await OpenAsync(server, time);

        var noop = source.NoopAsync(CancellationToken.None);
        time.Advance(TimeSpan.FromSeconds(6));
        var lost = (await Assert.ThrowsAsync<SourceException>(() => noop))!;

        Assert.That(lost.Fault, Is.EqualTo(SourceFault.Connection));
        Assert.That(lost.IsThrottle, Is.True);
        Assert.That(lost.Message, Does.Contain("bandwidth limits"));
    }

    private static async Task<IMailboxSource> OpenAsync(ScriptedServer server, TimeProvider time)
    {
        var source = await ScriptedLogin.ConnectAsync(server, time);
        await source.OpenAsync(MailboxName.Inbox, CancellationToken.None);
        return source;
    }

    /// <summary>Answers IDLE with a text, and DONE with the completion.</summary>
    private static Func<string, string, IEnumerable<string>> Idle(string begin)
    {
        var idle = "";
        return (tag, line) =>
        {
            if (tag == "DONE")
                return [$"{idle} OK done\r\n"];
            if (line != "IDLE")
                return ScriptedLogin.Usual(tag, line);
            idle = tag;
            return [begin];
        };
    }
}
