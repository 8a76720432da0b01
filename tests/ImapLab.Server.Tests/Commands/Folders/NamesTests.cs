using System.Text;
using ImapLab.Protocol.Mail;
using ImapLab.Server.Mailboxes;
using ImapLab.Server.Plans;
using ImapLab.Server.Tests.Bench;

namespace ImapLab.Server.Tests.Commands.Folders;

[TestFixture]
internal sealed class NamesTests
{
    private static readonly ServerPlan Rev2 = FolderBench.With("IMAP4rev2");

    [TestCase("&AGE-", TestName = "a character that needs no encoding is encoded")]
    [TestCase("&Jjo", TestName = "a shift does not end")]
    [TestCase("&", TestName = "a lone ampersand")]
    [TestCase("a&b", TestName = "an ampersand within")]
    [TestCase("&Jjo!-", TestName = "a character that is not of base64")]
    [TestCase("&Jjp-", TestName = "padding bits that are not zero")]
    [TestCase("&2AA-", TestName = "half a surrogate pair")]
    [TestCase("&Jjo-&Jjo-", TestName = "two shifts where one would do")]
    [TestCase("\"Entw\u00fcrfe\"", TestName = "octets above 127")]
    public void A_name_that_is_not_modified_utf7_is_refused_everywhere(string name)
    {
        var client = new ServerBench().Select();
        foreach (var command in new[] { "CREATE {0}", "DELETE {0}", "RENAME {0} b", "RENAME INBOX {0}", "SUBSCRIBE {0}", "UNSUBSCRIBE {0}", "STATUS {0} (MESSAGES)", "APPEND {0} {{3+}}\r\nabc", "COPY 1 {0}", "SELECT {0}" })
            Assert.That(client.Say("b1 " + string.Format(null, CompositeFormat.Parse(command), name)).Split('\n')[^1], Does.StartWith("b1 NO Mailbox name is not valid"), command);
        Assert.That(client.Say($"b2 LIST \"\" {name}"), Is.EqualTo("b2 OK LIST completed"));
    }

    [Test]
    public void A_select_of_an_impossible_name_leaves_nothing_selected()
    {
        var client = new ServerBench().Select();
        client.Say("b1 SELECT &");

        Assert.That(client.Say("b2 CHECK"), Does.StartWith("b2 BAD"));
    }

    [Test]
    public void Impossible_names_are_no_malformed_commands()
    {
        var client = new ServerBench().LogIn();
        for (var number = 0; number < 30; number++)
            client.Say("b1 CREATE &");

        Assert.That(client.Say("b2 NOOP"), Does.StartWith("b2 OK"));
    }

    [Test]
    public void Where_a_command_is_not_allowed_its_name_does_not_matter() =>
        Assert.That(new ServerBench().Connect().Say("b1 CREATE &"), Does.StartWith("b1 BAD CREATE is not allowed"));

    [Test]
    public void Clients_of_rev2_speak_utf8_and_others_do_not()
    {
        var bench = new ServerBench(Rev2);
        var (modern, old) = (bench.LogIn(), bench.LogIn());
        modern.Say("b1 ENABLE IMAP4rev2");

        Assert.That(modern.Say($"b2 CREATE \"{Octets("Entwürfe & Co")}\""), Does.StartWith("b2 OK"));
        Assert.That(modern.Say("b3 LIST \"\" Ent*"), Does.StartWith($"* LIST (\\HasNoChildren) \"/\" \"{Octets("Entwürfe & Co")}\"\n"));
        Assert.That(modern.Say($"b4 STATUS \"{Octets("Entwürfe & Co")}\" (MESSAGES)"), Does.StartWith($"* STATUS \"{Octets("Entwürfe & Co")}\" (MESSAGES 0)\n"));
        Assert.That(old.Say("c1 LIST \"\" Ent*"), Does.StartWith("* LIST (\\HasNoChildren) \"/\" \"Entw&APw-rfe &- Co\"\n"));
        Assert.That(old.Say("c2 SELECT \"Entw&APw-rfe &- Co\"").Split('\n')[^1], Does.StartWith("c2 OK"));
    }

    [Test]
    public void Octets_that_are_not_utf8_are_no_string()
    {
        var client = new ServerBench(Rev2).LogIn();
        client.Say("b1 ENABLE IMAP4rev2");

        Assert.That(client.Say("b2 CREATE \"Entw\u00fcrfe\""), Does.StartWith("b2 BAD"));
    }

