using ImapLab.Protocol.Numbers;
using ImapLab.Server.Mailboxes;
using ImapLab.Server.Tests.Bench;

namespace ImapLab.Server.Tests.Sync;

/// <summary>What a client finds of messages that another one has expunged and of which it was not told yet (RFC 2180 section 4). Of four messages the second is gone.</summary>
[TestFixture]
internal sealed class GoneMessagesTests
{
    [Test]
    public void By_default_what_is_gone_is_left_out_and_the_client_is_told_no()
    {
        var client = Client(GoneSemantics.Standard);

        Assert.That(client.Say("b1 FETCH 1:2 (FLAGS)"), Is.EqualTo("* 1 FETCH (FLAGS ())\nb1 NO [EXPUNGEISSUED] Some of the requested messages no longer exist"));
        Assert.That(client.Say("b2 STORE 1:2 +FLAGS (\\Seen)"), Is.EqualTo("* 1 FETCH (FLAGS (\\Seen))\nb2 NO [EXPUNGEISSUED] Some of the messages no longer exist"));
        Assert.That(client.Say("b3 STORE 1:2 +FLAGS.SILENT (\\Draft)"), Is.EqualTo("b3 OK STORE completed"));
        Assert.That(client.Say("b4 SEARCH ALL"), Does.StartWith("* SEARCH 1 3 4\n"));
        Assert.That(client.Say("b5 COPY 1:2 Sent"), Is.EqualTo("* 2 EXPUNGE\nb5 NO [EXPUNGEISSUED] Some of the requested messages no longer exist"));
    }

    [Test]
    public void By_uid_what_is_gone_is_no_error()
    {
        Assert.That(
            Client(GoneSemantics.Standard).Say("b1 UID FETCH 1:2 (UID)"), Is.EqualTo("* 1 FETCH (UID 1)\n* 2 EXPUNGE\nb1 OK UID FETCH completed"));
        Assert.That(
            Client(GoneSemantics.Standard).Say("b1 UID STORE 2 +FLAGS (\\Seen)"), Is.EqualTo("* 2 EXPUNGE\nb1 OK UID STORE completed"));
    }

    [Test]
    public void A_gone_message_may_be_served_as_ever()
    {
        var client = Client(new GoneSemantics { Fetch = GoneFetch.Served });

        Assert.That(client.Say("b1 FETCH 2 (UID BODY.PEEK[TEXT])"), Is.EqualTo("* 2 FETCH (UID 2 BODY[TEXT] {8}\nText 2\n)\nb1 OK FETCH completed"));
        client.Say("b2 NOOP");
        Assert.That(client.Say("b3 FETCH 2 (UID)"), Does.StartWith("* 2 FETCH (UID 3)\n"));
    }

    [Test]
    public void A_gone_message_may_be_empty()
    {
        var client = Client(new GoneSemantics { Fetch = GoneFetch.Emptied, Verdict = GoneVerdict.OkWithCode });

        Assert.That(client.Say("b1 FETCH 2 (FLAGS)"), Is.EqualTo("* 2 FETCH (FLAGS (\\Deleted))\nb1 OK FETCH completed"));
        Assert.That(
            client.Say("b2 FETCH 2 (BODY[TEXT] ENVELOPE RFC822.SIZE)"),
            Is.EqualTo("* 2 FETCH (BODY[TEXT] NIL ENVELOPE (NIL NIL NIL NIL NIL NIL NIL NIL NIL NIL) RFC822.SIZE 0)\nb2 OK [EXPUNGEISSUED] Some messages were already expunged"));
    }

    [Test]
    public void A_gone_message_may_be_replaced_by_a_text()
    {
        var client = Client(new GoneSemantics { Fetch = GoneFetch.Replaced, Verdict = GoneVerdict.Ok });

        Assert.That(
            client.Say("b1 FETCH 2 (FLAGS BODY[TEXT])"),
            Is.EqualTo("* 2 FETCH (FLAGS () BODY[TEXT] {52}\nThis message is no longer available on the server.\n)\nb1 OK FETCH completed"));
    }

    [Test]
    public void A_fetch_may_be_refused_only_where_all_is_gone()
    {
        var client = Client(new GoneSemantics { Verdict = GoneVerdict.NoIfAllGone });

        Assert.That(client.Say("b1 FETCH 2 (UID)"), Is.EqualTo("b1 NO All of the requested messages have been expunged"));
        Assert.That(client.Say("b2 FETCH 1:2 (UID)"), Is.EqualTo("* 1 FETCH (UID 1)\nb2 OK FETCH completed"));
    }

    [Test]
    public void Store_may_pass_over_what_is_gone_or_tell_what_its_flags_would_be()
    {
        Assert.That(Client(new GoneSemantics { Store = GoneStore.Ignored }).Say("b1 STORE 2 +FLAGS (\\Seen)"), Is.EqualTo("b1 OK STORE completed"));
        Assert.That(
            Client(new GoneSemantics { Store = GoneStore.Told }).Say("b1 STORE 2 +FLAGS (\\Seen)"),
            Does.StartWith("* 2 FETCH (FLAGS (\\Deleted \\Seen))\n").And.EndsWith("b1 OK STORE completed"));
    }

