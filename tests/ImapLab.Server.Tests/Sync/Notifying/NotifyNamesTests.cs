using ImapLab.Server.Mailboxes;
using ImapLab.Server.Plans;
using ImapLab.Server.Tests.Bench;

namespace ImapLab.Server.Tests.Sync.Notifying;

/// <summary>What NOTIFY has a client told of names, subscriptions and annotations (RFC 5465 sections 5.4 to 5.7), and what it refuses.</summary>
[TestFixture]
internal sealed class NotifyNamesTests
{
    [TestCase("CREATE New", "* LIST (\\HasNoChildren) \"/\" New")]
    [TestCase("CREATE Sent/New", "* LIST (\\Subscribed \\HasChildren \\Sent) \"/\" Sent\n* LIST (\\HasNoChildren) \"/\" Sent/New")]
    [TestCase("CREATE A/B/C", "* LIST (\\NonExistent \\HasChildren) \"/\" A\n* LIST (\\NonExistent \\HasChildren) \"/\" A/B\n* LIST (\\HasNoChildren) \"/\" A/B/C")]
    [TestCase("DELETE Drafts", "* LIST (\\Subscribed \\NonExistent \\HasNoChildren) \"/\" Drafts")]
    [TestCase("DELETE Work/Deep", "* LIST (\\HasNoChildren) \"/\" Work\n* LIST (\\NonExistent) \"/\" Work/Deep")]
    [TestCase("RENAME Work Job", "* LIST (\\HasChildren) \"/\" Job (OLDNAME (Work))")]
    [TestCase("RENAME Work/Deep Job", "* LIST (\\HasNoChildren) \"/\" Job (OLDNAME (Work/Deep))")]
    [TestCase("RENAME Work A/B", "* LIST (\\NonExistent \\HasChildren) \"/\" A\n* LIST (\\HasChildren) \"/\" A/B (OLDNAME (Work))")]
    [TestCase("SUBSCRIBE Work", "")]
    public void Names_are_told_as_they_are_after_what_happened(string command, string told)
    {
        var (_, client, other) = Start("NOTIFY SET (personal (MailboxName))");

        other.Say($"c1 {command}");

        Assert.That(client.Read(), Is.EqualTo(told));
        Assert.That(client.Say("b2 NOOP"), Is.EqualTo("b2 OK NOOP completed"));
    }

    [Test]
    public void Renaming_inbox_makes_a_mailbox()
    {
        var (_, client, other) = Start("NOTIFY SET (personal (MailboxName))");

        other.Say("c1 RENAME INBOX Old");

        Assert.That(client.Read(), Is.EqualTo("* LIST (\\HasNoChildren) \"/\" Old"));
    }

    [Test]
    public void Subscriptions_are_told()
    {
        var (_, client, other) = Start("NOTIFY SET (personal (SubscriptionChange))");

        other.Say("c1 SUBSCRIBE Work");
        Assert.That(client.Read(), Is.EqualTo("* LIST (\\Subscribed \\HasChildren) \"/\" Work"));
        other.Say("c2 UNSUBSCRIBE Work");
        Assert.That(client.Read(), Is.EqualTo("* LIST (\\HasChildren) \"/\" Work"));
        other.Say("c3 CREATE New");
        Assert.That(client.Read(), Is.Empty);
    }

    [Test]
    public void Only_names_that_were_asked_for_are_told_and_where_they_went()
    {
        var (_, client, other) = Start("NOTIFY SET (subtree Work (MailboxName)) (mailboxes X (MailboxName))");

        other.Say("c1 CREATE Y");
        Assert.That(client.Read(), Is.Empty);
        other.Say("c2 CREATE X");
        Assert.That(client.Read(), Does.EndWith("\"/\" X"));
        other.Say("c3 RENAME X Z");
        Assert.That(client.Read(), Is.EqualTo("* LIST (\\HasNoChildren) \"/\" Z (OLDNAME (X))"));
    }

    [Test]
    public void To_be_let_see_a_mailbox_is_as_if_it_were_made()
    {
        var (_, client, other) = Start("NOTIFY SET (personal (MailboxName))");

        other.Say($"c1 SETACL Work/Deep {ServerBench.User} -l");
        Assert.That(client.Read(), Does.Match(@"^\* LIST \(\\NonExistent[^)]*\) ""/"" Work/Deep$"));
        other.Say($"c2 SETACL Work/Deep {ServerBench.User} +l");
        Assert.That(client.Read(), Is.EqualTo("* LIST (\\HasNoChildren) \"/\" Work/Deep"));
    }

