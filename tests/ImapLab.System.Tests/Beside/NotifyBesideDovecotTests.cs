using System.Text.RegularExpressions;

namespace ImapLab.SystemTests.Beside;

/// <summary>
/// NOTIFY as a real Dovecot does it and as the fake does with its profile. A step that is followed by <c>=n</c> has the listener hear n lines; that it heard no
/// more is seen by the next.
/// </summary>
[TestFixture]
internal sealed partial class NotifyBesideDovecotTests
{
    private const string Messages = "(MessageNew MessageExpunge FlagChange)";
    private SideBySide _both;

    [OneTimeSetUp]
    public async Task StartAsync() => _both = await SideBySide.StartAsync(new DovecotOptions { Separator = null });

    [OneTimeTearDown]
    public async Task StopAsync()
    {
        if (_both is not null)
            await _both.DisposeAsync();
    }

    [TestCase($"selected {Messages}", "APPEND=1|STORE 1 +FLAGS (\\Seen)=1|STORE 1 +FLAGS (\\Deleted kw)=3|EXPUNGE=1|@NOOP")]
    [TestCase("selected (MessageNew (UID FLAGS BODY.PEEK[HEADER.FIELDS (SUBJECT)]) MessageExpunge)", "APPEND=2|STORE 1 +FLAGS (\\Seen)|APPEND=2|@COPY 1 #|@STORE 2 +FLAGS (\\Flagged)|@NOOP")]
    [TestCase($"selected-delayed {Messages}", "APPEND=1|STORE 1 +FLAGS (\\Flagged \\Deleted)=1|EXPUNGE|@FETCH 2 (UID)|@NOOP|@FETCH 2 (UID)")]
    [TestCase("selected NONE", "STORE 1 +FLAGS (\\Deleted)|EXPUNGE|APPEND|@NOOP|@FETCH 1:* (UID)|@STORE 1 +FLAGS (\\Deleted)|@EXPUNGE|@FETCH 1:* (UID)|@NOTIFY SET (selected (MessageNew MessageExpunge))")]
    [TestCase($"mailboxes # {Messages}", "APPEND|STORE 1 +FLAGS (\\Seen)|@NOOP|@UNSELECT|APPEND=1")]
    public async Task Both_tell_the_same_of_the_open_mailbox(string group, string steps) => await Compare(group, steps, "SELECT #");

    [TestCase($"mailboxes # {Messages}", "APPEND=1|STORE 1 +FLAGS (\\Flagged)|STORE 1 +FLAGS (\\Seen)=1|STORE 1 +FLAGS (\\Deleted)|EXPUNGE=1|@NOOP")]
    [TestCase("mailboxes # (MessageNew)", "APPEND=1|STORE 1 +FLAGS (\\Seen)|STORE 1 +FLAGS (\\Deleted)|EXPUNGE|APPEND=1")]
    [TestCase("mailboxes # (MessageExpunge)", "STORE 1 +FLAGS (\\Deleted)|EXPUNGE=1|APPEND")]
    [TestCase($"subtree # {Messages}", "APPEND=1|STORE 1 +FLAGS (\\Seen)=1")]
    [TestCase($"subscribed {Messages}", "APPEND=1")]
    [TestCase($"mailboxes # NONE) (subtree # {Messages}", "APPEND=1")]
    [TestCase($"mailboxes # {Messages}", "@ENABLE CONDSTORE|APPEND=1|STORE 1 +FLAGS (\\Flagged)=1|STORE 1 +FLAGS (\\Seen)=1")]
    [TestCase("mailboxes # (MessageNew MessageExpunge)", "@ENABLE QRESYNC|APPEND=1|STORE 1 +FLAGS (\\Seen)|STORE 1 +FLAGS (\\Deleted)|EXPUNGE=1")]
    [TestCase("subtree # (MailboxName SubscriptionChange)", "CREATE #.Kid=1|SUBSCRIBE #.Kid=1|UNSUBSCRIBE #.Kid=1|DELETE #.Kid=1|@CREATE #.Own=1|@DELETE #.Own=1")]
    [TestCase("subtree # (MailboxName SubscriptionChange)", "CREATE #.Old=1|RENAME #.Old #.New|SUBSCRIBE #.New=2")]
    public async Task Both_tell_the_same_of_other_mailboxes(string group, string steps) => await Compare(group, steps);

