using System.Text;
using MailKit;

namespace ImapLab.SystemTests;

/// <summary>
/// NeoMutt under a terminal of its own, with keys typed beforehand: what it makes of a mailbox is piped to files, what it did is seen on the server.
/// It keeps headers, and asks for what has changed since in the way that the server offers.
/// </summary>
[TestFixture]
internal sealed class NeomuttTests
{
    private const int Messages = 12;
    private const string Between = "=== next ===\n";
    private const string Earlier = "* VANISHED (EARLIER)";

    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);

    private TemporaryFolder _folder = null!;

    [SetUp]
    public void MakeFolder()
    {
        SystemProgram.Require("neomutt", "neomutt");
        SystemProgram.Require("script", "bsdutils");
        _folder = new TemporaryFolder();
    }

    [TearDown]
    public void DeleteFolder() => _folder?.Dispose();

    [TestCase("dovecot", "UID FETCH 1:12 (FLAGS) (CHANGEDSINCE 14 VANISHED)", "* VANISHED (EARLIER) 1,3,5,7")]
    [TestCase("yahoo", "UID FETCH 1:12 (UID FLAGS)", null)]
    [TestCase("plain", "UID FETCH 1:12 (UID FLAGS)", null)]
    public async Task It_changes_a_mailbox_and_knows_it_again(string profile, string asks, string? answer)
    {
        await using var server = await ServeProcess.StartAsync("--profile", profile, "--messages", $"{Messages}", "--transcript", _folder.File("wire.log"));
        await using var hand = await Hand.ConnectAsync(server);
        var before = await hand.ReadTextsAsync("INBOX");

        await TypeAsync(
            server,
            "<tag-pattern>~A<enter><tag-prefix><pipe-message>cat >first<enter><untag-pattern>~A<enter>"
            + "<jump>2<enter><flag-message><jump>3<enter><delete-message><jump>4<enter><copy-message>=Kept<enter><jump>5<enter><save-message>=Kept<enter>"
            + "<sync-mailbox><quit>");

        Assert.That(Piped("first"), Is.EqualTo(before.Values));
        Assert.That((await hand.ReadTextsAsync("INBOX")).Keys, Is.EqualTo(new[] { 1, 2, 4, 6, 7, 8, 9, 10, 11, 12 }));
        Assert.That(await hand.FindAsync("INBOX", MessageFlags.Flagged), Is.EqualTo(new[] { 2 }));
        Assert.That((await hand.ReadTextsAsync("Kept")).Values, Is.EqualTo(new[] { before[4], before[5] }));

        await hand.ExpungeAsync("INBOX", new UniqueId(1), new UniqueId(7));
        await hand.FlagAsync("INBOX", new UniqueId(8));
        await hand.DeliverAsync("INBOX", "late");
        await TypeAsync(
            server,
            "<tag-pattern>~A<enter><tag-prefix><pipe-message>cat >second<enter><untag-pattern>~A<enter>"
            + "<tag-pattern>~F<enter><tag-prefix><pipe-message>cat >flagged<enter><quit>");

        Assert.That(Piped("second"), Is.EqualTo((await hand.ReadTextsAsync("INBOX")).Values));
        Assert.That(Piped("flagged"), Is.EqualTo(new[] { before[2], before[8] }));
        var said = (await File.ReadAllTextAsync(_folder.File("wire.log"))).Split('\n');
        Assert.That(said, Has.Some.EndsWith(asks));
        var gone = said.Where(line => line.Contains(Earlier, StringComparison.Ordinal)).Select(line => line[line.IndexOf(Earlier, StringComparison.Ordinal)..]);
        Assert.That(gone, Is.EqualTo(answer is null ? [] : new[] { answer }));
    }

    [TestCase("dovecot")]
    [TestCase("plain")]
    public async Task It_hears_of_what_another_does_while_it_looks(string profile)
    {
        SystemProgram.Require("curl", "curl");
        await using var server = await ServeProcess.StartAsync("--profile", profile, "--messages", $"{Messages}");
        await using var hand = await Hand.ConnectAsync(server);
        var before = await hand.ReadTextsAsync("INBOX");
        var curl = $"curl -sS -u {ServeProcess.User}:{ServeProcess.Password} imap://127.0.0.1:{server.Port}/INBOX";
        await File.WriteAllTextAsync(_folder.File("other.sh"), $"{curl} -X 'UID STORE 3:5 +FLAGS (\\Deleted)' && {curl} -X EXPUNGE && {curl} -X 'UID STORE 9 +FLAGS (\\Flagged)'\n");

        await TypeAsync(
            server,
            "<shell-escape>sh other.sh<enter><imap-fetch-mail><jump>3<enter><flag-message><sync-mailbox>"
            + "<tag-pattern>~F<enter><tag-prefix><pipe-message>cat >flagged<enter><quit>");

        Assert.That(Piped("flagged"), Is.EqualTo(new[] { before[6], before[9] }), "The third is another now.");
        Assert.That(await hand.FindAsync("INBOX", MessageFlags.Flagged), Is.EqualTo(new[] { 6, 9 }));
    }

    /// <summary>Opens INBOX, types, and waits for the end.</summary>
    private async Task TypeAsync(ServeProcess server, string keys)
    {
        await File.WriteAllTextAsync(_folder.File("neomuttrc"), $"""
            set folder="imap://{ServeProcess.User.Replace("@", "%40", StringComparison.Ordinal)}@127.0.0.1:{server.Port}/"
            set imap_user="{ServeProcess.User}" imap_pass="{ServeProcess.Password}" spoolfile="+INBOX"
            set ssl_starttls=no ssl_force_tls=no imap_condstore=yes imap_qresync=yes
            set header_cache="{Directory.CreateDirectory(_folder.File("cache")).FullName}"
            set sort=mailbox-order quit=yes delete=yes confirmappend=no confirmcreate=no wait_key=no sleep_time=0 mail_check=600
            set pipe_decode=no pipe_split=no pipe_sep="{Between.Replace("\n", "\\n", StringComparison.Ordinal)}"
            push "{keys}"

            """);
        var run = $"cd '{_folder.File("")}' && HOME=. TERM=xterm exec timeout {Limit.TotalSeconds} script -qec 'neomutt -n -F neomuttrc' /dev/null </dev/null";

        var (exitCode, screen, error) = await SystemProgram.RunAsync("sh", "-c", run);

        Assert.That(exitCode, Is.Zero, error + screen);
    }

    /// <summary>The messages that were piped to a file, with the line ends that they have on the wire.</summary>
    private IEnumerable<string> Piped(string file) =>
        File.ReadAllText(_folder.File(file), Encoding.Latin1).Split(Between, StringSplitOptions.RemoveEmptyEntries).Select(text => text.Replace("\n", "\r\n", StringComparison.Ordinal));
}