    [TestCase("CREATE InBoX/Work")]
    [TestCase("CREATE inbox/Work")]
    [TestCase("RENAME Plain inbox/Work")]
    public void What_is_below_INBOX_is_so_in_any_case(string command)
    {
        var client = new ServerBench().LogIn();
        client.Say("b0 CREATE Plain");
        client.Say($"b1 {command}");

        Assert.That(client.Say("b2 LIST \"\" iNbOx/%").Rows(), Is.EqualTo("(\\HasNoChildren) INBOX/Work"));
        Assert.That(client.Say("b3 STATUS Inbox/Work (MESSAGES)"), Does.StartWith("* STATUS INBOX/Work "));
        Assert.That(client.Say("b4 STATUS INBOX/work (MESSAGES)"), Does.StartWith("b4 NO"));
    }

    [Test]
    public void Names_that_differ_in_how_characters_are_composed_are_one()
    {
        var (composed, decomposed) = (Octets("Caf\u00e9"), Octets("Cafe\u0301"));
        var client = new ServerBench(Rev2).LogIn();
        client.Say("b1 ENABLE IMAP4rev2");

        Assert.That(client.Say($"b2 CREATE \"{decomposed}\""), Is.EqualTo($"* LIST (\\HasNoChildren) \"/\" \"{composed}\" (OLDNAME (\"{decomposed}\"))\nb2 OK CREATE completed"));
        Assert.That(client.Say($"b3 CREATE \"{composed}\""), Does.StartWith("b3 NO [ALREADYEXISTS]"));
        Assert.That(client.Say($"b4 STATUS \"{decomposed}\" (MESSAGES)"), Does.StartWith($"* STATUS \"{composed}\""));
        Assert.That(client.Say($"b5 DELETE \"{decomposed}\""), Does.StartWith($"* LIST (\\NonExistent) \"/\" \"{composed}\" (OLDNAME (\"{decomposed}\"))\nb5 OK"));
    }

    [Test]
    public void A_server_may_take_names_as_they_come()
    {
        var client = new ServerBench(ServerBench.Full.With(FolderSemantics.Standard with { NormalizesNames = false })).LogIn();
        client.Say("b1 CREATE Cafe&AwE-");

        Assert.That(client.Say("b2 STATUS Caf&AOk- (MESSAGES)"), Does.StartWith("b2 NO"));
        Assert.That(client.Say("b3 STATUS Cafe&AwE- (MESSAGES)"), Does.Contain("b3 OK"));
    }

    [TestCase("CREATE \"\"", "NO [CANNOT]")]
    [TestCase("CREATE /", "NO [CANNOT]")]
    [TestCase("CREATE /a", "NO [CANNOT]")]
    [TestCase("CREATE a//", "NO [CANNOT]")]
    [TestCase("CREATE a/", "OK")]
    [TestCase("CREATE {3+}\r\na\tb", "NO Mailbox name is not valid")]
    [TestCase("CREATE &AAE-", "NO [CANNOT] Control")]
    [TestCase("CREATE &AIU-", "NO [CANNOT] Control")]
    [TestCase("CREATE &ICg-", "NO [CANNOT] Control")]
    [TestCase("CREATE \"a*b%\"", "OK")]
    [TestCase("CREATE \"~a\"", "OK")]
    [TestCase("SELECT Sent/", "NO [CANNOT]")]
    [TestCase("DELETE Sent/", "NO [CANNOT]")]
    [TestCase("DELETE \"\"", "NO [CANNOT]")]
    [TestCase("RENAME Sent b/", "OK")]
    [TestCase("RENAME Sent b//c", "NO [CANNOT]")]
    [TestCase("SUBSCRIBE a//b", "NO [CANNOT]")]
    [TestCase("STATUS \"\" (MESSAGES)", "NO [CANNOT]")]
    public void Names_have_rules(string command, string expected) =>
        Assert.That(new ServerBench().LogIn().Say($"b1 {command}").Split('\n')[^1], Does.StartWith($"b1 {expected}"));

    [TestCase("CREATE a:b", "NO [CANNOT]")]
    [TestCase("CREATE ~b", "NO [CANNOT]")]
    [TestCase("CREATE b~", "OK")]
    [TestCase("SELECT a:b", "NO [CANNOT]")]
    public void A_server_may_have_more_of_them(string command, string expected)
    {
        var plan = ServerBench.Full.With(FolderSemantics.Standard with { ForbiddenCharacters = ":?", ForbiddenBeginnings = "~" });

        Assert.That(new ServerBench(plan).LogIn().Say($"b1 {command}"), Does.StartWith($"b1 {expected}"));
    }