    [Test]
    public void What_a_client_changes_of_a_gone_message_it_finds_so_until_it_is_told()
    {
        var client = Client(new GoneSemantics { Store = GoneStore.Told, Fetch = GoneFetch.Emptied, Verdict = GoneVerdict.OkWithCode });

        client.Say("b1 STORE 2 +FLAGS (\\Flagged)");
        Assert.That(client.Say("b2 FETCH 2 (BODY[])"), Does.StartWith("* 2 FETCH (BODY[] NIL FLAGS (\\Flagged \\Deleted \\Seen))\n"));
        Assert.That(client.Say("b3 FETCH 2 (FLAGS)"), Does.StartWith("* 2 FETCH (FLAGS (\\Flagged \\Deleted \\Seen))\n"));
        Assert.That(client.Say("b4 UID STORE 2 +FLAGS (\\Draft)"), Is.EqualTo("* 2 EXPUNGE\nb4 OK UID STORE completed"), "by UID the expunge itself is told");
    }

    [Test]
    public void A_copy_that_fails_for_what_is_gone_tells_of_it_where_refusals_bring_no_news()
    {
        var bench = new ServerBench(SyncPlans.Where(session => session with { NewsWithRefusals = false }));
        bench.Deliver(2);
        var client = bench.Select();
        bench.Inbox.Expunge(0, new Uid(2));

        Assert.That(client.Say("b1 COPY 1 Nowhere"), Does.StartWith("b1 NO [TRYCREATE]"));
        Assert.That(client.Say("b2 COPY 1:2 Sent"), Does.StartWith("* 2 EXPUNGE\n").And.Contains("b2 NO [EXPUNGEISSUED]"));
    }

    [TestCase("UID SEARCH UID 1:*")]
    [TestCase("UID SEARCH OR SEEN UID 2:9")]
    [TestCase("UID SORT (SIZE) UTF-8 UID 1")]
    [TestCase("UID SEARCH NOT UID 1")]
    public void A_search_by_uids_may_hold_expunges_as_one_by_numbers(string command)
    {
        var bench = new ServerBench(SyncPlans.Where(session => session with { UidSetsHoldExpunges = true }));
        bench.Deliver(2);
        var client = bench.Select();
        bench.Inbox.Expunge(0, new Uid(2));

        Assert.That(client.Say($"b1 {command}"), Does.Not.Contain("EXPUNGE"));
        Assert.That(client.Say("b2 UID SEARCH RETURN (ALL) OR UID 7 UID 3:9"), Does.Contain("* 2 EXPUNGE"), "no message is named");
    }

    [Test]
    public void Copy_may_copy_what_is_gone_or_the_rest()
    {
        Assert.That(Client(new GoneSemantics { Copy = GoneCopy.Copied }).Say("b1 COPY 1:2 Sent"), Is.EqualTo("* 2 EXPUNGE\nb1 OK [COPYUID 3 1:2 1:2] COPY completed"));
        Assert.That(Client(new GoneSemantics { Copy = GoneCopy.Skipped }).Say("b1 COPY 1:2 Sent"), Is.EqualTo("* 2 EXPUNGE\nb1 OK [COPYUID 3 1 1] COPY completed"));
    }

    [Test]
    public void Search_may_find_what_is_gone()
    {
        Assert.That(Client(new GoneSemantics { SearchFinds = true }).Say("b1 SEARCH ALL"), Does.StartWith("* SEARCH 1 2 3 4\n"));
        Assert.That(Client(new GoneSemantics { SearchFinds = true }).Say("b1 SEARCH BODY \"Text 2\""), Is.EqualTo("* SEARCH 2\nb1 OK SEARCH completed"));
        Assert.That(
            Client(new GoneSemantics { SearchFinds = true, SearchReads = false }).Say("b1 SEARCH BODY \"Text 2\""),
            Is.EqualTo("* SEARCH\nb1 OK [EXPUNGEISSUED] SEARCH completed"),
            "by what is kept beside it alone");
    }

    [Test]
    public void The_last_flags_of_a_kept_message_are_told_while_its_expunge_is_held_back()
    {
        var client = Client(new GoneSemantics { TellsFlags = true });

        Assert.That(client.Say("b1 FETCH 1 (UID)"), Is.EqualTo("* 1 FETCH (UID 1)\n* 2 FETCH (FLAGS (\\Deleted))\nb1 OK FETCH completed"));
        Assert.That(client.Say("b2 NOOP"), Is.EqualTo("* 2 EXPUNGE\nb2 OK NOOP completed"));
    }

