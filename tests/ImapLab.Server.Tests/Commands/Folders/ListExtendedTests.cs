using ImapLab.Protocol.Mail;
using ImapLab.Server.Mailboxes;
using ImapLab.Server.Plans;
using ImapLab.Server.Tests.Bench;

namespace ImapLab.Server.Tests.Commands.Folders;

/// <summary>LIST-EXTENDED, by the examples of RFC 5258 section 5.</summary>
[TestFixture]
internal sealed class ListExtendedTests
{
    private static readonly ServerPlan Plan = FolderBench.With("LIST-EXTENDED").With(ListSemantics.Standard with { OnlyAskedAttributes = true });

    [TestCase("LIST (SUBSCRIBED) \"\" *", """
        (\Subscribed) INBOX
        (\Subscribed) Fruit/Banana
        (\Subscribed \NonExistent) Fruit/Peach
        (\Subscribed) Vegetable
        (\Subscribed) Vegetable/Broccoli
        """)]
    [TestCase("LIST () \"\" % RETURN (CHILDREN)", """
        (\HasNoChildren) INBOX
        (\HasChildren) Fruit
        (\HasNoChildren) Tofu
        (\HasChildren) Vegetable
        """)]
    [TestCase("LIST (REMOTE SUBSCRIBED) \"\" F*", """
        (\Subscribed) Fruit/Banana
        (\Subscribed \NonExistent) Fruit/Peach
        """)]
    [TestCase("LIST (REMOTE) \"\" F* RETURN (SUBSCRIBED)", """
        () Fruit
        () Fruit/Apple
        (\Subscribed) Fruit/Banana
        """)]
    [TestCase("LIST \"\" (INBOX Tofu Fruit/%)", """
        () INBOX
        () Fruit/Apple
        () Fruit/Banana
        () Tofu
        """)]
    [TestCase("LIST \"\" (\"\" Tofu)", "() Tofu")]
    [TestCase("LIST () \"\" \"\"", "")]
    public void Chooses_as_the_standard_shows(string command, string expected)
    {
        var client = new ServerBench(Plan.Having("Fruit", "Fruit/Apple", "Fruit/Banana", "Tofu", "Vegetable", "Vegetable/Broccoli", "Vegetable/Corn")).LogIn();
        Subscribe(client, "INBOX", "Fruit/Banana", "Fruit/Peach", "Vegetable", "Vegetable/Broccoli");

        Assert.That(client.Say($"b1 {command}").Rows(), Is.EqualTo(expected));
    }

    [TestCase("", "Foo Foo/Bar Foo/Baz Moo", "Foo/Baz", """() Foo (CHILDINFO ("SUBSCRIBED"))""")]
    [TestCase("", "Foo Foo/Bar Foo/Baz Moo", "Foo Foo/Baz", """(\Subscribed) Foo (CHILDINFO ("SUBSCRIBED"))""")]
    [TestCase("", "Moo", "Foo/Baz", """(\NonExistent) Foo (CHILDINFO ("SUBSCRIBED"))""")]
    [TestCase("", "Foo Foo/Bar Foo/Baz Moo", "", "")]
    [TestCase(" RETURN (CHILDREN)", "Foo Foo/Bar Moo", "Foo Moo", "(\\Subscribed \\HasChildren) Foo\n(\\Subscribed \\HasNoChildren) Moo")]
    public void Recursivematch_tells_parents_of_what_the_pattern_cuts_off(string options, string folders, string subscribed, string expected)
    {
        var client = new ServerBench(Plan.Having(folders.Split(' '))).LogIn();
        Subscribe(client, subscribed.Split(' ', StringSplitOptions.RemoveEmptyEntries));

        Assert.That(client.Say($"b1 LIST (SUBSCRIBED RECURSIVEMATCH) \"\" %{options}").Rows(), Is.EqualTo(expected));
    }

    [Test]
    public void Childinfo_is_not_told_where_all_children_are()
    {
        var client = new ServerBench(Plan.Having("foo2", "foo2/bar1", "foo2/bar2", "baz2", "baz2/bar2", "baz2/bar22", "baz2/bar222", "eps2", "eps2/mamba", "qux2/bar2")).LogIn();
        Subscribe(client, "foo2/bar1", "foo2/bar2", "baz2/bar2", "baz2/bar22", "baz2/bar222", "eps2", "eps2/mamba", "qux2/bar2");

        Assert.That(client.Say("b1 LIST (RECURSIVEMATCH SUBSCRIBED) \"\" *2").Rows(), Is.EqualTo(
            """
            (\Subscribed) baz2/bar2
            (\Subscribed) baz2/bar22
            (\Subscribed) baz2/bar222
            (\Subscribed) eps2 (CHILDINFO ("SUBSCRIBED"))
            () foo2 (CHILDINFO ("SUBSCRIBED"))
            (\Subscribed) foo2/bar2
            (\Subscribed) qux2/bar2
            """));
    }

