using ImapLab.Profiles;
using ImapLab.Profiles.Yaml;

namespace ImapLab.Scenarios.Tests.Profiles;

public sealed class ProfileYamlTests
{
    private const string Head = "profile: p\ntitle: t\ngreeting: hi\nevidence: []\n";

    private const string Plain = Head + "capabilities: {before-login: IMAP4rev1 AUTH=PLAIN, after-login: IMAP4rev1}\n";

    [TestCase(Plain + "quirks: [search.not-return-empty]", "p.yaml:6:10: expected a quirk that there is, found \"search.not-return-empty\" (did you mean \"search.not-returns-empty\"?)")]
    [TestCase(Plain + "quirks:\n  - {id: list.inbox-spelled, az: Inbox}", "p.yaml:7:34: list.inbox-spelled: az is not a parameter of this quirk; it takes as")]
    [TestCase(Plain + "quirks:\n  - {id: connection.closes-after-login, seconds: soon}", "p.yaml:7:50: connection.closes-after-login: seconds expects a whole number of at least 1, found \"soon\"")]
    [TestCase(Plain + "limits:\n  connections: {max: 0}", "p.yaml:7:22: connection.limit: max expects a whole number of at least 1, found \"0\"")]
    [TestCase(Plain + "stubs:\n  - {on: SORT, reply: '* SORT 1'}", "p.yaml:7:23: command.canned-reply: reply expects a line that begins with {tag}: the completion")]
    [TestCase(Plain + "colour: blue", "p.yaml:6:1: expected a key of a profile")]
    [TestCase(Plain + "extends: nobody", "p.yaml:6:10: expected the name of a profile that there is, found \"nobody\"")]
    [TestCase(Plain + "folders: [{name: inbox}, {name: INBOX}]", "p.yaml:6:26: expected each folder once")]
    public void What_a_profile_cannot_have_is_an_error_with_its_place(string text, string expected)
    {
        var broken = Assert.Throws<YamlFileException>(() => ProfileYaml.Parse("p.yaml", text, _ => null))!;

        Assert.That(broken.Message, Does.StartWith(expected));
        Assert.That(broken.Errors, Has.Count.EqualTo(1));
    }

    [Test]
    public void A_capability_that_is_not_served_is_an_error_unless_it_is_said_to_be_a_mere_word()
    {
        const string Text = Head + "capabilities: {before-login: IMAP4rev1, after-login: IMAP4rev1 XSHINY}\n";

        var broken = Assert.Throws<YamlFileException>(() => ProfileYaml.Parse("p.yaml", Text, _ => null))!;
        var profile = ProfileYaml.Parse("p.yaml", Text.Replace("XSHINY}", "XSHINY, advertised-only: XSHINY}", StringComparison.Ordinal), _ => null);

        Assert.That(broken.Message, Does.StartWith("p.yaml:5:54: ").And.Contain("\"XSHINY\""));
        Assert.That(profile.Plan.Capabilities.AfterLogin, Does.Contain("XSHINY"));
    }

    [Test]
    public void All_errors_of_a_file_are_found_in_one_go()
    {
        var broken = Assert.Throws<YamlFileException>(() => ProfileYaml.Parse("p.yaml", "profile: P!\nobserved: soon\nlimits: {idle: -1}\n", _ => null))!;

        Assert.That(broken.Errors.Select(error => error.Place.Line), Is.SupersetOf(new[] { 1, 2, 3 }));
        Assert.That(broken.Errors, Has.Count.GreaterThanOrEqualTo(5));
    }

    [Test]
    public void A_profile_takes_over_what_it_does_not_say_from_the_one_it_extends()
    {
        var yahoo = Path.Combine(AppContext.BaseDirectory, "profiles", "yahoo.yaml");

        var profile = ProfileYaml.Parse(
            "mine.yaml",
            "profile: mine\ntitle: Mine\nextends: yahoo\ngreeting: mine\nlimits: {session: 60}\nevidence:\n  - {fact: f, source: s, confidence: observed}\n",
            name => name == "yahoo" ? yahoo : null);
        var parent = ProfileLibrary.BuiltIn.Load("yahoo");

        Assert.That(profile.Name, Is.EqualTo("mine"));
        Assert.That(profile.Plan.Greeting, Is.EqualTo("mine"));
        Assert.That(profile.Plan.Capabilities.AfterLogin, Is.EqualTo(parent.Plan.Capabilities.AfterLogin));
        Assert.That(profile.Quirks.Single(quirk => quirk.Id == "connection.closes-after-login").Parameters["seconds"], Is.EqualTo("60"));
        Assert.That(profile.Quirks.Select(quirk => quirk.Id), Does.Contain("connection.ban-after-use").And.Contain("search.not-returns-empty"));
        Assert.That(profile.Evidence, Has.Count.EqualTo(parent.Evidence.Count + 1));
    }

    [Test]
    public void A_profile_that_extends_itself_is_an_error()
    {
        var file = Path.GetTempFileName();
        try
        {
            File.WriteAllText(file, Plain + "extends: p\n");

            var broken = Assert.Throws<YamlFileException>(() => ProfileYaml.Load(file, _ => file))!;

            Assert.That(broken.Message, Does.Contain("does one extend itself?"));
        }
        finally
        {
            File.Delete(file);
        }
    }

    [Test]
    public void Every_profile_that_is_carried_is_right_and_has_evidence([ValueSource(nameof(Names))] string name)
    {
        var profile = ProfileLibrary.BuiltIn.Load(name);

        Assert.That(profile.Name, Is.EqualTo(name));
        Assert.That(profile.Evidence, Is.Not.Empty);
        Assert.That(ProfileBinder.Bind(profile).Quirks, Has.Count.EqualTo(profile.Quirks.Count));
    }

    [Test]
    public void A_name_that_nobody_has_is_answered_with_those_there_are()
    {
        var missing = Assert.Throws<FileNotFoundException>(() => ProfileLibrary.BuiltIn.Load("yaho"))!;

        Assert.That(missing.Message, Does.Contain("dovecot, ").And.Contain("yahoo, ").And.Contain("did you mean \"yahoo\"?"));
    }

    private static IReadOnlyList<string> Names() => ProfileLibrary.BuiltIn.Names;
}