    [TestCase("SET")]
    [TestCase("NONE")]
    [TestCase("NONE x")]
    [TestCase("FOO")]
    [TestCase("SET STATUS")]
    [TestCase("SET (selected (MessageNew))")]
    [TestCase("SET (selected (FlagChange))")]
    [TestCase("SET (selected (MailboxName))")]
    [TestCase("SET (personal (MessageExpunge))")]
    [TestCase("SET (selected NONE) (selected-delayed NONE)")]
    [TestCase("SET (personal (MessageNew (UID) MessageExpunge))")]
    [TestCase("SET (selected (MessageNew (ALL) MessageExpunge))")]
    [TestCase("SET (personal (AnnotationChange MailboxMetadataChange))")]
    [TestCase("SET (selected (AnnotationChange))")]
    [TestCase("SET (personal (Whatever))")]
    [TestCase("SET (personal ())")]
    [TestCase("SET (mailboxes (\"a&b\" Nope) (MessageNew MessageExpunge))")]
    [TestCase("SET STATUS (mailboxes # (MessageNew MessageExpunge))")]
    [TestCase($"SET STATUS (mailboxes # {Messages})")]
    [TestCase($"SET STATUS (mailboxes # NONE) (mailboxes # {Messages})")]
    public async Task Both_answer_the_same(string arguments)
    {
        var name = _both.NewName();

        var (ours, theirs) = await _both.SayAsync([$"CREATE {name}", $"SELECT {name}", "UNSELECT"], $"NOTIFY {arguments.Replace("#", name, StringComparison.Ordinal)}");

        Assert.That(Normal(ours), Is.EqualTo(Normal(theirs)));
    }

    private async Task Compare(string group, string steps, params string[] before)
    {
        var name = _both.NewName();
        string Named(string text) => text.Replace("#", name, StringComparison.Ordinal);
        var message = $"APPEND {name} (\\Answered) {{14+}}\r\nSubject: x\r\n\r\n";
        // Dovecot looks at a mailbox the closer once it was open.
        string[] setUp = [$"CREATE {name}", $"SUBSCRIBE {name}", message, message, $"SELECT {name}", "UNSELECT", .. before.Select(Named)];

        var (ours, theirs) = await _both.ListenAsync(setUp,
        [
            ($"@{Named($"NOTIFY SET ({group})")}", 0), ($"SELECT {name}", 0),
            .. steps.Split('|').Select(step => step.Split('=')).Select(step => (step[0] == "APPEND" ? message : Named(step[0]), step.Length > 1 ? int.Parse(step[1], null) : 0)),
            ($"@{Named($"UNSUBSCRIBE {name}")}", 0),
        ], ofOpenMailbox: before.Length > 0);

        Assert.That(Normal(ours), Is.EqualTo(Normal(theirs)));
    }

    /// <summary>Dovecot tells the UIDVALIDITY of mailboxes of which it did not know it yet. What stands in quotes may stand without them.</summary>
    private static string Normal(string heard) => Quotes().Replace(HighestModSeq().Replace(UidValidity().Replace(heard, ""), "HIGHESTMODSEQ n"), "$1");

    [GeneratedRegex(@"UIDVALIDITY \d+ ?")]
    private static partial Regex UidValidity();

    [GeneratedRegex(@"HIGHESTMODSEQ \d+")]
    private static partial Regex HighestModSeq();

    [GeneratedRegex("\"(OLDNAME)\"")]
    private static partial Regex Quotes();
}
