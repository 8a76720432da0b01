using ImapLab.Protocol.Mail;
using ImapLab.Server.Mailboxes;
using ImapLab.Server.Plans;
using ImapLab.Server.Tests.Bench;

namespace ImapLab.Server.Tests.Commands.Folders;

[TestFixture]
internal sealed class AclTests
{
    private const string Me = ServerBench.User;

    private static readonly ServerPlan Plan = FolderBench.With("ACL", "RIGHTS=kxte", "LIST-EXTENDED", "LIST-MYRIGHTS");

    [Test]
    public void An_owner_may_do_all()
    {
        var client = new ServerBench(Plan).LogIn();

        Assert.That(client.Say("b1 MYRIGHTS INBOX"), Is.EqualTo("* MYRIGHTS INBOX lrswipkxteacd\nb1 OK MYRIGHTS completed"));
        Assert.That(client.Say("b2 GETACL INBOX"), Is.EqualTo($"* ACL INBOX {Me} lrswipkxteacd\nb2 OK GETACL completed"));
    }

    [TestCase("lrs", "lrs")]
    [TestCase("lrd", "lrted")]
    [TestCase("lrc", "lrkxc")]
    [TestCase("lrk", "lrkc")]
    [TestCase("\"\"", "\"\"")]
    public void Rights_are_set_with_those_of_rfc2086(string given, string told)
    {
        var client = new ServerBench(Plan).LogIn();
        client.Say($"b1 SETACL INBOX bob {given}");

        Assert.That(client.Say("b2 GETACL INBOX"), Does.StartWith($"* ACL INBOX {Me} lrswipkxteacd bob {told}\n"));
    }

    [Test]
    public void Rights_are_added_and_taken()
    {
        var client = new ServerBench(Plan).LogIn();
        client.Say("b1 SETACL INBOX bob lrs");
        client.Say("b2 SETACL INBOX bob +wi");
        client.Say("b3 SETACL INBOX bob -s");
        client.Say("b4 SETACL INBOX -bob w");

        Assert.That(client.Say("b5 GETACL INBOX"), Does.Contain(" bob lrwi -bob w\n"));
        client.Say("b6 DELETEACL INBOX bob");
        Assert.That(client.Say("b7 GETACL INBOX"), Does.Contain($"{Me} lrswipkxteacd -bob w\n"));
    }

    [Test]
    public void A_list_has_only_so_many_identifiers()
    {
        var client = new ServerBench(Plan with { Limits = new ServerLimits { AclEntries = 2 } }).LogIn();
        client.Say("b1 SETACL INBOX bob lrs");
        client.Say("b2 SETACL INBOX eve lrs");

        Assert.That(client.Say("b3 SETACL INBOX ann lrs"), Does.StartWith("b3 NO [LIMIT]"));
        Assert.That(client.Say("b4 SETACL INBOX bob +w"), Does.StartWith("b4 OK"));
        client.Say("b5 DELETEACL INBOX bob");
        Assert.That(client.Say("b6 SETACL INBOX ann lrs"), Does.StartWith("b6 OK"));
        Assert.That(client.Say("b7 GETACL INBOX"), Does.Contain(" eve lrs ann lrs\n"));
    }

    [Test]
    public void The_right_to_annotate_is_there_where_it_is_advertised()
    {
        var client = new ServerBench(FolderBench.With("ACL", "RIGHTS=kxten")).LogIn();

        Assert.That(client.Say("b1 MYRIGHTS INBOX"), Does.StartWith("* MYRIGHTS INBOX lrswipkxteancd\n"));
        Assert.That(client.Say("b2 SETACL INBOX bob +ln"), Does.StartWith("b2 OK"));
        Assert.That(client.Say("b3 GETACL INBOX"), Does.Contain(" bob ln\n"));
        Assert.That(client.Say("b4 LISTRIGHTS INBOX bob"), Does.Contain(" a n c d\n"));
        Assert.That(new ServerBench(Plan).LogIn().Say("b5 SETACL INBOX bob +n"), Does.StartWith("b5 BAD"));
    }

    [TestCase("RIGHTS=kxte", true)]
    [TestCase("RIGHTS=netxk", true)]
    [TestCase("RIGHTS=kxt", false)]
    [TestCase("RIGHTS=kxtez", false)]
    [TestCase("RIGHTS=kxtea", false)]
    [TestCase("RIGHTS=kkxte", false)]
    [TestCase("RIGHTS=", false)]
    [TestCase("RIGHTS", false)]
    public void Only_rights_that_are_served_can_be_advertised(string capability, bool served) =>
        Assert.That(CapabilityPlan.IsServed(capability), Is.EqualTo(served));

