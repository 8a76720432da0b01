using ImapLab.Tracking.Connections;

namespace ImapLab.Tracking.Tests.Connections;

[TestFixture]
internal sealed class IdleSpanTests
{
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(9);

    [Test]
    public void One_death_proves_nothing()
    {
        var span = new IdleSpan(Longest);

        span.Died(Seconds(30), Seconds(31));

        Assert.That(span.Current, Is.EqualTo(Longest));
    }

    [Test]
    public void Two_deaths_at_the_same_age_of_idle_shorten_it()
    {
        var span = new IdleSpan(Longest);

        span.Died(Seconds(30), Seconds(31));
        span.Died(Seconds(30.4), Seconds(90));

        Assert.That(span.Current, Is.EqualTo(Seconds(24.32)));
    }

    [Test]
    public void Deaths_at_any_time_are_the_network()
    {
        var span = new IdleSpan(Longest);

        foreach (var death in (double[])[30, 200, 55, 400, 20])
            span.Died(Seconds(death), Seconds(death));

        Assert.That(span.Current, Is.EqualTo(Longest));
    }

    [Test]
    public void A_connection_that_dies_at_its_age_all_the_same_gets_long_idles_again()
    {
        var span = new IdleSpan(Longest);
        span.Died(Seconds(30), Seconds(30));
        span.Died(Seconds(30), Seconds(30));

        span.Died(Seconds(6), Seconds(30));
        span.Died(Seconds(30), Seconds(30));
        span.Died(Seconds(30), Seconds(30));

        Assert.That(span.Current, Is.EqualTo(Longest));
    }

    private static TimeSpan Seconds(double seconds) => TimeSpan.FromSeconds(seconds);
}
