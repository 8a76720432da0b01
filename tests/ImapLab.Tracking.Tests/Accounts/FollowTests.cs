using ImapLab.Tracking.Accounts;
using ImapLab.Tracking.Events;
using ImapLab.Tracking.Ports;
using ImapLab.Tracking.Tests.Fakes;

namespace ImapLab.Tracking.Tests.Accounts;

[TestFixture]
internal sealed class FollowTests
{
    [Test]
    public void What_was_there_before_is_not_told()
    {
        var account = new FakeAccount();
        account.Deliver("INBOX");

        using var follower = Follower.Start(account);

        Assert.That(follower.Mirror.Lines, Is.EqualTo((string[])["accountInitialized"]));
        Assert.That(follower.Tracker.Activity.Phase, Is.EqualTo(TrackerPhase.Idling));
    }

    [Test]
    public void Arrivals_and_deletions_are_told_while_idle_without_a_moment_passing()
    {
        var account = new FakeAccount();
        var first = account.Deliver("INBOX");
        using var follower = Follower.Start(account);

        account.Deliver("INBOX");
        account.Expunge("INBOX", first);

        Assert.That(follower.Mirror.Lines.Skip(1), Is.EqualTo((string[])["messageNew INBOX 2", "messageDeleted INBOX 1"]));
    }

    [Test]
    public void Three_expunges_of_one_place_are_three_messages()
    {
        var account = new FakeAccount();
        for (var n = 0; n < 6; n++)
            account.Deliver("INBOX");
        using var follower = Follower.Start(account);

        account.Expunge("INBOX", 3, 4, 5);

        Assert.That(follower.Mirror.Lines.Skip(1), Is.EqualTo((string[])["messageDeleted INBOX 3", "messageDeleted INBOX 4", "messageDeleted INBOX 5"]));
        Assert.That(account.Commands, Has.None.Contains("SEARCH"), "EXPUNGE alone says which");
    }

    [Test]
    public void A_deletion_tells_what_was_known_of_the_message()
    {
        var account = new FakeAccount();
        account.Deliver("INBOX", "<known@x>");
        using var follower = Follower.Start(account);

        account.Expunge("INBOX", 1);

        var told = (MessageDeletedData)follower.Mirror.Told[^1].Data;
        Assert.That(told.MessageId, Is.EqualTo("<known@x>"));
        Assert.That(MessageKey.TryDecode(told.Id), Is.EqualTo((1, told.Uid)));
    }

    [Test]
    public void A_settled_tracker_has_looked_at_every_folder()
    {
        var account = new FakeAccount();
        account.Create("Work");
        account.Deliver("Work");
        using var follower = Follower.Start(account);
        account.Deliver("Work");
        account.Create("Travel");
        account.Deliver("Travel");

        var settled = follower.Tracker.SettleAsync(CancellationToken.None);

        Assert.That(settled.IsCompletedSuccessfully, Is.True, "no time needs to pass");
        Assert.That(follower.Mirror.Lines.Skip(1), Is.EqualTo((string[])["mailboxNew Travel", "messageNew Travel 1", "messageNew Work 2"]));
    }

    [Test]
    public void A_deleted_folder_is_told_once_and_its_messages_are_not()
    {
        var account = new FakeAccount();
        account.Create("Work");
        account.Deliver("Work");
        using var follower = Follower.Start(account);
        account.Delete("Work");

        follower.Settle();

        Assert.That(follower.Mirror.Lines.Skip(1), Is.EqualTo((string[])["mailboxDeleted Work"]));
        Assert.That(account.Commands.Count(command => command == "LIST"), Is.EqualTo(3), "one at the start, two to be sure");
    }

    [Test]
    public void A_settled_tracker_outlives_a_lost_connection()
    {
        var account = new FakeAccount();
        using var follower = Follower.Start(account);
        account.Cut();
        account.Deliver("INBOX");

        follower.Settle();

        Assert.That(follower.Mirror.Lines.Skip(1), Is.EqualTo((string[])["messageNew INBOX 1"]), "an outage that ends at once is not told");
    }

    [Test]
    public void Without_idle_changes_are_found_by_noop()
    {
        var account = FakeAccount.With(new Lies { Idle = false });
        using var follower = Follower.Start(account);
        account.Deliver("INBOX");

        follower.Time.Advance(TimeSpan.FromSeconds(16));

        Assert.That(follower.Mirror.Lines.Skip(1), Is.EqualTo((string[])["messageNew INBOX 1"]));
    }

    [Test]
    public void A_server_that_refuses_idle_is_asked_by_noop()
    {
        var account = new FakeAccount();
        account.BeforeCommand = command =>
        {
            if (command == "IDLE")
                throw new SourceException(SourceFault.Refused, "IDLE is not for you");
        };
        using var follower = Follower.Start(account);
        account.Deliver("INBOX");

        follower.Time.Advance(TimeSpan.FromSeconds(20));

        Assert.That(follower.Mirror.Lines.Skip(1), Is.EqualTo((string[])["messageNew INBOX 1"]));
        Assert.That(account.Commands.Count(command => command == "IDLE"), Is.EqualTo(1));
        Assert.That(account.Connections, Is.EqualTo(1));
    }

