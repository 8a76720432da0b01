using ImapLab.Profiles;
using ImapLab.Profiles.Yaml;
using ImapLab.Protocol.Wire;
using ImapLab.Server.Plans;

namespace ImapLab.Scenarios.Tests.Profiles;

/// <summary>A profile that is wrong is an error with a place and what was expected, never a server that does something else.</summary>
[TestFixture]
internal sealed class ProfileFileTests
{
    private const string Right = """
        profile: mine
        title: A profile of a test
        greeting: Hello.
        capabilities: {before-login: IMAP4rev1, after-login: IMAP4rev1}
        evidence: [{fact: all, source: this test, confidence: inferred}]

        """;

    [Test]
    public void A_right_one_is_read()
    {
        var profile = Read("folders: [{name: INBOX}, {name: Work/2026, uidvalidity: 4294967295}]");

        Assert.That(profile.Plan.Greeting, Is.EqualTo("Hello."));
        Assert.That(profile.Plan.Folders.Select(folder => (folder.Name.Text, folder.UidValidity?.Value)), Is.EqualTo(new (string, uint?)[] { ("INBOX", null), ("Work/2026", uint.MaxValue) }));
    }

    [Test]
    public void Every_limit_can_be_said()
    {
        var limits = Read(
            "limits: {line: 200, literal: 300, literals: 2, all-literals: 500, before-login: {line: 100, literal: 10, literals: 1}, nesting: 3, pending-output: 2000, unread: 20, "
            + "login: 30, idle: 40, idle-heartbeat: 50, message: 250, bad-commands: 0, progress-every: 7, mailboxes: 4, mailbox-name: 60, mailbox-level: 10, mailbox-levels: 6, acl-entries: 8, arguments: 70000}").Plan.Limits;

        Assert.That(limits, Is.EqualTo(new ServerLimits
        {
            AfterLogin = new FramerLimits(200, 300, 2, 500),
            BeforeLogin = new FramerLimits(100, 10, 1, new ServerLimits().BeforeLogin.AllLiterals),
            Nesting = 3,
            PendingOutput = 2000,
            Unread = TimeSpan.FromSeconds(20),
            Unauthenticated = TimeSpan.FromSeconds(30),
            Idle = TimeSpan.FromSeconds(40),
            IdleHeartbeat = TimeSpan.FromSeconds(50),
            Message = 250,
            BadCommands = 0,
            ProgressEvery = 7,
            Mailboxes = 4,
            MailboxName = 60,
            MailboxLevel = 10,
            MailboxLevels = 6,
            AclEntries = 8,
            Arguments = 70000,
        }));
    }

    [Test]
    public void A_folder_without_mod_sequences_is_read() =>
        Assert.That(Read("folders: [{name: INBOX}, {name: Found, modseqs: no}]").Plan.Folders.Select(folder => folder.KeepsModSeqs), Is.EqualTo(new[] { true, false }));

    [TestCase("id: {name: \"a\\r\\nb\"}", "6:12: expected a text of one line in ASCII")]
    [TestCase("style: {farewell: \"x\\r\\n* 3 EXISTS\"}", "6:19: expected a text of one line in ASCII")]
    [TestCase("folders: [{name: INBOX}, {name: \"a\\nb\"}]", "6:26: expected a folder name without control characters")]
    [TestCase("folders: [{name: a//b}]", "6:11: expected a folder name without control characters")]
    [TestCase("folders: [{name: INBOX}, {name: inbox}]", "6:26: expected each folder once")]
    [TestCase("folders: [{name: a, uidvalidity: 4294967296}]", "6:34: expected a whole number from 1 to 4294967295, found \"4294967296\"")]
    [TestCase("folders: [{name: a, uidvalidity: 0}]", "6:34: expected a whole number from 1 to 4294967295")]
    [TestCase("folders: [{name: a, role: draft}]", "6:27: expected inbox, all, archive, drafts")]
    [TestCase("limits: {session: 99999999999}", "6:19: expected a whole number of seconds from 1 to 315360000")]
    [TestCase("limits: {sesion: 30}", "6:10: expected a key of limits")]
    [TestCase("limits: {nesting: 1001}", "6:19: expected a number of levels from 1 to 1000, found \"1001\"")]
    [TestCase("limits: {pending-output: 1}", "6:26: expected a number of octets of at least 1024")]
    [TestCase("limits: {before-login: {nesting: 1}}", "6:25: expected a key of limits before login (line, literal, literals, all-literals, bad-commands)")]
    [TestCase("limits: {literal: 100, message: 101}", "6:33: expected no more than one literal may have, which is 100")]
    [TestCase("limits: {literal: 100, all-literals: 99}", "6:38: expected no less than one literal may have, which is 100")]
    [TestCase("limits: {mailbox-name: 10, mailbox-level: 11}", "6:43: expected no more than a whole name may have, which is 10")]
    [TestCase("limits: {connections: {max: 0}}", "6:29: connection.limit: max expects a whole number of at least 1")]
    [TestCase("style: {select: {order: [flags, uidvalidity]}}", "6:25: expected flags and exists among the items")]
    [TestCase("style: {select: {order: [flags, exists, flags]}}", "6:41: expected each item once")]
    [TestCase("style: {select: {order: [flags, exists, uid]}}", "6:41: expected flags, permanentflags, exists")]
    [TestCase("style: {select: {texts: {exists: x}}}", "6:26: expected a key of texts of SELECT")]
    [TestCase("quirks: [search.not-returns-emty]", "6:10: expected a quirk that there is")]
    [TestCase("quirks: [{id: search.not-ignored, x: 1}]", "6:38: search.not-ignored: x")]
    [TestCase("quirks: [fault.cut-at-reply]", "6:10: fault.cut-at-reply: reply is missing")]
    [TestCase("stubs: [{on: NOOP, reply: \"* OK\"}]", "6:27: command.canned-reply: reply expects a line that begins with {tag}")]
    [TestCase("extends: nosuch", "6:10: expected the name of a profile that there is")]
    [TestCase("profile: again", "6:1: expected each key once")]
    [TestCase("namespaces: {personal: {prefix: \"\", delimiter: ab}}", "6:48: expected one character")]
    [TestCase("semantics: {expunge-order: up}", "6:28: expected ascending or descending")]
    public void A_wrong_one_says_where_and_what(string line, string expected) =>
        Assert.That(() => Read(line), Throws.TypeOf<YamlFileException>().With.Message.StartsWith($"mine.yaml:{expected}"));

    [Test]
    public void A_greeting_of_two_lines_is_refused() =>
        Assert.That(
            () => ProfileYaml.Parse("mine.yaml", Right.Replace("Hello.", "\"hi\\r\\n* BYE\"", StringComparison.Ordinal), _ => null),
            Throws.TypeOf<YamlFileException>().With.Message.StartsWith("mine.yaml:3:11: expected a text of one line in ASCII"));

    [Test]
    public void What_is_advertised_must_be_served() =>
        Assert.That(
            () => ProfileYaml.Parse("mine.yaml", Right.Replace("after-login: IMAP4rev1", "after-login: IMAP4rev1 FROB", StringComparison.Ordinal), _ => null),
            Throws.TypeOf<YamlFileException>().With.Message.StartsWith("mine.yaml:4:").And.Message.Contains("found \"FROB\""));

    private static Profile Read(string line) => ProfileYaml.Parse("mine.yaml", Right + line + "\n", _ => null);
}
