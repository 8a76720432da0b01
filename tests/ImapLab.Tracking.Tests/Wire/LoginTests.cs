using ImapLab.Tracking.Ports;
using ImapLab.Tracking.Tests.Fakes;

namespace ImapLab.Tracking.Tests.Wire;

[TestFixture]
internal sealed class LoginTests
{
    [TestCase("[AUTHENTICATIONFAILED] Invalid credentials", SourceFault.Authentication)]
    [TestCase("LOGIN failed.", SourceFault.Authentication)]
    [TestCase("[LIMIT] Maximum number of connections from user+IP exceeded", SourceFault.Crowded)]
    [TestCase("[ALERT] Too many simultaneous connections. (Failure)", SourceFault.Crowded)]
    [TestCase("[UNAVAILABLE] Temporary authentication failure.", SourceFault.Connection)]
    [TestCase("Server Unavailable. 15", SourceFault.Connection)]
    public async Task A_refused_login_says_whose_fault_it_is(string refusal, SourceFault fault)
    {
        using var server = new ScriptedServer(ScriptedLogin.Greeting, (tag, line) =>
            line.StartsWith("AUTHENTICATE", StringComparison.Ordinal) ? [$"{tag} NO {refusal}\r\n"] : ScriptedLogin.Usual(tag, line));

        var refused = await Assert.ThrowsAsync<SourceException>(() => ScriptedLogin.ConnectAsync(server));

        Assert.That(refused!.Fault, Is.EqualTo(fault));
        Assert.That(refused.Message, Does.Contain(refusal[(refusal.IndexOf(']') + 1)..].Trim()).And.Not.Contain("secret"));
    }

    [Test]
    public async Task A_wrong_password_is_tried_once_a_connection()
    {
        using var server = new ScriptedServer(ScriptedLogin.Greeting, (tag, line) =>
            line.StartsWith("AUTHENTICATE", StringComparison.Ordinal) || line.StartsWith("LOGIN", StringComparison.Ordinal) ? [$"{tag} NO no\r\n"] : ScriptedLogin.Usual(tag, line));

        await Assert.ThrowsAsync<SourceException>(() => ScriptedLogin.ConnectAsync(server));

        Assert.That(server.Lines.Count(line => line.StartsWith("AUTHENTICATE", StringComparison.Ordinal) || line.StartsWith("LOGIN", StringComparison.Ordinal)), Is.EqualTo(1));
    }

    [TestCase("* BYE Too many connections from your address\r\n", SourceFault.Crowded)]
    [TestCase("* BYE [UNAVAILABLE] maintenance\r\n", SourceFault.Connection)]
    public async Task A_greeting_that_is_a_goodbye_says_why(string greeting, SourceFault fault)
    {
        using var server = new ScriptedServer(greeting, ScriptedLogin.Usual);

        var refused = await Assert.ThrowsAsync<SourceException>(() => ScriptedLogin.ConnectAsync(server));

        Assert.That(refused!.Fault, Is.EqualTo(fault));
        Assert.That(refused.Message, Does.Contain(greeting.Contains("maintenance", StringComparison.Ordinal) ? "maintenance" : "Too many connections"));
    }

    [Test]
    public async Task A_goodbye_before_the_refusal_does_not_hide_it()
    {
        using var server = new ScriptedServer(ScriptedLogin.Greeting, (tag, line) =>
            line.StartsWith("AUTHENTICATE", StringComparison.Ordinal) ? [$"* BYE logging out\r\n{tag} NO [LIMIT] LOGIN Rate limit hit.\r\n"] : ScriptedLogin.Usual(tag, line));

        var refused = await Assert.ThrowsAsync<SourceException>(() => ScriptedLogin.ConnectAsync(server));

        Assert.That(refused!.Fault, Is.EqualTo(SourceFault.Crowded));
    }

    [Test]
    public async Task What_is_offered_after_login_is_asked_for_and_we_say_who_we_are()
    {
        using var server = new ScriptedServer("* OK hello\r\n", (tag, line) => line.Split(' ')[0] switch
        {
            "CAPABILITY" => [$"* CAPABILITY IMAP4rev1 AUTH=PLAIN SASL-IR\r\n{tag} OK done\r\n"],
            "AUTHENTICATE" => [$"* CAPABILITY IMAP4rev1 IDLE CONDSTORE ID NAMESPACE\r\n{tag} OK in\r\n"],
            _ => ScriptedLogin.Usual(tag, line),
        });

        await using var source = await ScriptedLogin.ConnectAsync(server);

        Assert.That(source.Features.Idle, Is.True);
        Assert.That(server.Lines, Has.One.StartsWith("ID (\"name\" \"ImapLab\""));
        Assert.That(server.Lines.FindIndex(line => line.StartsWith("ID ", StringComparison.Ordinal)), Is.GreaterThan(server.Lines.FindIndex(line => line.StartsWith("AUTHENTICATE", StringComparison.Ordinal))));
    }

    [Test]
    public async Task A_token_that_was_renewed_meanwhile_is_read_again()
    {
        var tokens = new Queue<string>(["old", "new"]);
        using var server = TokenServer(valid: "new");

        await using var source = await ScriptedLogin.ConnectAsync(server, change: options => options with { Token = _ => ValueTask.FromResult(tokens.Dequeue()) });

        Assert.That(server.Lines.Count(line => line.StartsWith("AUTHENTICATE XOAUTH2", StringComparison.Ordinal)), Is.EqualTo(2));
    }

    [Test]
    public async Task A_token_that_stays_the_same_is_tried_once()
    {
        using var server = TokenServer(valid: "new");

        var refused = await Assert.ThrowsAsync<SourceException>(() =>
            ScriptedLogin.ConnectAsync(server, change: options => options with { Token = _ => ValueTask.FromResult("old") }));

        Assert.That(refused!.Fault, Is.EqualTo(SourceFault.Authentication));
        Assert.That(server.Lines.Count(line => line.StartsWith("AUTHENTICATE", StringComparison.Ordinal)), Is.EqualTo(1));
    }

    [Test]
    public async Task A_token_that_cannot_be_read_is_no_wrong_password()
    {
        using var server = TokenServer(valid: "new");

        var refused = await Assert.ThrowsAsync<SourceException>(() =>
            ScriptedLogin.ConnectAsync(server, change: options => options with { Token = _ => throw new IOException("no such file") }));

        Assert.That(refused!.Fault, Is.EqualTo(SourceFault.Connection));
        Assert.That(refused.Message, Does.Contain("no such file"));
    }

    private static ScriptedServer TokenServer(string valid) => new("* OK [CAPABILITY IMAP4rev1 SASL-IR AUTH=XOAUTH2 NAMESPACE] hello\r\n", (tag, line) =>
    {
        if (!line.StartsWith("AUTHENTICATE XOAUTH2 ", StringComparison.Ordinal))
            return ScriptedLogin.Usual(tag, line);
        var said = System.Text.Encoding.UTF8.GetString(Convert.FromBase64String(line.Split(' ')[2]));
        return said.Contains($"auth=Bearer {valid}\u0001", StringComparison.Ordinal) ? [$"{tag} OK in\r\n"] : [$"{tag} NO [AUTHENTICATIONFAILED] expired\r\n"];
    });
}
