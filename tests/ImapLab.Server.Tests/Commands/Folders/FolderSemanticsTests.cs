using ImapLab.Protocol.Mail;
using ImapLab.Server.Mailboxes;
using ImapLab.Server.Plans;
using ImapLab.Server.Tests.Bench;

namespace ImapLab.Server.Tests.Commands.Folders;

/// <summary>The ways in which servers differ, each with and without.</summary>
[TestFixture]
internal sealed class FolderSemanticsTests
{
    private static readonly FolderSemantics Standard = FolderSemantics.Standard;

    [Test]
    public void Delete_keeps_the_name_of_a_mailbox_with_others_below_it_as_long_as_there_are()
    {
        var client = Client(Standard, "Work", "Work/2026");

        Assert.That(client.Say("b1 DELETE Work"), Does.StartWith("b1 OK"));
        Assert.That(client.Say("b2 LIST \"\" Work*").Rows(), Is.EqualTo("(\\Noselect \\HasChildren) Work\n(\\HasNoChildren) Work/2026"));
        Assert.That(client.Say("b3 SELECT Work"), Does.StartWith("b3 NO"));
        Assert.That(client.Say("b4 DELETE Work"), Does.StartWith("b4 NO [HASCHILDREN]"));
        client.Say("b5 DELETE Work/2026");
        Assert.That(client.Say("b6 LIST \"\" Work*").Rows(), Is.Empty);
    }

    [Test]
    public void Delete_is_refused_where_there_are_others_below()
    {
        var client = Client(Standard with { DeleteWithChildren = DeleteWithChildren.Refused }, "Work", "Work/2026");

        Assert.That(client.Say("b1 DELETE Work"), Does.StartWith("b1 NO [HASCHILDREN]"));
        client.Say("b2 DELETE Work/2026");
        Assert.That(client.Say("b3 DELETE Work"), Does.StartWith("b3 OK"));
    }

    [Test]
    public void A_name_that_is_only_a_parent_is_no_mailbox_to_delete() =>
        Assert.That(Client(Standard with { DeleteOfParent = DeleteOfParent.NonExistent }, "Work/2026").Say("b1 DELETE Work"), Does.StartWith("b1 NO [NONEXISTENT]"));

    [Test]
    public void Parents_that_stay_can_be_deleted_by_themselves()
    {
        var client = Client(Standard with { KeepsParents = true }, "Work/2026/Q1");
        client.Say("b1 DELETE Work/2026/Q1");

        Assert.That(client.Say("b2 LIST \"\" Work*").Rows(), Is.EqualTo("(\\Noselect \\HasChildren) Work\n(\\Noselect \\HasNoChildren) Work/2026"));
        Assert.That(client.Say("b3 DELETE Work"), Does.StartWith("b3 NO [HASCHILDREN]"));
        Assert.That(client.Say("b4 DELETE Work/2026"), Does.StartWith("b4 OK"));
        Assert.That(client.Say("b5 CREATE Work"), Does.StartWith("b5 OK"));
        Assert.That(client.Say("b6 LIST \"\" Work*").Rows(), Is.EqualTo("(\\HasNoChildren) Work"));
    }

    [Test]
    public void Renaming_INBOX_leaves_what_is_below_it()
    {
        var client = Client(Standard, "INBOX/Work");

        Assert.That(client.Say("b1 RENAME INBOX Old"), Does.StartWith("b1 OK"));
        Assert.That(client.Say("b2 LIST \"\" *").Rows(), Is.EqualTo("(\\HasChildren) INBOX\n(\\HasNoChildren) INBOX/Work\n(\\HasNoChildren) Old"));
        Assert.That(client.Say("b3 RENAME INBOX Old"), Does.StartWith("b3 NO [ALREADYEXISTS]"));
        Assert.That(client.Say("b4 RENAME INBOX INBOX/Older"), Does.StartWith("b4 OK"));
    }

    [Test]
    public void Renaming_INBOX_may_be_refused()
    {
        var client = Client(Standard with { RenameInbox = RenameInbox.Refused });

        Assert.That(client.Say("b1 RENAME inbox Old"), Does.StartWith("b1 NO [CANNOT]"));
    }

