using ImapLab.Tracking.Accounts;
using ImapLab.Tracking.Ports;
using ImapLab.Tracking.Tests.Fakes;

namespace ImapLab.Tracking.Tests.Accounts;

/// <summary>What the tracker does between two looks, and how often it looks.</summary>
[TestFixture]
internal sealed class LiveTests
{
    [Test]
    public void Each_folder_is_looked_at_at_its_own_pace()
    {
        var account = new FakeAccount();
        account.Create("Archive/2024");
        account.Create("Work");
        var options = new TrackerOptions { Account = "u", Poll = TimeSpan.FromMinutes(5), Polls = [new PollRule("Archive/*", TimeSpan.FromHours(1))] };
        using var follower = Follower.Start(account, options: options);
        account.Commands.Clear();

        follower.Time.Advance(TimeSpan.FromMinutes(119));

        Assert.That(account.Commands.Count(command => command == "STATUS Work"), Is.EqualTo(23));
        Assert.That(account.Commands.Count(command => command == "STATUS Archive/2024"), Is.EqualTo(1));
        Assert.That(account.Commands.Count(command => command == "LIST"), Is.EqualTo(23));
    }

    [Test]
    public void A_settle_looks_at_folders_that_are_not_due()
    {
        var account = new FakeAccount();
        account.Create("Archive");
        var options = new TrackerOptions { Account = "u", Polls = [new PollRule("Archive", TimeSpan.FromDays(1))] };
        using var follower = Follower.Start(account, options: options);
        account.Deliver("Archive");

        var settled = follower.Tracker.SettleAsync(CancellationToken.None);

        Assert.That(settled.IsCompletedSuccessfully, Is.True);
        Assert.That(follower.Mirror.Lines.Skip(1), Is.EqualTo((string[])["messageNew Archive 1"]));
    }

    [Test]
    public void Another_folder_can_be_the_one_that_is_watched()
    {
        var account = new FakeAccount();
        account.Create("Alerts");
        using var follower = Follower.Start(account, options: new TrackerOptions { Account = "u", Watched = "Alerts" });

        account.Deliver("Alerts");

        Assert.That(follower.Tracker.Activity.Folder?.Text, Is.EqualTo("Alerts"));
        Assert.That(follower.Mirror.Lines.Skip(1), Is.EqualTo((string[])["messageNew Alerts 1"]));
    }

    [Test]
    public void Idle_is_renewed_and_the_folder_asked_each_time()
    {
        var account = new FakeAccount();
        using var follower = Follower.Start(account, options: new TrackerOptions { Account = "u", Poll = TimeSpan.FromHours(2) });
        account.Commands.Clear();

        follower.Time.Advance(TimeSpan.FromMinutes(100));

        Assert.That(account.Commands.Distinct(), Is.EquivalentTo((string[])["NOOP", "IDLE"]));
        Assert.That(account.Commands.Count(command => command == "IDLE"), Is.EqualTo(11));
        Assert.That(account.Commands.Count(command => command == "NOOP"), Is.EqualTo(11));
    }

    [Test]
    public void What_idle_kept_to_itself_is_found_when_it_is_renewed()
    {
        var account = FakeAccount.With(new Lies { IdleIsDeaf = true });
        using var follower = Follower.Start(account, options: new TrackerOptions { Account = "u", Poll = TimeSpan.FromHours(2) });
        account.Deliver("INBOX");

        follower.Time.Advance(TimeSpan.FromMinutes(10));

        Assert.That(follower.Mirror.Lines.Skip(1), Is.EqualTo((string[])["messageNew INBOX 1"]));
    }

