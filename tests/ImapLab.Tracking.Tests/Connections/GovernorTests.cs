using ImapLab.Tracking.Accounts;
using ImapLab.Tracking.Connections;
using ImapLab.Tracking.Ports;
using ImapLab.Tracking.Tests.Fakes;

namespace ImapLab.Tracking.Tests.Connections;

[TestFixture]
internal sealed class GovernorTests
{
    private static readonly SourceException Crowded = new(SourceFault.Crowded, "too many");

    [Test]
    public void Waits_in_a_crowd_are_long_and_grow()
    {
        var governor = new Governor(new TrackerOptions { Account = "u" }, new ManualTime());

        var waits = Enumerable.Range(0, 8).Select(_ => governor.Fail(Crowded).TotalSeconds).ToList();

        Assert.That(waits[0], Is.InRange(24, 36));
        Assert.That(waits[1], Is.InRange(48, 72));
        Assert.That(waits[^1], Is.InRange(480, 720));
    }

    [Test]
    public void Only_useful_work_makes_waits_short_again()
    {
        var governor = new Governor(new TrackerOptions { Account = "u" }, new ManualTime());
        var lost = new SourceException(SourceFault.Connection, "cut");
        for (var n = 0; n < 4; n++)
            governor.Fail(lost);

        governor.Enter();
        governor.Leave();
        var afterLogin = governor.Fail(lost);
        governor.Worked();
        var afterWork = governor.Fail(lost);

        Assert.That(afterLogin.TotalSeconds, Is.GreaterThan(12));
        Assert.That(afterWork.TotalSeconds, Is.LessThan(1.3));
    }

    [Test]
    public void A_password_that_was_wrong_three_times_is_left_alone_for_an_hour()
    {
        var governor = new Governor(new TrackerOptions { Account = "u" }, new ManualTime());
        var wrong = new SourceException(SourceFault.Authentication, "no");

        var waits = Enumerable.Range(0, 4).Select(_ => governor.Fail(wrong)).ToList();

        Assert.That(waits[1], Is.LessThan(TimeSpan.FromSeconds(5)));
        Assert.That(waits[2], Is.EqualTo(TimeSpan.FromHours(1)));
        Assert.That(waits[3], Is.EqualTo(TimeSpan.FromHours(1)));
    }

    [Test]
    public void A_login_says_that_the_password_was_right()
    {
        var governor = new Governor(new TrackerOptions { Account = "u" }, new ManualTime());
        var wrong = new SourceException(SourceFault.Authentication, "no");
        governor.Fail(wrong);
        governor.Fail(wrong);

        governor.Enter();
        governor.Leave();

        Assert.That(governor.Fail(wrong), Is.LessThan(TimeSpan.FromMinutes(1)));
    }

    [Test]
    public void A_hint_silences_the_account_and_its_logins()
    {
        var time = new ManualTime();
        var governor = new Governor(new TrackerOptions { Account = "u" }, time);

        governor.Slow(TimeSpan.FromSeconds(92));
        var passed = governor.PassAsync(CancellationToken.None);

        Assert.That(governor.UntilLogin, Is.EqualTo(TimeSpan.FromSeconds(92)));
        time.Advance(TimeSpan.FromSeconds(91));
        Assert.That(passed.IsCompleted, Is.False);
        time.Advance(TimeSpan.FromSeconds(2));
        Assert.That(passed.IsCompletedSuccessfully, Is.True);
        Assert.That(governor.UntilLogin, Is.EqualTo(TimeSpan.Zero));
    }

    [Test]
    public void Throttles_without_a_hint_get_longer()
    {
        var time = new ManualTime();
        var governor = new Governor(new TrackerOptions { Account = "u" }, time);

        governor.Slow(null);
        var first = governor.UntilLogin;
        time.Advance(first);
        governor.Slow(null);

        Assert.That(first.TotalSeconds, Is.InRange(4, 6));
        Assert.That(governor.UntilLogin.TotalSeconds, Is.InRange(8, 12));
    }
}
