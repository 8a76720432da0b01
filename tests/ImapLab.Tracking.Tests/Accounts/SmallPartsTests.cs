using ImapLab.Protocol.Mail;
using ImapLab.Tracking.Accounts;
using ImapLab.Tracking.Connections;

namespace ImapLab.Tracking.Tests.Accounts;

[TestFixture]
internal sealed class FolderGlobTests
{
    [TestCase("INBOX", "INBOX", true)]
    [TestCase("inbox", "INBOX", true)]
    [TestCase("work", "Work", false)]
    [TestCase("Work*", "Work/Old", true)]
    [TestCase("*/Old", "Work/Old", true)]
    [TestCase("W?rk", "Work", true)]
    [TestCase("W?rk", "Wrk", false)]
    [TestCase("a*b*c", "aXbXbc", true)]
    [TestCase("a*b*c", "aXbXb", false)]
    [TestCase("100%", "100%", true)]
    [TestCase("*", "x", true)]
    [TestCase("x**", "x", true)]
    public void A_pattern_fits_or_not(string pattern, string name, bool fits)
    {
        Assert.That(FolderGlob.Matches([pattern], new MailboxName(name)), Is.EqualTo(fits));
    }

    [Test]
    public void No_pattern_fits_all()
    {
        Assert.That(FolderGlob.Matches([], new MailboxName("x")), Is.True);
    }
}

[TestFixture]
internal sealed class BackoffTests
{
    [Test]
    public void Waits_double_up_to_the_last_with_a_fifth_of_jitter()
    {
        var backoff = new Backoff(TimeSpan.FromSeconds(1), TimeSpan.FromMinutes(1), seed: 1);

        var waits = Enumerable.Range(0, 10).Select(_ => backoff.Next().TotalSeconds).ToList();

        double[] middles = [1, 2, 4, 8, 16, 32, 60, 60, 60, 60];
        Assert.That(waits.Zip(middles, (wait, middle) => wait / middle), Has.All.InRange(0.8, 1.2));
    }

    [Test]
    public void The_same_seed_gives_the_same_waits()
    {
        Assert.That(Waits(5), Is.EqualTo(Waits(5).ToList()));
        Assert.That(Waits(5), Is.Not.EqualTo(Waits(6)));

        static List<TimeSpan> Waits(ulong seed)
        {
            var backoff = new Backoff(TimeSpan.FromSeconds(1), TimeSpan.FromMinutes(1), seed);
            return [.. Enumerable.Range(0, 5).Select(_ => backoff.Next())];
        }
    }
}
