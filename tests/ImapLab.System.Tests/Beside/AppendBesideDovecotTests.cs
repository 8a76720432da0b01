namespace ImapLab.SystemTests.Beside;

/// <summary>APPEND with MULTIAPPEND, CATENATE and BINARY as a real Dovecot does it and as the fake does with its profile.</summary>
[TestFixture]
internal sealed class AppendBesideDovecotTests
{
    private const string Source = "Subject: s\r\nContent-Type: multipart/mixed; boundary=x\r\n\r\n--x\r\nX-Part: 1\r\n\r\npart one\r\n--x\r\n\r\ntwo\r\n--x--\r\n";
    private const string Look = "FETCH 1:* (UID FLAGS INTERNALDATE RFC822.SIZE BODY.PEEK[])";

    private SideBySide _both;

    [OneTimeSetUp]
    public async Task StartAsync() => _both = await SideBySide.StartAsync();

    [OneTimeTearDown]
    public async Task StopAsync()
    {
        if (_both is not null)
            await _both.DisposeAsync();
    }

    [TestCase("APPEND # {3+}\r\nabc")]
    [TestCase("APPEND # (\\Seen $Work other) {3+}\r\nabc")]
    [TestCase("APPEND # () {3+}\r\nabc")]
    [TestCase("APPEND # {0+}\r\n")]
    [TestCase("APPEND #")]
    [TestCase("APPEND # (\\Seen)")]
    [TestCase("APPEND # \"05-Mar-2026 07:08:09 +0000\"")]
    [TestCase("APPEND # abc")]
    [TestCase("APPEND #Nope {3+}\r\nabc")]
    [TestCase("APPEND # {3+}\r\nabc x")]
    [TestCase("APPEND # \"04-Mar-2026 07:08:09 +0000\" {3+}\r\nabc (\\Draft) \" 6-Mar-2026 07:08:09 +0000\" {3+}\r\ndef (\\Seen) \"05-Mar-2026 07:08:09 +0100\" {3+}\r\nghi")]
    [TestCase("APPEND # {3+}\r\nabc {0+}\r\n")]
    [TestCase("APPEND # {3+}\r\nabc CATENATE (URL /Nope/;UID=1)")]
    [TestCase("APPEND # ~{3+}\r\nabc")]
    [TestCase("APPEND # CATENATE (TEXT {5+}\r\nhead: URL \"/#/;UID=1/;SECTION=1\" TEXT {1+}\r\n!)")]
    [TestCase("APPEND # (\\Flagged) CATENATE (URL /#/;UID=1) {3+}\r\nabc")]
    [TestCase("APPEND # CATENATE (URL ;UID=1/;SECTION=HEADER)")]
    [TestCase("APPEND # CATENATE (URL ./;UID=1)")]
    [TestCase("APPEND # CATENATE (URL ../#/;UID=1)")]
    [TestCase("APPEND # CATENATE (URL /#/;UID=1/;SECTION=1/;PARTIAL=2.3)")]
    [TestCase("APPEND # CATENATE (URL /#/;UID=1/;PARTIAL=5)")]
    [TestCase("APPEND # CATENATE (URL /#/;UID=1/;PARTIAL=0.0)")]
    [TestCase("APPEND # CATENATE (URL /#/;UID=99)")]
    [TestCase("APPEND # CATENATE (URL /#;UIDVALIDITY=1/;UID=1)")]
    [TestCase("APPEND # CATENATE (URL imap://localhost/#/;UID=1)")]
    [TestCase("APPEND # CATENATE (URL /;UID=1)")]
    [TestCase("APPEND # CATENATE (URL /#/;UID=1?x)")]
    [TestCase("APPEND # CATENATE (URL \"/# x/;UID=1\")")]
    [TestCase("APPEND # CATENATE ()")]
    [TestCase("APPEND # CATENATE (TEXT {0+}\r\n)")]
    public async Task Both_do_the_same(string command)
    {
        var name = _both.NewName();

        var (ours, theirs) = await _both.SayAsync(
            [$"CREATE {name}", $"APPEND {name} (\\Seen) \"05-Mar-2026 07:08:09 +0000\" {{{Source.Length}+}}\r\n{Source}", $"SELECT {name}"],
            command.Replace("#", name, StringComparison.Ordinal), "NOOP", Look.Replace("INTERNALDATE ", command.Contains("-2026", StringComparison.Ordinal) ? "INTERNALDATE " : "", StringComparison.Ordinal));

        Assert.That(ours, Is.EqualTo(theirs));
    }

    /// <summary>Where we follow the standard further than Dovecot, or read its grammar more strictly.</summary>
    [TestCase("APPEND # CATENATE (URL /#/;UID=1/;SECTION=9)", "NO [BADURL", "RFC 4469 section 4.1: an invalid body part is BADURL; Dovecot appends nothing of it")]
    [TestCase("APPEND # {3+}\r\nabc{3+}\r\nabc", "BAD", "RFC 3502: a space stands between messages")]
    [TestCase("APPEND # {3+}\r\nabc ", "BAD", "RFC 3502: a message follows a space")]
    [TestCase("APPEND # \"32-Mar-2026 07:08:09 +0000\" {3+}\r\nabc", "BAD", "there is no such day")]
    public async Task What_only_Dovecot_takes(string command, string expected, string why)
    {
        var name = _both.NewName();

        var (ours, theirs) = await _both.SayAsync(
            [$"CREATE {name}", $"APPEND {name} {{{Source.Length}+}}\r\n{Source}", $"SELECT {name}"], command.Replace("#", name, StringComparison.Ordinal));

        Assert.That(ours, Does.StartWith($"c5 {expected}"), why);
        Assert.That(theirs, Does.Contain("c5 OK"));
    }
}