    [Test]
    public void Annotations_are_told_without_enable_metadata()
    {
        var (_, client, other) = Start("NOTIFY SET (mailboxes Work (MailboxMetadataChange ServerMetadataChange))");

        other.Say("c1 SETMETADATA Work (/private/comment \"x\")");
        Assert.That(client.Read(), Is.EqualTo("* METADATA Work /private/comment"));
        other.Say("c2 SETMETADATA Drafts (/private/comment \"x\")");
        Assert.That(client.Read(), Is.Empty);
        other.Say("c3 SETMETADATA \"\" (/private/comment NIL)");
        Assert.That(client.Read(), Is.EqualTo("* METADATA \"\" /private/comment"));
    }

    [Test]
    public void Notify_overrides_enable_metadata()
    {
        var (_, client, other) = Start("ENABLE METADATA");
        client.Say("b2 NOTIFY NONE");

        other.Say("c1 SETMETADATA Work (/private/comment \"x\")");

        Assert.That(client.Say("b3 NOOP"), Is.EqualTo("b3 OK NOOP completed"));
    }

    [Test]
    public void Options_change_what_is_told()
    {
        var (_, client, other) = Start(
            "NOTIFY SET (personal (MailboxName))", NotifyPlans.Where(new NotifySemantics { TellsOwn = true, TellsParents = false, TellsRenamedChildren = true }));

        other.Say("c1 CREATE Sent/New");
        Assert.That(client.Read(), Is.EqualTo("* LIST (\\HasNoChildren) \"/\" Sent/New"));
        other.Say("c2 RENAME Work Job");
        Assert.That(client.Read(), Is.EqualTo("* LIST (\\HasNoChildren) \"/\" Job/Deep (OLDNAME (Work/Deep))\n* LIST (\\HasChildren) \"/\" Job (OLDNAME (Work))"));
        Assert.That(client.Say("b2 CREATE Mine"), Is.EqualTo("b2 OK CREATE completed\n* LIST (\\HasNoChildren) \"/\" Mine"));
    }

    [TestCase("SET", "BAD")]
    [TestCase("NONE x", "BAD")]
    [TestCase("SET (selected (MessageNew))", "BAD")]
    [TestCase("SET (personal (MessageExpunge))", "BAD")]
    [TestCase("SET (personal (FlagChange))", "BAD")]
    [TestCase("SET (selected (MailboxName))", "BAD")]
    [TestCase("SET (selected (MessageNew (PREVIEW) MessageExpunge))", "BAD")]
    [TestCase("SET (personal (MessageNew MessageExpunge AnnotationChange))", "NO [BADEVENT (MessageNew MessageExpunge FlagChange MailboxName SubscriptionChange MailboxMetadataChange ServerMetadataChange)]")]
    [TestCase("SET (personal (Whatever))", "NO [BADEVENT (MessageNew ")]
    public void What_the_standard_forbids_is_refused(string arguments, string how)
    {
        var (_, client, _) = Start("NOOP");

        Assert.That(client.Say($"b2 NOTIFY {arguments}"), Does.StartWith($"b2 {how}"));
    }

    [TestCase("SET", "OK")]
    [TestCase("NONE x", "OK")]
    [TestCase("SET (selected (MessageNew))", "BAD")]
    [TestCase("SET (personal (FlagChange))", "OK")]
    [TestCase("SET (selected (MailboxName))", "OK")]
    [TestCase("SET (personal (AnnotationChange))", "NO [BADEVENT AnnotationChange] ")]
    [TestCase("SET (personal (Whatever))", "BAD")]
    public void A_lax_server_takes_more(string arguments, string how)
    {
        var (_, client, _) = Start("NOOP", NotifyPlans.Where(new NotifySemantics { IsLax = true, BadEventNamesRefused = true }));

        Assert.That(client.Say($"b2 NOTIFY {arguments}"), Does.StartWith($"b2 {how}"));
    }

    private static (ServerBench Bench, RawClient Client, RawClient Other) Start(string command, ServerPlan? plan = null)
    {
        var bench = new ServerBench(plan ?? NotifyPlans.All);
        var (client, other) = (bench.LogIn(), bench.LogIn());
        other.Say("c0 CREATE Work");
        other.Say("c0 CREATE Work/Deep");
        Assert.That(client.Say($"b1 {command}"), Does.Contain("b1 OK"));
        return (bench, client, other);
    }
}
