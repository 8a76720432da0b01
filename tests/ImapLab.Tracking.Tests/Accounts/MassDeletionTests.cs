using ImapLab.Tracking.Accounts;
using ImapLab.Tracking.Events;
using ImapLab.Tracking.Tests.Fakes;

namespace ImapLab.Tracking.Tests.Accounts;

[TestFixture]
internal sealed class MassDeletionTests
{
    private static readonly TrackerOptions Options = new() { Account = "u", AlarmThreshold = 3, AlarmWindow = TimeSpan.FromMinutes(1) };

    [Test]
    public void Many_deletions_at_once_are_told_beside_their_own_events()
    {
        var account = Filled();
        using var follower = Follower.Start(account, options: Options);

        for (var at = 0; at < 4; at++)
            account.Expunge("INBOX", (uint)at + 1);

        Assert.That(follower.Mirror.Told.Count(told => told.Event == EventNames.MessageDeleted), Is.EqualTo(4));
        Assert.That(Alarms(follower), Is.EqualTo((MassDeletionData[])[new(4, 3, TimeSpan.FromMinutes(1))]));
        Assert.That(follower.Mirror.Told[^1].Event, Is.EqualTo(EventNames.MassDeletion), "after those that it speaks of");
        Assert.That(follower.Mirror.Told[^1].Path, Is.EqualTo("INBOX"));
    }

    [Test]
    public void A_burst_is_told_once_and_the_next_one_again()
    {
        var account = Filled();
        using var follower = Follower.Start(account, options: Options);
        for (var at = 0; at < 8; at++)
            account.Expunge("INBOX", (uint)at + 1);
        Assert.That(Alarms(follower), Has.Count.EqualTo(1));

        follower.Time.Advance(TimeSpan.FromMinutes(2));
        for (var at = 8; at < 13; at++)
            account.Expunge("INBOX", (uint)at + 1);

        Assert.That(Alarms(follower), Has.Count.EqualTo(2));
    }

    [Test]
    public void Deletions_far_from_each_other_are_no_burst()
    {
        var account = Filled();
        using var follower = Follower.Start(account, options: Options);

        for (var at = 0; at < 8; at++)
        {
            account.Expunge("INBOX", (uint)at + 1);
            follower.Time.Advance(TimeSpan.FromSeconds(30));
        }

        Assert.That(Alarms(follower), Is.Empty);
    }

    [Test]
    public void Without_a_threshold_there_is_no_alarm()
    {
        var account = Filled();
        using var follower = Follower.Start(account, options: Options with { AlarmThreshold = 0 });

        for (var at = 0; at < 10; at++)
            account.Expunge("INBOX", (uint)at + 1);

        Assert.That(Alarms(follower), Is.Empty);
    }

    [Test]
    public void What_is_older_than_the_history_is_forgotten_now_and_then()
    {
        using var folder = new Sqlite.StateFolder();
        using var store = Tracking.Sqlite.SqliteTrackerStore.Open(folder.State);
        var account = Filled();
        using var follower = Follower.Start(account, store, Options with { History = TimeSpan.FromDays(2) });
        account.Expunge("INBOX", 1);
        follower.Time.Advance(TimeSpan.FromDays(1));
        account.Expunge("INBOX", 2);
        Assert.That(Kept(), Is.EqualTo((3, 2)));

        follower.Time.Advance(TimeSpan.FromHours(26));

        Assert.That(Kept(), Is.EqualTo((1, 1)));

        (int Events, int Gone) Kept()
        {
            using var history = Tracking.Sqlite.EventHistory.Open(folder.State);
            return (history.Find(new Tracking.Sqlite.EventQuery()).Count(), history.FindGone(new Tracking.Sqlite.EventQuery()).Count());
        }
    }

    private static List<EventData> Alarms(Follower follower) =>
        [.. follower.Mirror.Told.Where(told => told.Event == EventNames.MassDeletion).Select(told => told.Data)];

    private static FakeAccount Filled()
    {
        var account = new FakeAccount();
        for (var at = 0; at < 20; at++)
            account.Deliver("INBOX");
        return account;
    }
}
