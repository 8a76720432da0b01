using ImapLab.Tracking.Accounts;
using ImapLab.Tracking.Ports;
using ImapLab.Tracking.Tests.Fakes;

namespace ImapLab.Tracking.Tests.Accounts;

/// <summary>Servers that tell something with every answer: the tracker must not dance to it.</summary>
[TestFixture]
internal sealed class BabbleTests
{
    [Test]
    public void A_contradiction_with_every_description_is_no_endless_loop()
    {
        var account = FakeAccount.With(new Lies { Babble = command => command.Contains("(Full)", StringComparison.Ordinal) ? new ViewChange.Expunged(99) : null });
        account.BeforeCommand = _ => Bounded(account);
        using var follower = Follower.Start(account);

        account.Deliver("INBOX");
        follower.Settle();

        Assert.That(follower.Mirror.Lines, Has.Some.Contains("syncWarning INBOX The folder is set aside"));
        Assert.That(account.Commands, Has.Count.LessThan(300));
    }

    [Test]
    public void A_folder_told_well_in_the_end_is_taken_up_again()
    {
        var account = FakeAccount.With(new Lies { Babble = command => command.Contains("(Full)", StringComparison.Ordinal) ? new ViewChange.Expunged(99) : null });
        using var follower = Follower.Start(account);
        account.Deliver("INBOX");
        follower.Settle();

        account.Lies = new Lies();
        follower.Time.Advance(TimeSpan.FromHours(1));

        Assert.That(follower.Mirror.Lines, Has.One.EqualTo("messageNew INBOX 1"));
    }

    [Test]
    public void Messages_announced_with_every_idle_that_are_not_there_make_no_storm()
    {
        var account = FakeAccount.With(new Lies { Babble = command => command == "IDLE" ? new ViewChange.Exists(7) : null });
        account.Deliver("INBOX");
        account.BeforeCommand = _ => Bounded(account);
        using var follower = Follower.Start(account);

        follower.Time.Advance(TimeSpan.FromMinutes(1));
        account.Deliver("INBOX");
        follower.Settle();

        Assert.That(follower.Mirror.Lines, Has.One.EqualTo("messageNew INBOX 2"));
        Assert.That(account.Commands, Has.Count.LessThan(100));
    }

    [Test]
    public void Exists_repeated_with_every_idle_does_not_make_idle_a_storm()
    {
        var account = FakeAccount.With(new Lies { Babble = command => command == "IDLE" ? new ViewChange.Exists(1) : null });
        account.Deliver("INBOX");
        account.BeforeCommand = _ => Bounded(account);
        using var follower = Follower.Start(account);

        follower.Time.Advance(TimeSpan.FromMinutes(1));
        account.Deliver("INBOX");
        follower.Settle();

        Assert.That(follower.Mirror.Lines, Has.One.EqualTo("messageNew INBOX 2"));
        Assert.That(account.Commands, Has.Count.LessThan(40));
    }

    [Test]
    public void A_contradiction_with_every_idle_does_not_make_idle_a_storm()
    {
        var account = FakeAccount.With(new Lies { Babble = command => command == "IDLE" ? new ViewChange.Expunged(99) : null });
        account.Deliver("INBOX");
        account.BeforeCommand = _ => Bounded(account);
        using var follower = Follower.Start(account);

        follower.Time.Advance(TimeSpan.FromMinutes(1));
        account.Deliver("INBOX");
        follower.Settle();

        Assert.That(follower.Mirror.Lines, Has.One.EqualTo("messageNew INBOX 2"));
        Assert.That(account.Commands, Has.Count.LessThan(60));
    }

    [Test]
    public void A_contradiction_with_every_noop_is_no_storm()
    {
        var account = FakeAccount.With(new Lies { Idle = false, Babble = command => command == "NOOP" ? new ViewChange.Expunged(99) : null });
        account.Deliver("INBOX");
        account.BeforeCommand = _ => Bounded(account);
        using var follower = Follower.Start(account);

        follower.Time.Advance(TimeSpan.FromMinutes(1));
        account.Deliver("INBOX");
        follower.Settle();

        Assert.That(follower.Mirror.Lines, Has.One.EqualTo("messageNew INBOX 2"));
        Assert.That(account.Commands, Has.Count.LessThan(60));
    }

    /// <summary>Ends a loop that would otherwise end with the memory.</summary>
    private static void Bounded(FakeAccount account)
    {
        if (account.Commands.Count > 1000)
            throw new InvalidOperationException("a thousand commands: " + string.Join(", ", account.Commands.TakeLast(6)));
    }
}
