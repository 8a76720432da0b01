using ImapLab.Protocol.Mail;
using ImapLab.Server.Mailboxes;
using ImapLab.Server.Plans;
using ImapLab.Server.Tests.Bench;

namespace ImapLab.Server.Tests.Commands.Folders;

[TestFixture]
internal sealed class QuotaTests
{
    private static readonly QuotaPlan Whole = new("")
    {
        Limits = new Dictionary<QuotaResource, ulong> { [QuotaResource.Storage] = 2, [QuotaResource.Message] = 3, [QuotaResource.Mailbox] = 5 },
    };

    private static readonly string Kilobyte = new('x', 1024);

    [Test]
    public void A_root_tells_what_is_used_of_what_there_is()
    {
        var bench = Bench(Whole);
        bench.Deliver("Subject: x\r\n\r\n", "Sent");

        Assert.That(bench.LogIn().Say("b1 GETQUOTAROOT INBOX"), Is.EqualTo(
            """
            * QUOTAROOT INBOX ""
            * QUOTA "" (STORAGE 1 2 MESSAGE 1 3 MAILBOX 4 5)
            b1 OK GETQUOTAROOT completed
            """));
    }

    [TestCase("GETQUOTA \"\"", "* QUOTA \"\" (STORAGE 0 2 MESSAGE 0 3 MAILBOX 4 5)")]
    [TestCase("GETQUOTA Nope", "b1 NO [NONEXISTENT]")]
    [TestCase("GETQUOTAROOT Nope", "* QUOTAROOT Nope \"\"")]
    [TestCase("GETQUOTAROOT a//b", "b1 NO [CANNOT]")]
    [TestCase("SETQUOTA \"\" (STORAGE 10)", "b1 NO [NOPERM]")]
    [TestCase("SETQUOTA \"\" STORAGE 10", "b1 BAD")]
    [TestCase("SETQUOTA \"\" (STORAGE 9223372036854775808)", "b1 BAD")]
    [TestCase("GETQUOTA", "b1 BAD")]
    public void Commands_answer(string command, string expected) =>
        Assert.That(Bench(Whole).LogIn().Say($"b1 {command}"), Does.StartWith(expected));

    [Test]
    public void Who_may_sets_limits_and_lifts_those_that_are_not_named()
    {
        var client = Bench(["QUOTASET"], Whole).LogIn();

        Assert.That(client.Say("b1 SETQUOTA \"\" (MESSAGE 0 STORAGE 100)"), Is.EqualTo("* QUOTA \"\" (STORAGE 0 100 MESSAGE 0 0)\nb1 OK SETQUOTA completed"));
        Assert.That(client.Say("b2 SETQUOTA \"\" (NONSENSE 1)"), Does.StartWith("b2 NO [CANNOT]"));
        Assert.That(client.Say("b3 SETQUOTA Nope ()"), Does.StartWith("b3 NO [NONEXISTENT]"));
        Assert.That(client.Say("b4 APPEND INBOX {3+}\r\nabc"), Does.StartWith("b4 NO [OVERQUOTA]"));
        Assert.That(client.Say("b5 SETQUOTA \"\" ()"), Is.EqualTo("* QUOTA \"\" ()\nb5 OK SETQUOTA completed"));
        Assert.That(client.Say("b6 APPEND INBOX {3+}\r\nabc"), Does.StartWith("b6 OK"));
    }

    [Test]
    public void A_message_too_many_is_refused_by_every_command_that_would_put_it()
    {
        var bench = Bench(Whole);
        bench.Deliver(3);
        var client = bench.Select();

        Assert.That(client.Say("b1 APPEND Sent {3+}\r\nabc"), Does.StartWith("b1 NO [OVERQUOTA]"));
        Assert.That(client.Say("b2 COPY 1 Sent"), Does.StartWith("b2 NO [OVERQUOTA]"));
        Assert.That(client.Say("b3 UID COPY 1:2 Sent"), Does.StartWith("b3 NO [OVERQUOTA]"));
        Assert.That(client.Say("b4 STATUS Sent (MESSAGES)"), Does.Contain("MESSAGES 0"));
    }

    [Test]
    public void A_literal_that_would_be_too_much_is_declined_before_it_is_sent()
    {
        var client = Bench(Whole).LogIn();

        Assert.That(client.Say("b1 APPEND INBOX {3000}"), Does.StartWith("b1 NO [OVERQUOTA]"));
    }

    [Test]
    public void To_move_within_a_root_is_no_more_than_there_was()
    {
        var bench = Bench(Whole);
        bench.Deliver(3);
        var client = bench.Select();

        Assert.That(client.Say("b1 MOVE 1:3 Sent").Split('\n')[^1], Does.StartWith("b1 OK"));
    }

