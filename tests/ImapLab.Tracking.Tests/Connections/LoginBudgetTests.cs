using ImapLab.Tracking.Connections;
using ImapLab.Tracking.Tests.Fakes;

namespace ImapLab.Tracking.Tests.Connections;

[TestFixture]
internal sealed class LoginBudgetTests
{
    [Test]
    public void Some_logins_are_free_and_then_they_come_by_the_minute()
    {
        var time = new ManualTime();
        var budget = new LoginBudget(burst: 3, perHour: 60, time);

        for (var login = 0; login < 3; login++)
        {
            Assert.That(budget.Wait, Is.EqualTo(TimeSpan.Zero), $"login {login}");
            budget.Spend();
        }

        Assert.That(budget.Wait, Is.EqualTo(TimeSpan.FromMinutes(1)));
        time.Advance(TimeSpan.FromMinutes(1));
        Assert.That(budget.Wait, Is.EqualTo(TimeSpan.Zero));
    }

    [Test]
    public void An_hour_costs_no_more_than_it_may()
    {
        var time = new ManualTime();
        var budget = new LoginBudget(burst: 10, perHour: 60, time);
        var logins = 0;

        for (var second = 0; second < 3600; second++, time.Advance(TimeSpan.FromSeconds(1)))
        {
            if (budget.Wait > TimeSpan.Zero)
                continue;
            budget.Spend();
            logins++;
        }

        Assert.That(logins, Is.EqualTo(69));
    }
}
