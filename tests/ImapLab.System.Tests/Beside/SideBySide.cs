using System.Text.RegularExpressions;

namespace ImapLab.SystemTests.Beside;

/// <summary>A real Dovecot and <c>imaplab serve</c> with its profile, and one client of each that say the same.</summary>
internal sealed partial class SideBySide : IAsyncDisposable
{
    private const string User = "user";

    private readonly DovecotServer _dovecot;
    private readonly ServeProcess _fake;
    private int _mailboxes;

    private SideBySide(DovecotServer dovecot, ServeProcess fake)
    {
        _dovecot = dovecot;
        _fake = fake;
    }

    public static async Task<SideBySide> StartAsync(DovecotOptions? options = null, string profile = "dovecot")
    {
        var dovecot = await DovecotServer.StartAsync(options);
        return new SideBySide(dovecot, await ServeProcess.StartAsync("--profile", profile, "--account", $"{User}:{DovecotServer.Password}"));
    }

    /// <summary>A name that no mailbox of either server has had.</summary>
    public string NewName() => $"Box{++_mailboxes}";

    /// <summary>Says a conversation to both; only what they answer to the last commands is compared.</summary>
    /// <param name="before">Commands whose answers do not matter.</param>
    /// <returns>The answers with what must differ made equal.</returns>
    public async Task<(string Ours, string Theirs)> SayAsync(IEnumerable<string> before, params IEnumerable<string> commands) =>
        (await SayAsync(_fake.Port, before, commands), await SayAsync(_dovecot.Port, before, commands));

    /// <summary>Has a client of each listen while another one says a conversation; what the first hears and is answered is compared.</summary>
    /// <param name="before">What the listener says first.</param>
    /// <param name="steps">Commands of the other one, or of the listener after <c>@</c>, and how many lines the listener hears then.</param>
    /// <param name="ofOpenMailbox">Whether it is news of the mailbox that the listener has open.</param>
    public async Task<(string Ours, string Theirs)> ListenAsync(IReadOnlyList<string> before, IReadOnlyList<(string Command, int Lines)> steps, bool ofOpenMailbox) =>
        (await ListenAsync(_fake.Port, before, steps, () => Task.CompletedTask), await ListenAsync(_dovecot.Port, before, steps, ofOpenMailbox ? SomeSecondsOnAsync : () => Task.CompletedTask));

    public async ValueTask DisposeAsync()
    {
        await _fake.DisposeAsync();
        await _dovecot.DisposeAsync();
    }

    private static async Task<string> ListenAsync(int port, IReadOnlyList<string> before, IReadOnlyList<(string Command, int Lines)> steps, Func<Task> tick)
    {
        using var listener = await LineClient.LogInAsync(port, User, DovecotServer.Password);
        using var other = await LineClient.LogInAsync(port, User, DovecotServer.Password);
        foreach (var command in before)
            await listener.SayAsync(command);
        var heard = new List<string>();
        foreach (var (command, lines) in steps)
        {
            if (command.StartsWith('@'))
                heard.Add(Normal(await listener.SayAsync(command[1..])));
            else
            {
                await tick();
                await other.SayAsync(command);
            }

            heard.Add(Normal(await listener.HearAsync(lines)));
        }

        return string.Concat(heard);
    }

    /// <summary>
    /// Dovecot sees that an open mailbox has changed by the second in which its files did: of what changes in the second in which it looked, or in the one after, it
    /// tells nothing unasked.
    /// </summary>
    private static async Task SomeSecondsOnAsync()
    {
        var last = TimeProvider.System.GetUtcNow().ToUnixTimeSeconds() + 1;
        while (TimeProvider.System.GetUtcNow().ToUnixTimeSeconds() <= last)
            await Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System);
    }

    private static async Task<string> SayAsync(int port, IEnumerable<string> before, IEnumerable<string> commands)
    {
        using var client = await LineClient.LogInAsync(port, User, DovecotServer.Password);
        foreach (var command in before)
            await client.SayAsync(command);
        var answers = new List<string>();
        foreach (var command in commands)
            answers.Add(Normal(await client.SayAsync(command)));
        return string.Concat(answers);
    }

    /// <summary>Numbers that a server picks, times, and the words of completions are each server's own.</summary>
    private static string Normal(string answer)
    {
        answer = Completion().Replace(answer, "$1");
        answer = NewsText().Replace(answer, "$1");
        answer = Timing().Replace(answer, "");
        answer = Picked().Replace(answer, "[$1 n");
        answer = ModSeq().Replace(answer, "MODSEQ (n)");
        return SaveDate().Replace(answer, "SAVEDATE \"now\"");
    }

    [GeneratedRegex(@"^(c\d+ (?:OK|NO|BAD)(?: \[[^\]]*\])?)[^\r\n]*", RegexOptions.Multiline)]
    private static partial Regex Completion();

    [GeneratedRegex(@"^(\* OK \[[^\]]*\])[^\r\n]*", RegexOptions.Multiline)]
    private static partial Regex NewsText();

    [GeneratedRegex(@" \(\d+\.\d+ \+ [^)]* secs\)\.?")]
    private static partial Regex Timing();

    [GeneratedRegex(@"\[(UIDVALIDITY|HIGHESTMODSEQ|APPENDUID|COPYUID) \d+")]
    private static partial Regex Picked();

    [GeneratedRegex(@"MODSEQ \(\d+\)")]
    private static partial Regex ModSeq();

    [GeneratedRegex("SAVEDATE \"[^\"]*\"")]
    private static partial Regex SaveDate();
}
