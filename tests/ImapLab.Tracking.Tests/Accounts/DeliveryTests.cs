using ImapLab.Tracking.Events;
using ImapLab.Tracking.Ports;
using ImapLab.Tracking.Tests.Fakes;

namespace ImapLab.Tracking.Tests.Accounts;

[TestFixture]
internal sealed class DeliveryTests
{
    [Test]
    public void An_event_taken_by_nobody_comes_again_with_the_same_id()
    {
        var account = new FakeAccount();
        using var store = new MemoryTrackerStore();
        var refused = new List<string>();
        var first = new Follower(account, store);
        first.Mirror.OnEvent = told =>
        {
            if (told.Event == EventNames.MessageNew)
            {
                refused.Add(told.EventId);
                throw new IOException("the consumer died");
            }
        };
        first.Start();
        account.Deliver("INBOX");
        Assert.That(first.Running.Exception?.InnerException, Is.InstanceOf<IOException>());
        account.Cut();

        using var second = Follower.Start(account, store);

        Assert.That(refused, Is.EqualTo(second.Mirror.Told.Select(told => told.EventId)));
    }

    [Test]
    public void What_was_taken_does_not_come_again()
    {
        var account = new FakeAccount();
        using var store = new MemoryTrackerStore();
        using (Follower.Start(account, store))
            account.Deliver("INBOX");

        using var second = Follower.Start(account, store);

        Assert.That(second.Mirror.Told, Is.Empty);
    }

    [Test]
    public void The_same_history_gives_the_same_ids()
    {
        var once = Play();

        var again = Play();

        Assert.That(again, Is.EqualTo(once));

        static List<string> Play()
        {
            var account = new FakeAccount();
            using var follower = Follower.Start(account);
            account.Deliver("INBOX");
            account.Expunge("INBOX", 1);
            return [.. follower.Mirror.Told.Select(EventJson.Write)];
        }
    }

    [Test]
    public void State_of_another_account_is_refused()
    {
        using var store = new MemoryTrackerStore();
        using (Follower.Start(new FakeAccount(), store))
        {
        }

        Assert.That(
            () => new Follower(new FakeAccount(), store, new Tracking.Accounts.TrackerOptions { Account = "other" }),
            Throws.ArgumentException.With.Message.Contains("\"u\""));
    }
}
