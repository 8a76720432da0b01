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
}
