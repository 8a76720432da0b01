using ImapLab.Server.Plans;
using ImapLab.Server.Tests.Bench;

namespace ImapLab.Server.Tests.Sync;

/// <summary>MESSAGELIMIT and SAVELIMIT (RFC 9738): of five messages three may be processed at once. INPROGRESS (RFC 9585).</summary>
[TestFixture]
internal sealed class MessageLimitTests
{
    private static readonly ServerPlan Limited = SyncPlans.With(SyncPlans.All, "MESSAGELIMIT=3", "MULTIAPPEND");

    [Test]
    public void The_last_messages_are_processed_and_the_lowest_of_them_is_told()
    {
        var client = Client(Limited);

        Assert.That(
            client.Say("b1 UID FETCH 1:* (UID)"),
            Is.EqualTo("* 3 FETCH (UID 3)\n* 4 FETCH (UID 4)\n* 5 FETCH (UID 5)\nb1 OK [MESSAGELIMIT 3 3] UID FETCH completed"));
        Assert.That(client.Say("b2 UID FETCH 1:2 (UID)"), Does.EndWith("b2 OK UID FETCH completed"));
        Assert.That(client.Say("b3 STORE 1:4 +FLAGS.SILENT (\\Seen)"), Is.EqualTo("b3 OK [MESSAGELIMIT 3 2] STORE completed"));
        Assert.That(client.Say("b4 SEARCH ALL"), Is.EqualTo("* SEARCH 3 4 5\nb4 OK [MESSAGELIMIT 3 3] SEARCH completed"));
        Assert.That(client.Say("b5 UID SEARCH UID 1:3 SEEN"), Is.EqualTo("* SEARCH 2 3\nb5 OK UID SEARCH completed"));
    }

    [Test]
    public void A_client_that_goes_on_below_has_all()
    {
        var client = Client(Limited);
        client.Say("b1 STORE 3:5 +FLAGS.SILENT (\\Deleted)");
        client.Say("b2 STORE 1:2 +FLAGS.SILENT (\\Deleted)");

        Assert.That(client.Say("b3 EXPUNGE"), Does.StartWith("* 3 EXPUNGE\n* 3 EXPUNGE\n* 3 EXPUNGE\n").And.EndWith("b3 OK [MESSAGELIMIT 3 3] EXPUNGE completed"));
        Assert.That(client.Say("b4 UID EXPUNGE 1:2"), Does.EndWith("b4 OK UID EXPUNGE completed"));
        Assert.That(client.Say("b5 SELECT INBOX"), Does.Contain("* 0 EXISTS"));
    }

    [Test]
    public void Move_moves_what_it_may_and_copy_and_append_do_all_or_nothing()
    {
        var bench = Bench(Limited);
        var client = bench.Select();

        Assert.That(client.Say("b1 COPY 1:4 Sent"), Does.StartWith("b1 NO [MESSAGELIMIT 3] "));
        Assert.That(client.Say("b2 COPY 1:3 Sent"), Does.Contain("b2 OK [COPYUID "));
        Assert.That(client.Say("b3 APPEND Sent {1+}\r\na {1+}\r\nb {1+}\r\nc {1+}\r\nd"), Does.StartWith("b3 NO [MESSAGELIMIT 3] "));
        Assert.That(client.Say("b4 UID MOVE 1:* Sent"), Does.Contain("COPYUID 3 3:5 4:6]").And.EndWith("b4 OK [MESSAGELIMIT 3 3] UID MOVE completed"));
        Assert.That(bench.Inbox.Count, Is.EqualTo(2));
    }

    [Test]
    public void What_may_be_saved_may_have_a_limit_of_its_own()
    {
        var client = Client(SyncPlans.With(SyncPlans.All, "SAVELIMIT=2"));

        Assert.That(client.Say("b1 COPY 1:3 Sent"), Does.StartWith("b1 NO [MESSAGELIMIT 2] "));
        Assert.That(client.Say("b2 FETCH 1:5 (UID)"), Does.EndWith("b2 OK FETCH completed"));
    }

    [TestCase("MESSAGELIMIT")]
    [TestCase("MESSAGELIMIT=")]
    [TestCase("MESSAGELIMIT=0")]
    [TestCase("MESSAGELIMIT=many")]
    [TestCase("SAVELIMIT=-1")]
    public void A_limit_is_a_number(string capability)
    {
        Assert.That(CapabilityPlan.IsServed(capability), Is.False);
        Assert.That(() => new ServerBench(SyncPlans.With(SyncPlans.All, capability)), Throws.ArgumentException);
    }

    [Test]
    public void A_long_search_tells_how_far_it_has_come_by_messages_and_not_by_time()
    {
        var plan = SyncPlans.With(SyncPlans.All, "INPROGRESS");
        var bench = Bench(plan with { Limits = plan.Limits with { ProgressEvery = 2 } });

        Assert.That(
            bench.Select().Say("b1 SEARCH TEXT nowhere"),
            Is.EqualTo("* OK [INPROGRESS (\"b1\" 2 5)] Looked at 2 of 5 messages\n* OK [INPROGRESS (\"b1\" 4 5)] Looked at 4 of 5 messages\n* SEARCH\nb1 OK SEARCH completed"));
        Assert.That(Client(SyncPlans.All with { Limits = plan.Limits with { ProgressEvery = 2 } }).Say("b1 SEARCH ALL"), Does.Not.Contain("INPROGRESS"));
    }

    private static ServerBench Bench(ServerPlan plan)
    {
        var bench = new ServerBench(plan);
        bench.Deliver(5);
        bench.Select().HangUp();
        return bench;
    }

    private static RawClient Client(ServerPlan plan) => Bench(plan).Select();
}
