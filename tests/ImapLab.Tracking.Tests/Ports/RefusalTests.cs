using ImapLab.Tracking.Ports;

namespace ImapLab.Tracking.Tests.Ports;

[TestFixture]
internal sealed class RefusalTests
{
    [TestCase("UNAVAILABLE", "User unknown", true)]
    [TestCase("LIMIT", "UID FETCH Rate limit hit", true)]
    [TestCase("INUSE", "", true)]
    [TestCase("SERVERBUG", "oops", true)]
    [TestCase("AUTHENTICATIONFAILED", "Please try again later", false)]
    [TestCase("NONEXISTENT", "no such mailbox", false)]
    [TestCase("ALERT", "Too many simultaneous connections. (Failure)", true)]
    [TestCase(null, "Server Unavailable. 15", true)]
    [TestCase(null, "Request is throttled. Suggested Backoff Time: 299961 milliseconds", true)]
    [TestCase(null, "Service temporarily unavailable", true)]
    [TestCase(null, "Mailbox doesn't exist: Work", false)]
    [TestCase(null, null, false)]
    public void A_no_of_the_moment_is_told_from_a_no_for_good(string? code, string? text, bool passing)
    {
        Assert.That(Refusal.IsPassing(code, text), Is.EqualTo(passing));
    }

    [TestCase("Request is throttled. Suggested Backoff Time: 92415 milliseconds", 92.415)]
    [TestCase("Suggested Backoff Time: 5000", 5)]
    [TestCase("Too many requests, try again in 5 minutes", 300)]
    [TestCase("please retry after 30 s", 30)]
    [TestCase("Wait for 2 hours.", 3600)]
    [TestCase("Suggested Backoff Time: 999999999999999 milliseconds", 3600)]
    [TestCase("Suggested Backoff Time: 99999999999999999999999 milliseconds", null)]
    [TestCase("Server Unavailable. 15", null)]
    [TestCase("You have 5 messages in 3 folders", null)]
    [TestCase("Try again", null)]
    [TestCase(null, null)]
    public void A_hint_how_long_to_wait_is_read_and_bounded(string? text, double? seconds)
    {
        Assert.That(Refusal.RetryAfter(text)?.TotalSeconds, Is.EqualTo(seconds));
    }

    [TestCase("THROTTLED", "", true)]
    [TestCase("LIMIT", "UID FETCH Rate limit hit", true)]
    [TestCase(null, "Request is throttled. Suggested Backoff Time: 1 milliseconds", true)]
    [TestCase("OVERQUOTA", "Account exceeded command or bandwidth limits.", true)]
    [TestCase("UNAVAILABLE", "Temporary System Problem", false)]
    [TestCase("INUSE", "", false)]
    [TestCase("SERVERBUG", "", false)]
    public void Only_some_refusals_ask_for_fewer_commands(string? code, string text, bool throttles)
    {
        Assert.That(Refusal.IsThrottle(code, text), Is.EqualTo(throttles));
    }

    [TestCase("LIMIT", "Maximum number of connections from user+IP exceeded (mail_max_userip_connections=10)", true)]
    [TestCase("ALERT", "Too many simultaneous connections. (Failure)", true)]
    [TestCase(null, "Too many open connections (3 of 3 for u6)", true)]
    [TestCase("UNAVAILABLE", "Temporary authentication failure", false)]
    [TestCase(null, "Server Unavailable. 15", false)]
    public void A_crowd_is_told_from_other_trouble_at_login(string? code, string text, bool isCrowd)
    {
        Assert.That(Refusal.IsPassing(code, text), Is.True);
        Assert.That(Refusal.IsCrowd(code, text), Is.EqualTo(isCrowd));
    }
}
