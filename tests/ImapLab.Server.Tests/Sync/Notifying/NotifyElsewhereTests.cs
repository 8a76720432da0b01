using ImapLab.Protocol.Mail;
using ImapLab.Protocol.Numbers;
using ImapLab.Server.Mailboxes;
using ImapLab.Server.Tests.Bench;

namespace ImapLab.Server.Tests.Sync.Notifying;

/// <summary>What NOTIFY has a client told of mail in mailboxes that it has not open (RFC 5465 sections 3.1, 5 and 6).</summary>
[TestFixture]
internal sealed class NotifyElsewhereTests
{
    private const string Messages = "(MessageNew MessageExpunge FlagChange)";

    [TestCase("personal")]
    [TestCase("inboxes")]
    [TestCase("subscribed")]
    [TestCase("subtree Sent")]
    [TestCase("mailboxes (Nope Sent \"a&b\")")]
    [TestCase("mailboxes sent NONE) (mailboxes Sent", Description = "names have case")]
    public void A_new_message_is_told_by_status(string filter)
    {
        var (bench, client) = Start($"NOTIFY SET ({filter} {Messages})");

        bench.Deliver(1, "Sent");

        Assert.That(client.Read(), Is.EqualTo($"* STATUS Sent (MESSAGES 1 UIDNEXT 2 UIDVALIDITY {Sent(bench).UidValidity} UNSEEN 1)"));
    }

    [TestCase("subtree Drafts")]
    [TestCase("mailboxes Drafts")]
    [TestCase("personal NONE) (subtree Drafts")]
    [TestCase("selected")]
    public void Mailboxes_that_were_not_asked_for_are_not_told(string filter)
    {
        var (bench, client) = Start($"NOTIFY SET ({filter} {Messages})");

        bench.Deliver(1, "Sent");

        Assert.That(client.Read(), Is.Empty);
    }

    [Test]
    public void A_subtree_holds_what_is_made_below_it_later()
    {
        var (bench, client) = Start($"NOTIFY SET (subtree Sent {Messages})");
        bench.LogIn().Say("c1 CREATE Sent/2026/May");

        bench.Deliver(1, "Sent/2026/May");

        Assert.That(client.Read(), Does.StartWith("* STATUS Sent/2026/May (MESSAGES 1 "));
    }

    [Test]
    public void Subscriptions_count_as_they_are_when_something_happens()
    {
        var (bench, client) = Start($"NOTIFY SET (subscribed {Messages})");
        bench.LogIn().Say("c1 UNSUBSCRIBE Sent");
        bench.Deliver(1, "Sent");
        Assert.That(client.Read(), Is.Empty);

        bench.LogIn().Say("c2 SUBSCRIBE Sent");
        bench.Deliver(1, "Sent");

        Assert.That(client.Read(), Does.StartWith("* STATUS Sent (MESSAGES 2 "));
    }

    [Test]
    public void All_groups_of_a_mailbox_count()
    {
        var (bench, client) = Start($"NOTIFY SET (mailboxes Sent NONE) (personal {Messages})");

        bench.Deliver(1, "Sent");

        Assert.That(client.Read(), Does.StartWith("* STATUS Sent"));
    }

    [Test]
    public void Much_at_once_is_one_status()
    {
        var (bench, client) = Start($"NOTIFY SET (personal {Messages})");

        bench.Account.Store.AtOnce(() => bench.Deliver(5, "Sent"));
        bench.Loop.RunUntilQuiet();

        Assert.That(client.Read(), Is.EqualTo($"* STATUS Sent (MESSAGES 5 UIDNEXT 6 UIDVALIDITY {Sent(bench).UidValidity} UNSEEN 5)"));
    }

    [TestCase(false, "\\Flagged", "")]
    [TestCase(false, "\\Seen", "* STATUS Sent (UIDVALIDITY v UNSEEN 0)")]
    [TestCase(true, "\\Flagged", "* STATUS Sent (UIDVALIDITY v HIGHESTMODSEQ 4)")]
    [TestCase(true, "\\Seen", "* STATUS Sent (UIDVALIDITY v UNSEEN 0 HIGHESTMODSEQ 4)")]
    public void Flags_are_told_by_unseen_and_by_mod_sequence(bool condstore, string flag, string told)
    {
        var bench = new ServerBench(NotifyPlans.All);
        bench.Deliver(1, "Sent");
        var client = bench.LogIn();
        if (condstore)
            client.Say("a2 ENABLE CONDSTORE");
        client.Say($"b1 NOTIFY SET (personal {Messages})");

        bench.Select("Sent").Say($"c1 STORE 1 +FLAGS.SILENT ({flag})");

        Assert.That(client.Read(), Is.EqualTo(told.Replace(" v", $" {Sent(bench).UidValidity}", StringComparison.Ordinal)));
    }

    [Test]
    public void A_new_epoch_is_told()
    {
        var (bench, client) = Start($"NOTIFY SET (personal {Messages})");

        Sent(bench).Renumber(new UidValidity(99));
        bench.Loop.RunUntilQuiet();

        Assert.That(client.Read(), Does.Contain("UIDVALIDITY 99 "));
    }

    [Test]
    public void Status_tells_where_it_begins_but_of_the_open_mailbox()
    {
        var (bench, client) = Start("NOOP");

        var told = client.Say($"b2 NOTIFY SET STATUS (mailboxes (INBOX Sent Nope) (MessageNew MessageExpunge)) (mailboxes Drafts {Messages}) (mailboxes Trash (MailboxName))");

        Assert.That(told, Does.Match(@"\* STATUS Drafts \(MESSAGES 0 UIDNEXT 1 UIDVALIDITY \d+ UNSEEN 0 HIGHESTMODSEQ \d+\)\n"));
        Assert.That(told, Does.Contain($"* STATUS Sent (MESSAGES 0 UIDNEXT 1 UIDVALIDITY {Sent(bench).UidValidity} UNSEEN 0)\n").And.Not.Contains("STATUS INBOX").And.Not.Contains("STATUS Trash"));
    }

