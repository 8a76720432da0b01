using ImapLab.Protocol.Mail;
using ImapLab.Protocol.Numbers;
using ImapLab.Server.Plans;
using ImapLab.Server.Tests.Bench;

namespace ImapLab.Server.Tests.Commands;

[TestFixture]
internal sealed class MailboxCommandsTests
{
    [Test]
    public void List_tells_roles_and_children_and_INBOX_first()
    {
        var client = new ServerBench().LogIn();
        client.Say("b1 CREATE Work/2026");

        Assert.That(client.Say("b2 LIST \"\" *"), Is.EqualTo(
            """
            * LIST (\HasNoChildren) "/" INBOX
            * LIST (\HasNoChildren \Drafts) "/" Drafts
            * LIST (\HasNoChildren \Sent) "/" Sent
            * LIST (\HasNoChildren \Trash) "/" Trash
            * LIST (\Noselect \HasChildren) "/" Work
            * LIST (\HasNoChildren) "/" Work/2026
            b2 OK LIST completed
            """));
    }

    [Test]
    public void Rename_does_not_take_the_name_of_a_mailbox_below()
    {
        var client = new ServerBench().LogIn();
        foreach (var name in new[] { "Old", "Old/2026", "New/2026" })
            client.Say($"b1 CREATE {name}");

        Assert.That(client.Say("b2 RENAME Old New"), Does.StartWith("b2 NO [ALREADYEXISTS]"));
        Assert.That(client.Say("b3 LIST \"\" Old*"), Does.Contain("Old/2026"));
        Assert.That(client.Say("b4 RENAME Old New2"), Does.StartWith("b4 OK"));
        Assert.That(client.Say("b5 LIST \"\" New2/*"), Does.Contain("New2/2026"));
    }

    [Test]
    public void A_folder_that_is_made_again_gets_an_epoch_above_that_of_the_profile()
    {
        var work = new FolderPlan(new MailboxName("Work"), FolderRole.None, [], new UidValidity(700));
        var client = new ServerBench(ServerBench.Full with { Folders = [.. ServerBench.Full.Folders, work] }).LogIn();
        client.Say("b1 DELETE Work");
        client.Say("b2 CREATE Work");

        Assert.That(client.Say("b3 STATUS Work (UIDVALIDITY)"), Does.StartWith("* STATUS Work (UIDVALIDITY 701)"));
    }

    [TestCase("LIST \"\" %", "INBOX Drafts Sent Trash Work")]
    [TestCase("LIST \"\" Work/%", "Work/2026")]
    [TestCase("LIST Work/ %", "Work/2026")]
    [TestCase("LIST \"\" inbox", "INBOX")]
    [TestCase("LIST \"\" *n*", "INBOX Sent")]
    [TestCase("LIST \"\" drafts", "")]
    [TestCase("LIST \"\" (INBOX Sent)", "INBOX Sent")]
    [TestCase("LIST (SPECIAL-USE) \"\" *", "Drafts Sent Trash")]
    public void Patterns_choose(string command, string expected)
    {
        var client = new ServerBench().LogIn();
        client.Say("b1 CREATE Work/2026");

        var names = client.Say($"b2 {command}").Split('\n')[..^1].Select(line => line.Split(' ')[^1]);

        Assert.That(string.Join(' ', names), Is.EqualTo(expected));
    }

    [Test]
    public void List_with_status_tells_both()
    {
        var bench = new ServerBench();
        bench.Deliver(3);

        var answer = bench.LogIn().Say("b1 LIST \"\" INBOX RETURN (STATUS (MESSAGES UIDNEXT))");

        Assert.That(answer, Is.EqualTo("* LIST (\\HasNoChildren) \"/\" INBOX\n* STATUS INBOX (MESSAGES 3 UIDNEXT 4)\nb1 OK LIST completed"));
    }

    [Test]
    public void An_empty_pattern_asks_for_the_delimiter() =>
        Assert.That(new ServerBench().LogIn().Say("b1 LIST \"\" \"\""), Does.StartWith("* LIST (\\Noselect) \"/\" \"\"\n"));

    [Test]
    public void A_recreated_mailbox_has_a_new_epoch()
    {
        var client = new ServerBench().LogIn();
        client.Say("b1 CREATE Work");
        var before = client.Say("b2 STATUS Work (UIDVALIDITY)");
        client.Say("b3 DELETE Work");
        client.Say("b4 CREATE Work");

        Assert.That(client.Say("b2 STATUS Work (UIDVALIDITY)"), Is.Not.EqualTo(before));
    }

    [Test]
    public void Names_that_are_not_ascii_come_back_encoded()
    {
        var client = new ServerBench().LogIn();
        client.Say("b1 CREATE Entw&APw-rfe");

        Assert.That(client.Say("b2 LIST \"\" Entw&APw-rfe"), Does.StartWith("* LIST (\\HasNoChildren) \"/\" Entw&APw-rfe\n"));
        Assert.That(client.Say("b3 CREATE Entw\u00fcrfe"), Does.StartWith("b3 BAD"));
        Assert.That(client.Say("b4 CREATE &AGE-"), Does.StartWith("b4 NO "));
    }