    [Test]
    public void A_delimiter_at_the_end_of_a_new_name_may_be_refused() =>
        Assert.That(Client(Standard with { RenameNeedsWholeName = true }, "Work").Say("b1 RENAME Work Play/"), Does.StartWith("b1 NO [CANNOT]"));

    [Test]
    public void A_parent_may_become_a_mailbox_that_there_is()
    {
        foreach (var joins in new[] { false, true })
        {
            var client = Client(Standard with { ParentsJoin = joins }, "Work/2026", "Play");

            Assert.That(client.Say("b1 RENAME Work Play"), Does.StartWith(joins ? "b1 OK" : "b1 NO [ALREADYEXISTS]"));
            Assert.That(client.Say("b2 LIST \"\" Play*").Rows(), Is.EqualTo(joins ? "(\\HasChildren) Play\n(\\HasNoChildren) Play/2026" : "(\\HasNoChildren) Play"));
        }
    }

    [Test]
    public void Subscriptions_are_to_names()
    {
        var client = Client(Standard, "Work");
        foreach (var command in new[] { "SUBSCRIBE Work", "SUBSCRIBE Nope/Deeper", "RENAME Work Play", "DELETE Play" })
            client.Say($"b1 {command}");

        Assert.That(client.Say("b2 LSUB \"\" *").Rows(), Is.EqualTo("() Nope/Deeper\n() Work"));
        Assert.That(client.Say("b3 LSUB \"\" %").Rows(), Is.EqualTo("(\\Noselect) Nope\n() Work"));
        Assert.That(client.Say("b4 LSUB \"\" Nope").Rows(), Is.EqualTo("(\\Noselect) Nope"));
        Assert.That(client.Say("b5 LIST \"\" *").Rows(), Is.EqualTo("(\\HasNoChildren) INBOX"));
        client.Say("b6 UNSUBSCRIBE Work");
        Assert.That(client.Say("b7 LSUB \"\" %").Rows(), Is.EqualTo("(\\Noselect) Nope"));
    }

    [Test]
    public void Only_mailboxes_may_be_subscribed_to() =>
        Assert.That(Client(Standard with { SubscribeNeedsMailbox = true }).Say("b1 SUBSCRIBE Nope"), Does.StartWith("b1 NO Mailbox doesn't exist"));

    [Test]
    public void A_role_goes_with_its_mailbox_or_stays_with_its_name()
    {
        foreach (var byName in new[] { false, true })
        {
            var client = new ServerBench(ServerBench.Full.With(Standard with { RolesByName = byName })).LogIn();
            client.Say("b1 RENAME Sent Gone");
            client.Say("b2 CREATE Sent");

            Assert.That(client.Say("b3 LIST \"\" (Gone Sent)").Rows(), Is.EqualTo(byName
                ? "(\\HasNoChildren) Gone\n(\\HasNoChildren \\Sent) Sent"
                : "(\\HasNoChildren \\Sent) Gone\n(\\HasNoChildren) Sent"));
        }
    }

    [Test]
    public void A_folder_that_is_not_there_has_its_role_once_it_is()
    {
        var archive = new FolderPlan(new MailboxName("Archive"), FolderRole.Archive, []) { IsThere = false };
        var plan = ServerBench.Full with { Folders = [.. ServerBench.Full.Folders, archive] };
        var client = new ServerBench(plan.With(Standard with { RolesByName = true })).LogIn();

        Assert.That(client.Say("b1 LIST \"\" Archive").Rows(), Is.Empty);
        client.Say("b2 CREATE Archive");
        Assert.That(client.Say("b3 LIST \"\" Archive").Rows(), Is.EqualTo("(\\HasNoChildren \\Archive) Archive"));
    }

    [Test]
    public void A_status_item_that_there_is_not_is_bad_or_left_out()
    {
        Assert.That(Client(Standard).Say("b1 STATUS INBOX (MESSAGES NONSENSE)"), Does.StartWith("b1 BAD"));
        Assert.That(Client(Standard with { UnknownStatusItems = UnknownStatusItems.LeftOut }).Say("b1 STATUS INBOX (NONSENSE MESSAGES)"), Does.StartWith("* STATUS INBOX (MESSAGES 0)\n"));
    }