    [Test]
    public void The_open_mailbox_is_told_as_selected_though_it_has_a_name()
    {
        var (bench, client) = Start($"NOTIFY SET (mailboxes INBOX {Messages})");
        bench.Deliver(1);
        Assert.That(client.Read(), Is.Empty);
        client.Say("b2 UNSELECT");

        bench.Deliver(1);

        Assert.That(client.Read(), Does.StartWith("* STATUS INBOX (MESSAGES 5 "));
    }

    [Test]
    public void Who_does_something_is_not_told_of_it()
    {
        var (bench, client) = Start($"NOTIFY SET (personal {Messages})");

        Assert.That(client.Say("b2 COPY 1 Sent"), Does.Not.Contain("STATUS"));
        Assert.That(bench.LogIn().Say("c1 STATUS Sent (MESSAGES)"), Does.Contain("MESSAGES 1"));
    }

    [Test]
    public void A_mailbox_that_may_not_be_read_is_told_as_such_and_not_followed()
    {
        var bench = new ServerBench(NotifyPlans.All);
        var (client, owner) = (bench.LogIn(), bench.LogIn());
        owner.Say($"c1 SETACL Sent {ServerBench.User} -r");

        Assert.That(client.Say($"b1 NOTIFY SET STATUS (mailboxes Sent {Messages})"), Is.EqualTo("* LIST (\\Subscribed \\HasNoChildren \\Sent \\NoAccess) \"/\" Sent\nb1 OK NOTIFY completed"));
        bench.Deliver(1, "Sent");
        Assert.That(client.Read(), Is.Empty);
        owner.Say($"c2 SETACL Sent {ServerBench.User} +r");
        Assert.That(client.Read(), Is.EqualTo("* LIST (\\Subscribed \\HasNoChildren \\Sent) \"/\" Sent"));
        bench.Deliver(1, "Sent");
        Assert.That(client.Read(), Does.StartWith("* STATUS Sent (MESSAGES 2 "));
        owner.Say($"c3 SETACL Sent {ServerBench.User} -l");
        Assert.That(client.Read(), Does.Contain("\\NoAccess"));
        bench.Deliver(1, "Sent");
        Assert.That(client.Read(), Is.Empty);
        Assert.That(client.Say($"b2 NOTIFY SET STATUS (mailboxes Sent {Messages})"), Is.EqualTo("b2 OK NOTIFY completed"));
    }

    [Test]
    public void Too_many_mailboxes_are_refused()
    {
        var bench = new ServerBench(NotifyPlans.AtMost(3));
        var client = bench.LogIn();

        Assert.That(client.Say($"b1 NOTIFY SET (personal {Messages})"), Is.EqualTo("b1 NO [NOTIFICATIONOVERFLOW] Too many mailboxes"));
        Assert.That(client.Say($"b2 NOTIFY SET (mailboxes (INBOX Sent) {Messages})"), Is.EqualTo("b2 OK NOTIFY completed"));
    }

    [Test]
    public void More_than_can_be_told_ends_it()
    {
        var bench = new ServerBench(NotifyPlans.AtMost(3));
        var client = bench.LogIn();
        client.Say("b1 NOTIFY SET (personal (MailboxName))");

        bench.Account.Store.AtOnce(() =>
        {
            for (var number = 0; number < 4; number++)
                bench.Account.Store.Create(new MailboxName($"New{number}"));
        });
        bench.Loop.RunUntilQuiet();

        Assert.That(client.Read(), Is.EqualTo("* OK [NOTIFICATIONOVERFLOW] Too much happens to be told"));
        bench.LogIn().Say("c1 CREATE Another");
        Assert.That(client.Read(), Is.Empty);
    }

    [Test]
    public void A_change_reaches_those_alone_that_asked_for_its_mailbox()
    {
        var store = new ServerBench(NotifyPlans.All).Account.Store;
        var told = new List<string>();
        for (var number = 0; number < 1000; number++)
            store.Observers.Add(new MailScope(number % 2 == 0 ? MailScopeKind.Subtree : MailScopeKind.Named, new MailboxName($"Box{number}")), _ => told.Add("other"));
        store.Observers.Add(new MailScope(MailScopeKind.Subtree, new MailboxName("Work")), change => told.Add($"subtree {change.What}"));
        store.Observers.Add(MailScope.Subscribed, _ => told.Add("subscribed"));

        store.Create(new MailboxName("Work/Deep")).Add(0, store.NewMessage(new HeldContent("Subject: x\r\n\r\n"u8.ToArray())), FlagSet.Empty);

        Assert.That(told, Is.EqualTo(new[] { "subtree Arrived, UnseenMoved" }));
    }

    private static (ServerBench Bench, RawClient Client) Start(string command)
    {
        var bench = new ServerBench(NotifyPlans.All);
        bench.Deliver(3);
        var client = bench.Select();
        Assert.That(client.Say($"b1 {command}"), Does.Contain("b1 OK"));
        return (bench, client);
    }

    private static Mailbox Sent(ServerBench bench) => Find(bench, "Sent");

    private static Mailbox Find(ServerBench bench, string name) => bench.Account.Store.Find(new MailboxName(name))!;
}
