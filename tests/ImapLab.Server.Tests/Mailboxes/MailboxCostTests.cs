using ImapLab.Protocol.Mail;
using ImapLab.Protocol.Numbers;
using ImapLab.Protocol.Replies;
using ImapLab.Server.Commands;
using ImapLab.Server.Mailboxes;
using ImapLab.Server.Runtime;
using ImapLab.Server.Sessions;

namespace ImapLab.Server.Tests.Mailboxes;

/// <summary>What mailboxes cost, in octets that are allocated: the same on every machine, however busy it is.</summary>
[TestFixture]
internal sealed class MailboxCostTests
{
    private static readonly IMessageContent Content = new HeldContent(new byte[400]);

    [Test]
    public void A_generated_message_takes_less_than_forty_octets()
    {
        var mailbox = Make(0, out var store);

        var cost = Cost(() => Fill(mailbox, store, 200_000));

        Assert.That(cost / 200_000, Is.LessThan(40));
    }

    [Test]
    public void The_journal_of_a_bulk_arrival_is_one_run()
    {
        var mailbox = Make(100_000, out _);

        Assert.That(mailbox.Journal.RunsFrom(0).Count(), Is.EqualTo(2), "One for the making of the mailbox, one for the mail.");
        Assert.That(mailbox.Journal.Length, Is.EqualTo(100_001));
    }

    [Test]
    public void To_open_a_mailbox_costs_the_same_however_large_it_is()
    {
        var (small, large) = (Make(1_000, out _), Make(300_000, out _));

        var difference = Cost(() => new SessionView(large, 1, readOnly: false)) - Cost(() => new SessionView(small, 1, readOnly: false));

        Assert.That(difference, Is.InRange(-200, 200));
    }

    [Test]
    public void An_expunge_costs_no_more_in_a_large_mailbox_than_in_a_small_one()
    {
        var (small, large) = (Make(2_000, out _), Make(300_000, out _));
        Expunge(small, 10);
        Expunge(large, 10);

        // What each of them copies for itself it copies once.
        var (costSmall, costLarge) = (Cost(() => Expunge(small, 11)), Cost(() => Expunge(large, 11)));

        Assert.That(costLarge, Is.LessThanOrEqualTo(costSmall + 200));
    }

    [Test]
    public void A_view_that_is_told_of_one_expunge_copies_one_way_down()
    {
        var mailbox = Make(300_000, out _);
        var view = new SessionView(mailbox, 1, readOnly: true);
        mailbox.Expunge(0, new Uid(150_000));
        var untold = view.Untold().Single();

        var cost = Cost(() => view.Tell(untold));

        Assert.That(cost, Is.LessThan(6_000));
    }

    [Test]
    public void A_view_that_knows_all_there_is_has_the_mailboxs_own_uids()
    {
        var mailbox = Make(100_000, out _);
        var view = new SessionView(mailbox, 1, readOnly: true);
        mailbox.AtOnce(() =>
        {
            for (var uid = 1u; uid < 100_000; uid += 2)
                mailbox.Expunge(0, new Uid(uid));
        });
        Assert.That(News(view).OfType<ExpungeReply>().Count(), Is.EqualTo(50_000));

        // Were the tree the view's own, a change to the mailbox would copy nothing.
        Assert.That(Cost(() => mailbox.Expunge(0, new Uid(2))), Is.GreaterThan(Cost(() => mailbox.Expunge(0, new Uid(4)))));
        Assert.That(view.Uids.Count, Is.EqualTo(50_000));
    }

    [TestCase(10_000)]
    [TestCase(100_000)]
    public void A_burst_of_expunges_costs_a_view_the_same_for_each(int count)
    {
        var mailbox = Make(count, out _);
        var view = new SessionView(mailbox, 1, readOnly: true);
        mailbox.AtOnce(() =>
        {
            for (var uid = 1u; uid <= count; uid++)
                mailbox.Expunge(0, new Uid(uid));
        });

        var cost = Cost(() => News(view).Count());

        Assert.That(cost / count, Is.LessThan(64));
        Assert.That(view.Uids, Is.Empty);
    }

    [Test]
    public void To_watch_and_to_go_costs_the_same_for_the_ten_thousandth_as_for_the_first()
    {
        var mailbox = Make(0, out _);
        var first = Cost(() => mailbox.Changed += Watcher());
        for (var more = 0; more < 9_000; more++)
            mailbox.Changed += Watcher();

        Assert.That(Cost(() => mailbox.Changed += Watcher()), Is.LessThanOrEqualTo(first));
    }

    private static IEnumerable<Reply> News(SessionView view) => new SessionNews(view, ClientFeatures.None, new SessionSemantics(), byUid: false).Tell(view.Untold());

    private static Action Watcher()
    {
        var told = 0;
        return () => told++;
    }

    private static void Expunge(Mailbox mailbox, uint uid) => Assert.That(mailbox.Expunge(0, new Uid(uid)), Is.True);

    private static Mailbox Make(int count, out MailStore store)
    {
        store = new MailStore(new VirtualTime(new PumpedLoop(), new DateTimeOffset(2026, 1, 15, 10, 0, 0, TimeSpan.Zero)), '/', new UidValidity(1));
        var mailbox = store.Create(MailboxName.Inbox);
        Fill(mailbox, store, count);
        return mailbox;
    }

    private static void Fill(Mailbox mailbox, MailStore store, int count) =>
        mailbox.AddAll(0, store.NewMessages(count, _ => (Content, DateTimeOffset.UnixEpoch)), FlagSet.Empty);

    private static long Cost(Action work)
    {
        var before = GC.GetAllocatedBytesForCurrentThread();
        work();
        return GC.GetAllocatedBytesForCurrentThread() - before;
    }

    private static long Cost<T>(Func<T> work) => Cost(() => { work(); });
}