    [TestCase("LIST (RECURSIVEMATCH) \"\" %", "BAD")]
    [TestCase("LIST (REMOTE RECURSIVEMATCH) \"\" %", "BAD")]
    [TestCase("LIST (NONSENSE) \"\" %", "BAD")]
    [TestCase("LIST \"\" % RETURN (NONSENSE)", "BAD")]
    [TestCase("LIST \"\" % RETURN (STATUS (NONSENSE))", "BAD")]
    [TestCase("LIST \"\" % RETURN (STATUS ())", "BAD")]
    [TestCase("LIST \"\" % RETURN (MYRIGHTS)", "BAD")]
    [TestCase("LIST \"\" % RETURN (METADATA (/private/comment))", "BAD")]
    [TestCase("LIST (SUBSCRIBED SUBSCRIBED) \"\" %", "OK")]
    public void Options_that_there_are_not_are_bad(string command, string expected) =>
        Assert.That(new ServerBench(Plan).LogIn().Say($"b1 {command}").Split('\n')[^1], Does.StartWith($"b1 {expected}"));

    [Test]
    public void A_server_of_rfc3501_takes_no_options() =>
        Assert.That(new ServerBench(ServerPlan.Plain).LogIn().Say("b1 LIST () \"\" *"), Does.StartWith("b1 BAD"));

    [Test]
    public void A_name_that_is_only_a_parent_does_not_exist_to_clients_that_know_the_word()
    {
        var client = new ServerBench(Plan.Having("Work/2026")).LogIn();

        Assert.That(client.Say("b1 LIST \"\" W%").Rows(), Is.EqualTo("(\\Noselect \\HasChildren) Work"));
        Assert.That(client.Say("b2 LIST \"\" W% RETURN (CHILDREN)").Rows(), Is.EqualTo("(\\NonExistent \\HasChildren) Work"));
    }

    [Test]
    public void All_attributes_are_told_where_a_server_does_not_choose()
    {
        var client = new ServerBench(FolderBench.With("LIST-EXTENDED")).LogIn();

        Assert.That(client.Say("b1 LIST \"\" Sent RETURN (SUBSCRIBED)").Rows(), Is.EqualTo("(\\Subscribed \\HasNoChildren \\Sent) Sent"));
    }

    [Test]
    public void Status_is_told_of_mailboxes_only()
    {
        var bench = new ServerBench(FolderBench.With("LIST-EXTENDED", "STATUS=SIZE").Having("Work/2026"));
        bench.Deliver("Subject: x\r\n\r\n12345\r\n", "Work/2026");

        Assert.That(bench.LogIn().Say("b1 LIST \"\" Work* RETURN (STATUS (MESSAGES SIZE))"), Is.EqualTo(
            """
            * LIST (\NonExistent \HasChildren) "/" Work
            * LIST (\HasNoChildren) "/" Work/2026
            * STATUS Work/2026 (MESSAGES 1 SIZE 21)
            b1 OK LIST completed
            """));
    }

    [Test]
    public void Special_use_chooses_and_recurses()
    {
        var plan = Plan with { Folders = [new FolderPlan(new MailboxName("Mail/Sent"), FolderRole.Sent, []), new FolderPlan(new MailboxName("Mail"), FolderRole.None, [])] };
        var client = new ServerBench(plan).LogIn();

        Assert.That(client.Say("b1 LIST (SPECIAL-USE) \"\" *").Rows(), Is.EqualTo("(\\Sent) Mail/Sent"));
        Assert.That(client.Say("b2 LIST (SPECIAL-USE RECURSIVEMATCH) \"\" %").Rows(), Is.EqualTo("() Mail (CHILDINFO (\"SPECIAL-USE\"))"));
    }

    private static void Subscribe(RawClient client, params string[] names)
    {
        foreach (var name in names)
            client.Say($"a9 SUBSCRIBE {name}");
    }
}
