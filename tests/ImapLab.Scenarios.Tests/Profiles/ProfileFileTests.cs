using ImapLab.Profiles;
using ImapLab.Profiles.Yaml;

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
    [TestCase("limits: {connections: {max: 0}}", "6:29: connection.limit: max expects a whole number of at least 1")]
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
