using ImapLab.Protocol.Mail;
using ImapLab.Server.Plans;
using ImapLab.Server.Tests.Bench;

namespace ImapLab.Server.Tests.Commands.Folders;

[TestFixture]
internal sealed class SpecialUseTests
{
    private static readonly ServerPlan Plan = FolderBench.With("CREATE-SPECIAL-USE", "XLIST");

    [TestCase("(USE (\\Archive))", "(\\HasNoChildren \\Archive) New")]
    [TestCase("(USE (\\archive))", "(\\HasNoChildren \\Archive) New")]
    [TestCase("(USE ())", "(\\HasNoChildren) New")]
    public void A_mailbox_is_made_with_its_use(string parameter, string expected)
    {
        var client = new ServerBench(Plan).LogIn();

        Assert.That(client.Say($"b1 CREATE New {parameter}"), Does.StartWith("b1 OK"));
        Assert.That(client.Say("b2 LIST \"\" New").Rows(), Is.EqualTo(expected));
    }

    [TestCase("(USE (\\Nonsense))", "NO [USEATTR]")]
    [TestCase("(USE (\\All))", "NO [USEATTR]")]
    [TestCase("(USE (\\Sent \\Drafts))", "NO [USEATTR]")]
    [TestCase("(USE Sent)", "BAD")]
    [TestCase("(NONSENSE)", "BAD")]
    [TestCase("()", "BAD")]
    public void A_use_that_cannot_be_given_is_refused_with_the_mailbox(string parameter, string expected)
    {
        var client = new ServerBench(Plan).LogIn();

        Assert.That(client.Say($"b1 CREATE New {parameter}"), Does.StartWith($"b1 {expected}"));
        Assert.That(client.Say("b2 LIST \"\" New").Rows(), Is.Empty);
    }

    [Test]
    public void Without_the_capability_there_is_no_use() =>
        Assert.That(new ServerBench().LogIn().Say("b1 CREATE New (USE (\\Sent))"), Does.StartWith("b1 BAD"));

    [Test]
    public void Xlist_tells_roles_in_its_own_words()
    {
        var folders = new[] { ("INBOX", FolderRole.Inbox), ("[M]/All", FolderRole.All), ("[M]/Spam", FolderRole.Junk), ("[M]/Starred", FolderRole.Flagged), ("[M]/Bin", FolderRole.Trash) };
        var client = new ServerBench(Plan with { Folders = [.. folders.Select(folder => new FolderPlan(new MailboxName(folder.Item1), folder.Item2, []))] }).LogIn();

        Assert.That(client.Say("b1 XLIST \"\" *").Rows(), Is.EqualTo(
            """
            (\HasNoChildren \Inbox) INBOX
            (\Noselect \HasChildren) [M]
            (\HasNoChildren \AllMail) [M]/All
            (\HasNoChildren \Trash) [M]/Bin
            (\HasNoChildren \Spam) [M]/Spam
            (\HasNoChildren \Starred) [M]/Starred
            """));
        Assert.That(new ServerBench().LogIn().Say("b1 XLIST \"\" *"), Does.StartWith("b1 BAD"));
    }

    [Test]
    public void A_name_of_the_plan_that_cannot_be_selected_stays_by_itself()
    {
        var plan = Plan with { Folders = [new FolderPlan(new MailboxName("[M]"), FolderRole.None, ["\\Noselect"]), new FolderPlan(new MailboxName("[M]/All"), FolderRole.All, [])] };
        var client = new ServerBench(plan).LogIn();
        client.Say("b1 DELETE [M]/All");

        Assert.That(client.Say("b2 LIST \"\" [M]").Rows(), Is.EqualTo("(\\Noselect \\HasNoChildren) [M]"));
        Assert.That(client.Say("b3 SELECT [M]"), Does.StartWith("b3 NO"));
    }
}
