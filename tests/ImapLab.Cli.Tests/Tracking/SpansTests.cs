using ImapLab.Cli.Tracking;

namespace ImapLab.Cli.Tests.Tracking;

[TestFixture]
internal sealed class SpansTests
{
    [TestCase("90", 90)]
    [TestCase("90s", 90)]
    [TestCase("5m", 300)]
    [TestCase("2h", 7200)]
    [TestCase("24h", 86400)]
    [TestCase("25h", null)]
    [TestCase("0", null)]
    [TestCase("5ms", null)]
    [TestCase("-1", null)]
    [TestCase("m", null)]
    [TestCase("", null)]
    [TestCase("99999999999999999999h", null)]
    public void A_length_of_time_is_read(string text, int? seconds) =>
        Assert.That(Spans.Read(text)?.TotalSeconds, Is.EqualTo(seconds));
}