    [Test]
    public void A_server_that_dies_of_idle_is_asked_by_noop_in_the_end()
    {
        var account = new FakeAccount();
        account.BeforeCommand = command =>
        {
            if (command == "IDLE")
                throw new SourceException(SourceFault.Connection, "BYE");
        };
        using var follower = Follower.Start(account);

        follower.Time.Advance(TimeSpan.FromMinutes(10));

        Assert.That(account.Connections, Is.EqualTo(4));
        Assert.That(follower.Tracker.Activity.Phase, Is.EqualTo(TrackerPhase.Polling));
    }

    [Test]
    public void An_outage_is_told_once_and_waits_grow()
    {
        var account = new FakeAccount { BeforeConnect = () => throw new SourceException(SourceFault.Connection, "refused") };
        using var follower = Follower.Start(account);

        follower.Time.Advance(TimeSpan.FromMinutes(2));

        Assert.That(follower.Mirror.Lines, Is.EqualTo((string[])["connectError refused"]));
        Assert.That(account.Connections, Is.InRange(6, 9), "1 s, 2 s, 4 s, 8 s, 16 s, 32 s, 60 s");
        Assert.That(((ProblemData)follower.Mirror.Told[0].Data).RetryIn, Is.Not.Null);
    }

    [Test]
    public void A_login_alone_does_not_shorten_the_waits()
    {
        var account = new FakeAccount();
        account.BeforeCommand = _ => throw new SourceException(SourceFault.Connection, "cut");
        using var follower = Follower.Start(account);

        follower.Time.Advance(TimeSpan.FromMinutes(2));

        Assert.That(account.Connections, Is.InRange(6, 9));
    }

    [Test]
    public void Wrong_credentials_are_told_as_such()
    {
        var account = new FakeAccount { BeforeConnect = () => throw new SourceException(SourceFault.Authentication, "wrong password") };

        using var follower = Follower.Start(account);

        Assert.That(follower.Mirror.Lines, Is.EqualTo((string[])["authenticationError wrong password"]));
    }

    [Test]
    public void A_refusal_of_the_moment_changes_nothing()
    {
        var account = new FakeAccount();
        account.Create("Work");
        account.Deliver("Work");
        using var follower = Follower.Start(account);
        account.Deliver("Work");
        var refusals = 3;
        account.BeforeCommand = command =>
        {
            if (command.EndsWith("Work", StringComparison.Ordinal) && refusals-- > 0)
                throw new SourceException(SourceFault.RefusedForNow, "busy");
        };

        follower.Settle();

        Assert.That(follower.Mirror.Lines.Skip(1), Is.EqualTo((string[])["messageNew Work 2"]));
        Assert.That(account.Connections, Is.EqualTo(1));
    }

    [Test]
    public void A_folder_that_cannot_be_opened_is_set_aside_and_holds_up_nothing()
    {
        var account = new FakeAccount();
        account.Create("Closed");
        account.Deliver("Closed");
        account.BeforeCommand = command =>
        {
            if (command == "EXAMINE Closed")
                throw new SourceException(SourceFault.Refused, "not for you");
        };
        using var follower = Follower.Start(account);

        follower.Settle();
        account.Deliver("INBOX");

        Assert.That(follower.Mirror.Lines, Is.EqualTo((string[])
        [
            "syncWarning Closed The folder is set aside: not for you",
            "accountInitialized",
            "messageNew INBOX 1",
        ]));
    }

    [Test]
    public void A_folder_that_ends_every_connection_is_set_aside_in_the_end()
    {
        var account = new FakeAccount();
        account.Create("Deadly");
        account.BeforeCommand = command =>
        {
            if (command == "EXAMINE Deadly")
                throw new SourceException(SourceFault.Connection, "cut");
        };
        using var follower = Follower.Start(account);

        follower.Settle();

        Assert.That(follower.Mirror.Lines, Is.EqualTo((string[])["syncWarning Deadly The folder is set aside: cut", "accountInitialized"]));
        Assert.That(account.Connections, Is.EqualTo(11));
    }

    [Test]
    public void Only_chosen_folders_are_tracked()
    {
        var account = new FakeAccount();
        account.Create("Work");
        account.Create("Work/Old");
        account.Create("Travel");
        using var follower = Follower.Start(account, options: new TrackerOptions { Account = "u", Folders = ["Work*"] });
        foreach (var name in account.Folders.Keys)
            account.Deliver(name);

        follower.Settle();

        Assert.That(follower.Mirror.Lines.Skip(1), Is.EquivalentTo((string[])["messageNew Work 1", "messageNew Work/Old 1"]));
    }

    [Test]
    public void A_stopped_tracker_leaves_nobody_waiting()
    {
        var account = new FakeAccount { BeforeConnect = () => throw new SourceException(SourceFault.Connection, "refused") };
        Task settled;
        using (var follower = Follower.Start(account))
            settled = follower.Tracker.SettleAsync(CancellationToken.None);

        Assert.That(settled.IsFaulted || settled.IsCanceled, Is.True);
        Assert.That(settled.Exception?.InnerException, Is.InstanceOf<OperationCanceledException>().Or.Null);
    }
}