    [TestCase("SETACL INBOX bob lrQ", "BAD")]
    [TestCase("SETACL INBOX bob lr0", "BAD")]
    [TestCase("SETACL INBOX \"\" lr", "BAD")]
    [TestCase("SETACL INBOX - lr", "BAD")]
    [TestCase("SETACL INBOX bob", "BAD")]
    [TestCase("SETACL Nope bob lr", "NO [NONEXISTENT]")]
    [TestCase("GETACL Nope", "NO [NONEXISTENT]")]
    [TestCase("MYRIGHTS Nope", "NO [NONEXISTENT]")]
    [TestCase("LISTRIGHTS INBOX", "BAD")]
    public void What_makes_no_sense_is_refused(string command, string expected) =>
        Assert.That(new ServerBench(Plan).LogIn().Say($"b1 {command}"), Does.StartWith($"b1 {expected}"));

    [Test]
    public void Listrights_tells_that_an_owner_always_may_administer()
    {
        var client = new ServerBench(Plan).LogIn();

        Assert.That(client.Say($"b1 LISTRIGHTS INBOX {Me}"), Does.StartWith($"* LISTRIGHTS INBOX {Me} a l r s w i p k x t e c d\n"));
        Assert.That(client.Say("b2 LISTRIGHTS INBOX bob"), Does.StartWith("* LISTRIGHTS INBOX bob \"\" l r s w i p k x t e a c d\n"));
    }

    [Test]
    public void An_owner_cannot_lock_itself_out()
    {
        var client = new ServerBench(Plan).LogIn();
        client.Say($"b1 SETACL INBOX {Me} l");

        Assert.That(client.Say("b2 MYRIGHTS INBOX"), Does.StartWith("* MYRIGHTS INBOX la\n"));
        Assert.That(client.Say($"b3 DELETEACL INBOX {Me}"), Does.StartWith("b3 OK"));
        Assert.That(client.Say("b4 MYRIGHTS INBOX"), Does.StartWith("* MYRIGHTS INBOX lrswipkxteacd\n"));
    }

    [TestCase("lrswipkxea", "STORE 1 +FLAGS (\\Deleted)", "NO [NOPERM]")]
    [TestCase("lrswipkxea", "STORE 1 +FLAGS (\\Seen)", "OK")]
    [TestCase("lrwipkxtea", "STORE 1 -FLAGS (\\Seen)", "NO [NOPERM]")]
    [TestCase("lrsipkxtea", "STORE 1 +FLAGS ($Work)", "NO [NOPERM]")]
    [TestCase("lrsa", "STORE 1 FLAGS ($Work)", "OK")]
    [TestCase("lrswipkxta", "EXPUNGE", "NO [NOPERM]")]
    [TestCase("lrswipkxta", "UID EXPUNGE 1", "NO [NOPERM]")]
    [TestCase("lrswipkxta", "CLOSE", "OK")]
    [TestCase("lrswpkxtea", "APPEND Work {3+}\r\nabc", "NO [NOPERM]")]
    [TestCase("lrswpkxtea", "COPY 1 Work", "NO [NOPERM]")]
    [TestCase("lrswipkxea", "MOVE 1 INBOX", "NO [NOPERM]")]
    [TestCase("lrswipkxta", "MOVE 1 INBOX", "NO [NOPERM]")]
    [TestCase("lra", "COPY 1 INBOX", "OK")]
    [TestCase("lrswipxtea", "CREATE Work/2026", "NO [NOPERM]")]
    [TestCase("lrswipxtea", "RENAME Drafts Work/Drafts", "NO [NOPERM]")]
    [TestCase("lrswipktea", "DELETE Work", "NO [NOPERM]")]
    [TestCase("lrswipktea", "RENAME Work Office", "NO [NOPERM]")]
    [TestCase("lswipkxtea", "STATUS Work (MESSAGES)", "NO [NOPERM]")]
    [TestCase("lswipkxtea", "SELECT Work", "NO [NOPERM]")]
    [TestCase("swipkxtea", "SELECT Work", "NO [NONEXISTENT]")]
    public void A_right_that_is_missing_is_missed(string rights, string command, string expected)
    {
        var bench = new ServerBench(Plan);
        var client = bench.LogIn();
        client.Say("b1 CREATE Work");
        bench.Deliver(1, "Work");
        client.Say("b2 SELECT Work");
        client.Say($"b3 SETACL Work {Me} {rights}");

        Assert.That(client.Say($"b4 {command}").Split('\n')[^1], Does.StartWith($"b4 {expected}"));
    }

    [Test]
    public void Only_the_flags_that_may_be_changed_are()
    {
        var bench = new ServerBench(Plan);
        bench.Deliver(1);
        var client = bench.Select();
        client.Say($"b1 SETACL INBOX {Me} lrswipkxea");

        Assert.That(client.Say("b2 STORE 1 FLAGS (\\Deleted \\Flagged)"), Does.StartWith("* 1 FETCH (FLAGS (\\Flagged \\Recent))\nb2 OK"));
    }

    [Test]
    public void Messages_come_without_the_flags_that_may_not_be_set()
    {
        var client = new ServerBench(Plan).LogIn();
        client.Say("b1 CREATE Work");
        client.Say($"b2 SETACL Work {Me} lrisa");
        client.Say("b3 APPEND Work (\\Seen \\Deleted \\Flagged) {3+}\r\nabc");
        client.Say("b4 SELECT Work");

        Assert.That(client.Say("b5 FETCH 1 FLAGS"), Does.StartWith("* 1 FETCH (FLAGS (\\Seen \\Recent))\n"));
    }