    [Test]
    public void Status_items_come_as_asked_or_in_their_own_order()
    {
        Assert.That(Client(Standard).Say("b1 STATUS INBOX (UNSEEN MESSAGES UNSEEN)"), Does.StartWith("* STATUS INBOX (UNSEEN 0 MESSAGES 0)\n"));
        Assert.That(Client(Standard with { StatusInOwnOrder = true }).Say("b1 STATUS INBOX (UNSEEN MESSAGES)"), Does.StartWith("* STATUS INBOX (MESSAGES 0 UNSEEN 0)\n"));
    }

    [Test]
    public void A_name_comes_back_as_the_server_spells_it_or_as_the_client_did()
    {
        Assert.That(Client(Standard).Say("b1 STATUS inbox (MESSAGES)"), Does.StartWith("* STATUS INBOX "));
        Assert.That(Client(Standard with { EchoesNames = true }).Say("b1 STATUS inbox (MESSAGES)"), Does.StartWith("* STATUS inbox "));
    }

    [Test]
    public void A_status_of_what_is_open_may_be_remarked_upon()
    {
        var client = Client(Standard with { MarksStatusOfSelected = true });
        client.Say("b1 SELECT INBOX");

        Assert.That(client.Say("b2 STATUS INBOX (MESSAGES)"), Does.Contain("b2 OK [CLIENTBUG]"));
        client.Say("b3 UNSELECT");
        Assert.That(client.Say("b4 STATUS INBOX (MESSAGES)"), Does.Contain("b4 OK STATUS completed"));
    }

    [TestCase("b2 LIST \"\" *", "C D/x D/y B INBOX")]
    [TestCase("b2 LSUB \"\" *", "D/y C INBOX")]
    public void The_newest_may_come_first_and_INBOX_last(string command, string expected)
    {
        var plan = ServerBench.Full.Having("B", "D/y", "D/x", "C").With(ListSemantics.Standard with { Order = ListOrder.NewestFirst, InboxLast = true });
        var client = new ServerBench(plan).LogIn();
        foreach (var name in new[] { "D/y", "C", "INBOX" })
            client.Say($"b1 SUBSCRIBE {name}");

        var names = client.Say(command).Rows().Split('\n').Select(row => row.Split(' ')[^1]).Where(name => name != "D");

        Assert.That(string.Join(' ', names), Is.EqualTo(expected));
    }

    [Test]
    public void The_oldest_may_come_first()
    {
        var client = new ServerBench(ServerBench.Full.Having("B", "A").With(ListSemantics.Standard with { Order = ListOrder.OldestFirst })).LogIn();

        Assert.That(client.Say("b1 LIST \"\" *").Rows().Split('\n').Select(row => row.Split(' ')[^1]), Is.EqualTo(new[] { "INBOX", "B", "A" }));
    }

    [Test]
    public void Roles_may_come_before_children_and_with_LSUB()
    {
        var client = new ServerBench(ServerBench.Full.With(ListSemantics.Standard with { RolesFirst = true, LsubTellsRoles = true })).LogIn();

        Assert.That(client.Say("b1 LIST \"\" Sent").Rows(), Is.EqualTo("(\\Sent \\HasNoChildren) Sent"));
        Assert.That(client.Say("b2 LSUB \"\" Sent").Rows(), Is.EqualTo("(\\Sent) Sent"));
    }

    [Test]
    public void Attributes_may_stand_by_the_alphabet()
    {
        var client = new ServerBench(ServerBench.Full.With(ListSemantics.Standard with { SortsAttributes = true })).LogIn();

        Assert.That(client.Say("b1 LIST \"\" Drafts").Rows(), Is.EqualTo("(\\Drafts \\HasNoChildren) Drafts"));
        Assert.That(client.Say("b2 LIST \"\" Sent").Rows(), Is.EqualTo("(\\HasNoChildren \\Sent) Sent"));
    }

    private static RawClient Client(FolderSemantics semantics, params string[] names) => new ServerBench(ServerBench.Full.Having(names).With(semantics)).LogIn();
}