    [Test]
    public void To_move_under_another_root_is()
    {
        var archive = new QuotaPlan("Archive") { Under = new MailboxName("Archive"), Limits = new Dictionary<QuotaResource, ulong> { [QuotaResource.Message] = 1 } };
        var bench = Bench(archive);
        bench.Deliver(2);
        var client = bench.Select();
        client.Say("b1 CREATE Archive/2026");

        Assert.That(client.Say("b2 MOVE 1:2 Archive/2026"), Does.StartWith("b2 NO [OVERQUOTA]"));
        Assert.That(client.Say("b3 MOVE 1 Archive/2026").Split('\n')[^1], Does.StartWith("b3 OK"));
        Assert.That(client.Say("b4 GETQUOTAROOT INBOX"), Is.EqualTo("* QUOTAROOT INBOX\nb4 OK GETQUOTAROOT completed"));
        Assert.That(client.Say("b5 GETQUOTAROOT Archive/2026"), Does.StartWith("* QUOTAROOT Archive/2026 Archive\n* QUOTA Archive (MESSAGE 1 1)\n"));
    }

    [Test]
    public void Storage_counts_octets_and_tells_units()
    {
        var client = Bench(Whole).LogIn();

        Assert.That(client.Say($"b1 APPEND INBOX {{1024+}}\r\n{Kilobyte}"), Does.StartWith("b1 OK"));
        Assert.That(client.Say($"b2 APPEND INBOX {{1024+}}\r\n{Kilobyte}"), Does.StartWith("b2 OK"));
        Assert.That(client.Say("b3 GETQUOTA \"\""), Does.Contain("STORAGE 2 2"));
        Assert.That(client.Say("b4 APPEND INBOX {1+}\r\nx"), Does.StartWith("b4 NO [OVERQUOTA]"));
    }

    [Test]
    public void Room_comes_back_when_mail_goes()
    {
        var bench = Bench(Whole);
        bench.Deliver(3);
        var client = bench.Select();
        client.Say("b1 STORE 1 +FLAGS.SILENT (\\Deleted)");

        Assert.That(client.Say("b2 STATUS INBOX (DELETED DELETED-STORAGE)"), Does.StartWith($"* STATUS INBOX (DELETED 1 DELETED-STORAGE {bench.Inbox.Messages.First().Message.Content.Size})"));
        client.Say("b3 EXPUNGE");
        Assert.That(client.Say("b4 APPEND INBOX {3+}\r\nabc"), Does.Contain("b4 OK"));
    }

    [Test]
    public void A_mailbox_too_many_is_refused()
    {
        var client = Bench(Whole).LogIn();
        client.Say("b1 CREATE Work");

        Assert.That(client.Say("b2 CREATE Play"), Does.StartWith("b2 NO [OVERQUOTA]"));
        Assert.That(client.Say("b3 RENAME Work Play"), Does.StartWith("b3 OK"));
    }

    [Test]
    public void A_soft_limit_warns()
    {
        var client = Bench(Whole with { IsSoft = true }).LogIn();
        foreach (var number in new[] { 1, 2, 3 })
            Assert.That(client.Say($"b{number} APPEND INBOX {{3+}}\r\nabc"), Does.StartWith($"b{number} OK"));

        Assert.That(client.Say("b4 APPEND INBOX {3+}\r\nabc"), Does.StartWith("* NO [OVERQUOTA] Soft quota has been exceeded\nb4 OK"));
    }

    [Test]
    public void A_limit_that_is_near_is_told_of()
    {
        var limits = new Dictionary<QuotaResource, ulong> { [QuotaResource.Message] = 4 };
        var bench = Bench(Whole with { Limits = limits, WarnAt = 75 });
        bench.Deliver(2);
        var client = bench.LogIn();

        Assert.That(client.Say("b1 SELECT INBOX"), Does.Not.Contain("quota"));
        Assert.That(client.Say("b2 APPEND INBOX {3+}\r\nabc"), Does.Contain("* NO [ALERT] Mailbox is at 75% of quota\n"));
        Assert.That(client.Say("b3 SELECT INBOX"), Does.Contain("* NO [ALERT] Mailbox is at 75% of quota\n"));
    }

    [Test]
    public void A_replaced_message_needs_no_room_of_its_own()
    {
        var bench = Bench(["REPLACE"], Whole);
        bench.Deliver(3);

        Assert.That(bench.Select().Say("b1 REPLACE 1 INBOX {3+}\r\nabc").Split('\n')[^1], Does.StartWith("b1 OK"));
    }

    private static ServerBench Bench(params QuotaPlan[] quotas) => Bench([], quotas);

    private static ServerBench Bench(string[] capabilities, params QuotaPlan[] quotas) =>
        new(FolderBench.With(["QUOTA", "QUOTA=RES-STORAGE", "QUOTA=RES-MESSAGE", "QUOTA=RES-MAILBOX", .. capabilities]) with { Quotas = quotas });
}