    [Test]
    public void A_server_that_ends_idle_after_thirty_seconds_is_asked_to_renew_before()
    {
        var account = new FakeAccount();
        using var follower = Follower.Start(account, options: new TrackerOptions { Account = "u", Poll = TimeSpan.FromHours(2) });
        ITimer? killer = null;
        account.BeforeCommand = command =>
        {
            killer?.Dispose();
            killer = command == "IDLE" ? follower.Time.CreateTimer(_ => account.Cut(), null, TimeSpan.FromSeconds(30), Timeout.InfiniteTimeSpan) : null;
        };
        account.Cut();

        follower.Time.Advance(TimeSpan.FromMinutes(30));

        Assert.That(account.Connections, Is.EqualTo(4), "one, one after the cut, and two that taught");
        Assert.That(follower.Tracker.Activity.Phase, Is.EqualTo(TrackerPhase.Idling));
    }

    [Test]
    public void A_connection_that_only_status_keeps_alive_gets_status()
    {
        var account = FakeAccount.With(new Lies { Idle = false });
        account.Create("Work");
        using var follower = Follower.Start(account, options: new TrackerOptions { Account = "u", Poll = TimeSpan.FromHours(1), KeepAlive = KeepAlive.Status });
        account.Commands.Clear();

        follower.Time.Advance(TimeSpan.FromMinutes(1));

        Assert.That(account.Commands, Is.EqualTo((string[])["STATUS Work", "STATUS Work", "STATUS Work", "STATUS Work"]));
    }

    [Test]
    public void Logins_have_a_budget_even_on_a_server_that_serves_and_cuts()
    {
        var account = new FakeAccount();
        using var follower = Follower.Start(account);
        var answered = 0;
        account.BeforeCommand = command =>
        {
            // Enough is answered each time for it to count as useful.
            if (command == "IDLE" || ++answered % 5 == 0)
                throw new SourceException(SourceFault.Connection, "cut");
        };
        account.Cut();

        for (var minute = 0; minute < 60; minute++)
        {
            account.Deliver("INBOX");
            follower.Time.Advance(TimeSpan.FromMinutes(1));
        }

        Assert.That(account.Connections, Is.InRange(5, 70));
    }

    [Test]
    public void A_throttle_silences_the_whole_account_for_as_long_as_it_says()
    {
        var account = new FakeAccount();
        account.Create("Work");
        account.Create("Travel");
        using var follower = Follower.Start(account);
        var asked = new List<DateTimeOffset>();
        var isThrottled = true;
        account.BeforeCommand = command =>
        {
            asked.Add(follower.Time.GetUtcNow());
            if (!command.StartsWith("STATUS", StringComparison.Ordinal) || !isThrottled)
                return;
            isThrottled = false;
            throw new SourceException(SourceFault.RefusedForNow, "throttled") { IsThrottle = true, RetryAfter = TimeSpan.FromSeconds(92) };
        };

        var settled = follower.Tracker.SettleAsync(CancellationToken.None);
        var told = asked.Count;
        follower.Time.Advance(TimeSpan.FromSeconds(91));

        Assert.That(asked, Has.Count.EqualTo(told), "silence");
        follower.Time.Advance(TimeSpan.FromSeconds(10));
        Assert.That(settled.IsCompletedSuccessfully, Is.True);
        Assert.That(account.Connections, Is.EqualTo(1));
    }

    [Test]
    public void A_wrong_password_is_tried_three_times_and_then_once_an_hour()
    {
        var account = new FakeAccount { BeforeConnect = () => throw new SourceException(SourceFault.Authentication, "wrong password") };
        using var follower = Follower.Start(account);

        follower.Time.Advance(TimeSpan.FromHours(10));

        Assert.That(account.Connections, Is.EqualTo(12));
        Assert.That(follower.Mirror.Lines, Is.EqualTo((string[])["authenticationError wrong password"]));
    }

    [Test]
    public void A_ban_is_not_hammered_at()
    {
        var account = new FakeAccount { BeforeConnect = () => throw new SourceException(SourceFault.Crowded, "banned") };
        using var follower = Follower.Start(account);

        follower.Time.Advance(TimeSpan.FromMinutes(5));

        Assert.That(account.Connections, Is.InRange(2, 4));
        Assert.That(follower.Mirror.Lines, Is.EqualTo((string[])["connectError banned"]));
    }
}