    [TestCase("CREATE INBOX", "NO [ALREADYEXISTS]")]
    [TestCase("CREATE inbox", "NO [ALREADYEXISTS]")]
    [TestCase("CREATE Sent/", "NO [ALREADYEXISTS]")]
    [TestCase("CREATE a//b", "NO [CANNOT]")]
    [TestCase("DELETE INBOX", "NO INBOX can't be deleted")]
    [TestCase("DELETE Nope", "NO [NONEXISTENT]")]
    [TestCase("RENAME Nope Other", "NO [NONEXISTENT]")]
    [TestCase("RENAME Sent Trash", "NO [ALREADYEXISTS]")]
    [TestCase("RENAME Sent Sent/Below", "NO Can't rename")]
    [TestCase("SELECT Nope", "NO Mailbox doesn't exist: Nope")]
    [TestCase("STATUS Nope (MESSAGES)", "NO Mailbox doesn't exist: Nope")]
    [TestCase("STATUS INBOX (NONSENSE)", "BAD")]
    [TestCase("APPEND Nope {3+}\r\nabc", "NO [TRYCREATE]")]
    [TestCase("APPEND INBOX {0+}\r\n", "NO")]
    public void What_cannot_be_done_is_refused(string command, string expected) =>
        Assert.That(new ServerBench().LogIn().Say($"b1 {command}"), Does.StartWith($"b1 {expected}"));

    [Test]
    public void Rename_takes_what_is_below_along()
    {
        var client = new ServerBench().LogIn();
        client.Say("b1 CREATE Work/2026/Q1");
        client.Say("b2 CREATE Work");
        client.Say("b3 RENAME Work Office");

        Assert.That(client.Say("b4 LIST \"\" Office*"), Does.Contain("Office/2026/Q1"));
        Assert.That(client.Say("b5 LIST \"\" Work*"), Is.EqualTo("b5 OK LIST completed"));
    }

    [Test]
    public void A_name_that_is_only_a_parent_is_renamed_with_what_is_below()
    {
        var client = new ServerBench().LogIn();
        client.Say("b1 CREATE Work/2026");

        Assert.That(client.Say("b2 RENAME Work Office"), Does.StartWith("b2 OK"));
        Assert.That(client.Say("b3 LIST \"\" *6"), Does.Contain("Office/2026").And.Not.Contain("Work"));
    }

    [Test]
    public void Renaming_INBOX_moves_its_messages_and_leaves_it()
    {
        var bench = new ServerBench();
        bench.Deliver(3);
        var client = bench.LogIn();
        client.Say("b1 RENAME INBOX Old");

        Assert.That(client.Say("b2 STATUS Old (MESSAGES)"), Does.StartWith("* STATUS Old (MESSAGES 3)"));
        Assert.That(client.Say("b3 STATUS INBOX (MESSAGES UIDNEXT)"), Does.StartWith("* STATUS INBOX (MESSAGES 0 UIDNEXT 4)"));
    }

    [Test]
    public void Lsub_tells_what_is_subscribed()
    {
        var client = new ServerBench().LogIn();
        client.Say("b1 CREATE Work/2026");
        client.Say("b2 SUBSCRIBE Work/2026");
        client.Say("b3 UNSUBSCRIBE Trash");

        Assert.That(client.Say("b4 LSUB \"\" %"), Is.EqualTo(
            "* LSUB () \"/\" INBOX\n* LSUB () \"/\" Drafts\n* LSUB () \"/\" Sent\n* LSUB (\\Noselect) \"/\" Work\nb4 OK LSUB completed"));
    }

    [Test]
    public void Select_tells_what_rfc3501_asks()
    {
        var bench = new ServerBench(ServerPlan.Plain);
        bench.Deliver(2);

        Assert.That(bench.LogIn().Say("b1 SELECT INBOX"), Is.EqualTo(
            """
            * FLAGS (\Answered \Flagged \Deleted \Seen \Draft)
            * OK [PERMANENTFLAGS (\Answered \Flagged \Deleted \Seen \Draft \*)] Flags permitted
            * 2 EXISTS
            * 2 RECENT
            * OK [UNSEEN 1] First unseen
            * OK [UIDVALIDITY 1] UIDs valid
            * OK [UIDNEXT 3] Predicted next UID
            b1 OK [READ-WRITE] SELECT completed
            """));
    }

    [Test]
    public void A_failed_select_leaves_nothing_selected()
    {
        var client = new ServerBench().Select();
        client.Say("b1 SELECT Nope");

        Assert.That(client.Say("b2 FETCH 1 (UID)"), Is.EqualTo("b2 BAD FETCH is not allowed in this state"));
    }
}