    [TestCase(10, "OK")]
    [TestCase(11, "NO [CANNOT]")]
    public void A_name_has_bounds(int length, string expected)
    {
        var plan = ServerBench.Full with { Limits = new ServerLimits { MailboxName = 40, MailboxLevel = 10, MailboxLevels = 3 } };
        var client = new ServerBench(plan).LogIn();

        Assert.That(client.Say($"b1 CREATE {new string('x', length)}"), Does.StartWith($"b1 {expected}"));
        Assert.That(client.Say("b2 CREATE a/b/c/d"), Does.StartWith("b2 NO [CANNOT]"));
    }

    [Test]
    public void An_account_has_only_so_many_mailboxes()
    {
        var client = new ServerBench(ServerBench.Full with { Limits = new ServerLimits { Mailboxes = 5 } }).LogIn();

        Assert.That(client.Say("b1 CREATE a"), Does.StartWith("b1 OK"));
        Assert.That(client.Say("b2 CREATE b"), Does.StartWith("b2 NO [LIMIT]"));
        Assert.That(client.Say("b3 RENAME a b"), Does.StartWith("b3 OK"));
    }

    [Test]
    public void Subscriptions_to_what_is_not_there_count_among_the_mailboxes()
    {
        var plan = (ServerBench.Full with { Limits = new ServerLimits { Mailboxes = 3 } }).Having("a");
        var client = new ServerBench(plan).LogIn();

        Assert.That(client.Say("b1 SUBSCRIBE a"), Does.StartWith("b1 OK"));
        Assert.That(client.Say("b2 SUBSCRIBE b"), Does.StartWith("b2 OK"));
        Assert.That(client.Say("b3 SUBSCRIBE c"), Does.StartWith("b3 NO [LIMIT]"));
        Assert.That(client.Say("b4 SUBSCRIBE b"), Does.StartWith("b4 OK"), "It is there already.");
        Assert.That(client.Say("b5 RENAME a c"), Does.StartWith("b5 NO [LIMIT]"), "The subscription to the old name would stay.");
        Assert.That(client.Say("b6 CREATE c"), Does.StartWith("b6 NO [LIMIT]"));
        Assert.That(client.Say("b7 CREATE b"), Does.StartWith("b7 OK"), "Its name counts already.");
        Assert.That(client.Say("b8 DELETE b"), Does.StartWith("b8 OK"));
        Assert.That(client.Say("b9 UNSUBSCRIBE b"), Does.StartWith("b9 OK"));
        Assert.That(client.Say("c1 RENAME a b"), Does.StartWith("c1 OK"));
        Assert.That(client.Say("c2 CREATE c"), Does.StartWith("c2 NO [LIMIT]"));
        client.Say("c3 UNSUBSCRIBE a");
        Assert.That(client.Say("c4 CREATE c"), Does.StartWith("c4 OK"));
    }

    [TestCase("INBOX.a", "OK")]
    [TestCase("inbox.a", "OK")]
    [TestCase("a", "NO [CANNOT]")]
    [TestCase("user.bob.a", "OK")]
    public void A_name_is_in_a_namespace(string name, string expected)
    {
        var plan = ServerBench.Full with
        {
            Delimiter = '.',
            NamespacePrefix = "INBOX.",
            OtherUsers = [new("user.", '.')],
            Shared = [new("#shared.", '.'), new("Entwürfe.", '.')],
        };
        var client = new ServerBench(plan).LogIn();

        Assert.That(client.Say("b1 NAMESPACE"), Does.StartWith("* NAMESPACE ((\"INBOX.\" \".\")) ((\"user.\" \".\")) ((\"#shared.\" \".\")(\"Entw&APw-rfe.\" \".\"))\n"));
        Assert.That(client.Say($"b2 CREATE {name}"), Does.StartWith($"b2 {expected}"));
    }

    [Test]
    public void Nothing_can_be_made_below_a_name_that_has_no_inferiors()
    {
        var plan = ServerBench.Full with { Folders = [new FolderPlan(MailboxName.Inbox, FolderRole.Inbox, ["\\Noinferiors"]), new FolderPlan(new MailboxName("Sent"), FolderRole.Sent, [])] };
        var client = new ServerBench(plan).LogIn();

        Assert.That(client.Say("b1 CREATE INBOX/Work"), Does.StartWith("b1 NO [CANNOT]"));
        Assert.That(client.Say("b2 RENAME Sent INBOX/Sent"), Does.StartWith("b2 NO [CANNOT]"));
        Assert.That(client.Say("b3 LIST \"\" INBOX").Rows(), Is.EqualTo("(\\Noinferiors) INBOX"));
    }

    /// <summary>A text's UTF-8 as the raw client types it, a char an octet.</summary>
    private static string Octets(string text) => Encoding.Latin1.GetString(Encoding.UTF8.GetBytes(text));
}