    [Test]
    public void Reading_without_the_right_to_it_leaves_no_trace()
    {
        var bench = new ServerBench(Plan);
        bench.Deliver(1);
        var client = bench.LogIn();
        client.Say($"b1 SETACL INBOX {Me} lrwa");
        client.Say("b2 SELECT INBOX");

        Assert.That(client.Say("b3 FETCH 1 BODY[TEXT]"), Does.Not.Contain("Seen"));
        Assert.That(client.Say("b4 FETCH 1 FLAGS"), Does.Not.Contain("Seen"));
    }

    [Test]
    public void A_mailbox_in_which_nothing_may_be_changed_is_opened_for_reading()
    {
        var bench = new ServerBench(Plan);
        var client = bench.LogIn();
        client.Say($"b1 SETACL INBOX {Me} lrka");

        Assert.That(client.Say("b2 SELECT INBOX"), Does.Contain("[PERMANENTFLAGS ()]").And.Contain("b2 OK [READ-ONLY]"));
    }

    [Test]
    public void Permanentflags_are_those_that_may_be_changed_and_told_anew_when_they_change()
    {
        var client = new ServerBench(Plan).Select();

        Assert.That(client.Say($"b1 SETACL INBOX {Me} -t"), Does.Contain("[PERMANENTFLAGS (\\Answered \\Flagged \\Seen \\Draft \\*)]"));
        Assert.That(client.Say($"b2 SETACL INBOX {Me} lrsa"), Does.Contain("[PERMANENTFLAGS (\\Seen)]"));
        Assert.That(client.Say("b3 SETACL INBOX bob lr"), Is.EqualTo("b3 OK SETACL completed"));
    }

    [Test]
    public void What_may_not_be_looked_up_is_not_listed()
    {
        var client = new ServerBench(Plan).LogIn();
        foreach (var name in new[] { "Work", "Work/2026", "Play" })
            client.Say($"b1 CREATE {name}");
        client.Say($"b2 SETACL Work {Me} ra");
        client.Say($"b3 SETACL Play {Me} ra");

        Assert.That(client.Say("b4 LIST \"\" (Work* Play)").Rows(), Is.EqualTo("(\\NonExistent \\HasChildren) Work\n(\\HasNoChildren) Work/2026"));
    }

    [Test]
    public void Rights_are_inherited_and_stay_when_a_mailbox_is_renamed()
    {
        var client = new ServerBench(Plan).LogIn();
        client.Say("b1 CREATE Work");
        client.Say("b2 SETACL Work bob lr");
        client.Say("b3 CREATE Work/2026/Q1");
        client.Say("b4 RENAME Work/2026/Q1 Q1");

        Assert.That(client.Say("b5 GETACL Q1"), Does.Contain(" bob lr\n"));
        client.Say("b6 DELETE Q1");
        client.Say("b7 CREATE Q1");
        Assert.That(client.Say("b8 GETACL Q1"), Does.Not.Contain("bob"));
    }

    [Test]
    public void List_tells_rights_where_it_is_asked()
    {
        var client = new ServerBench(Plan.Having("Work/2026", "Play")).LogIn();
        client.Say($"b1 SETACL Play {Me} lr");
        client.Say($"b1 SETACL INBOX {Me} r");

        Assert.That(client.Say("b2 LIST \"\" * RETURN (MYRIGHTS)"), Is.EqualTo(
            """
            * LIST (\HasNoChildren) "/" Play
            * MYRIGHTS Play lra
            * LIST (\NonExistent \HasChildren) "/" Work
            * LIST (\HasNoChildren) "/" Work/2026
            * MYRIGHTS Work/2026 lrswipkxteacd
            b2 OK LIST completed
            """));
    }

    [Test]
    public void A_plan_says_who_may_do_what()
    {
        var shared = new FolderPlan(new MailboxName("Shared/Team"), FolderRole.None, [])
        {
            Access = [KeyValuePair.Create(FolderPlan.Owner, MailboxRights.Lookup | MailboxRights.Read), KeyValuePair.Create("bob", MailboxRights.All)],
        };
        var client = new ServerBench(Plan with { Folders = [shared] }).LogIn();

        Assert.That(client.Say("b1 GETACL Shared/Team"), Does.StartWith($"* ACL Shared/Team {Me} lra bob lrswipkxteacd\n"));
        Assert.That(client.Say("b2 APPEND Shared/Team {3+}\r\nabc"), Does.StartWith("b2 NO [NOPERM]"));
    }

    [Test]
    public void Without_the_capability_there_are_no_such_commands() =>
        Assert.That(new ServerBench().LogIn().Say("b1 MYRIGHTS INBOX"), Does.StartWith("b1 BAD"));
}