    [Test]
    public void That_a_message_came_may_be_told_although_it_is_gone_by_then()
    {
        var bench = Bench(new GoneSemantics { Arrives = true, Fetch = GoneFetch.Emptied, Verdict = GoneVerdict.OkWithCode });
        var client = bench.Select();
        bench.Deliver(1);
        bench.Inbox.Expunge(0, new Uid(5));
        Assert.That(client.Say("b1 FETCH 1 (UID)"), Does.Not.Contain("EXISTS"), "nothing keeps the client from knowing all there is");

        bench.Inbox.Expunge(0, new Uid(4));
        bench.Deliver(2);
        bench.Inbox.Expunge(0, new Uid(6));
        Assert.That(client.Say("b2 FETCH 1 (UID)"), Does.Contain("* 6 EXISTS\n"));
        Assert.That(client.Say("b3 FETCH 5 (UID BODY[])"), Does.Contain("* 5 FETCH (UID 6 BODY[] NIL)\n"));
        Assert.That(client.Say("b4 NOOP"), Does.StartWith("* 4 EXPUNGE\n* 4 EXPUNGE\n"));
        Assert.That(bench.Inbox.Graves.Find(new Uid(6)), Is.Null);
        Assert.That(bench.Inbox.Graves.Find(new Uid(5)), Is.Null);
    }

    [Test]
    public void A_message_that_came_and_went_is_not_told_of_where_expunges_are_told()
    {
        var bench = Bench(new GoneSemantics { Arrives = true, Fetch = GoneFetch.Emptied });
        var client = bench.Select();
        bench.Deliver(2);
        bench.Inbox.Expunge(0, new Uid(5));

        Assert.That(client.Say("b1 NOOP"), Is.EqualTo("* 5 EXISTS\n* 1 RECENT\nb1 OK NOOP completed"));
        Assert.That(client.Say("b2 FETCH 5 (UID)"), Is.EqualTo("* 5 FETCH (UID 6)\nb2 OK FETCH completed"));
        Assert.That(bench.Inbox.Graves.Find(new Uid(5)), Is.Null);
    }

    [Test]
    public void A_conditional_store_fails_for_what_is_gone_and_was_changed_since()
    {
        var client = Client(new GoneSemantics { Store = GoneStore.Told });

        Assert.That(client.Say("b1 STORE 1:2 (UNCHANGEDSINCE 5) +FLAGS (\\Seen)"), Does.Contain("b1 OK [MODIFIED 2]"));
        Assert.That(client.Say("b2 STORE 2 (UNCHANGEDSINCE 99) +FLAGS (\\Seen)"), Does.Contain("* 2 FETCH"));
    }

    [Test]
    public void A_command_that_holds_expunges_back_may_say_so()
    {
        var bench = new ServerBench(SyncPlans.Where(session => session with { MarksHeldExpunges = true }));
        bench.Deliver(2);
        var client = bench.Select();
        bench.Inbox.Expunge(0, new Uid(1));

        Assert.That(client.Say("b1 FETCH 2 (UID)"), Does.EndWith("b1 OK [EXPUNGEISSUED] FETCH completed"));
        Assert.That(client.Say("b2 NOOP"), Does.EndWith("b2 OK NOOP completed"));
        Assert.That(client.Say("b3 FETCH 1 (UID)"), Does.EndWith("b3 OK FETCH completed"));
    }

    [Test]
    public void What_is_gone_is_kept_until_all_who_may_ask_know_it()
    {
        var bench = Bench(new GoneSemantics { Fetch = GoneFetch.Served });
        var first = bench.Select();
        var second = bench.Select();
        var third = bench.Select();
        bench.Inbox.Expunge(0, new Uid(2));
        bench.Deliver(1);
        bench.Inbox.Expunge(0, new Uid(5));

        first.Say("b1 NOOP");
        third.HangUp();
        Assert.That(bench.Inbox.Graves.Find(new Uid(2)), Is.Not.Null);
        Assert.That(second.Say("c1 FETCH 2 (UID)"), Does.StartWith("* 2 FETCH (UID 2)\n"));
        second.Say("c2 NOOP");

        Assert.That(bench.Inbox.Graves.Find(new Uid(2)), Is.Null);
        Assert.That(bench.Inbox.Graves.Find(new Uid(5)), Is.Null, "nobody was told that it came");
        Assert.That(bench.Inbox.Graves.Visitors, Is.EqualTo(2));
    }

    [Test]
    public void Nothing_is_kept_where_nobody_may_ask()
    {
        var bench = Bench(GoneSemantics.Standard);
        bench.Select();
        bench.Inbox.Expunge(0, new Uid(2));

        Assert.That(bench.Inbox.Graves.Find(new Uid(2)), Is.Null);
    }

    private static ServerBench Bench(GoneSemantics gone)
    {
        var bench = new ServerBench(SyncPlans.Where(session => session with { Gone = gone }));
        bench.Deliver(4);
        // Somebody else has seen them before: none is \Recent.
        bench.Select().HangUp();
        return bench;
    }

    private static RawClient Client(GoneSemantics gone)
    {
        var bench = Bench(gone);
        var client = bench.Select();
        var other = bench.Select();
        other.Say("c1 STORE 2 +FLAGS.SILENT (\\Deleted)");
        other.Say("c2 EXPUNGE");
        return client;
    }
}
