using System.Globalization;
using ImapLab.Server.Mime;

namespace ImapLab.Server.Tests.Mime;

[TestFixture]
internal sealed class MessageDateTests
{
    [TestCase("Thu, 15 Jan 2026 23:30:00 -0800", "2026-01-15", "2026-01-16T07:30:00Z")]
    [TestCase("15 Jan 26 10:30 EST", "2026-01-15", "2026-01-15T15:30:00Z")]
    [TestCase("15 Jan 99 10:30 PDT", "1999-01-15", "1999-01-15T17:30:00Z")]
    [TestCase("Thu, 15 Jan 2026 10:30:00 +0100 (CET)", "2026-01-15", "2026-01-15T09:30:00Z")]
    [TestCase("Thu (is it?), 15 (day) january 2026 10.30.00 GMT", "2026-01-15", "2026-01-15T10:30:00Z")]
    [TestCase("thu,15 JAN 2026 10:30:00 nowhere", "2026-01-15", "2026-01-15T10:30:00Z")]
    [TestCase("Thu, 31 Dec 2026 23:59:60 +0000", "2026-12-31", "2027-01-01T00:00:00Z")]
    [TestCase("Thu, 15 Jan 2026", "2026-01-15", "2026-01-15T00:00:00Z")]
    [TestCase("Thu, 15 Jan 2026 99:99:99 +9999", "2026-01-15", "2026-01-10T19:21:00Z")]
    [TestCase("Sat, 29 Feb 2024 00:00:00 Z", "2024-02-29", "2024-02-29T00:00:00Z")]
    public void A_date_is_a_day_as_written_and_a_moment(string value, string day, string moment)
    {
        var date = MessageDate.Parse(value);

        Assert.That(date!.Value.Day, Is.EqualTo(DateOnly.ParseExact(day, "yyyy-MM-dd", CultureInfo.InvariantCulture)));
        Assert.That(DateTimeOffset.FromUnixTimeSeconds(date.Value.Seconds), Is.EqualTo(DateTimeOffset.Parse(moment, CultureInfo.InvariantCulture)));
    }

    [TestCase("")]
    [TestCase("the day after tomorrow")]
    [TestCase("Thu, 99 Jan 2026 10:00:00 +0000")]
    [TestCase("Thu, 0 Jan 2026 10:00:00 +0000")]
    [TestCase("Thu, 30 Feb 2026 10:00:00 +0000")]
    [TestCase("Thu, 15 Foo 2026 10:00:00 +0000")]
    [TestCase("Thu, 15 Jan 126 10:00:00 +0000")]
    [TestCase("Thu, 15 Jan 0 10:00:00 +0000")]
    [TestCase("Thu, 15 Jan 0000 10:00:00 +0000")]
    [TestCase("2026-01-15 10:00:00")]
    [TestCase("15")]
    [TestCase("15 Jan")]
    [TestCase("((((")]
    [TestCase(",,,,")]
    public void Without_a_day_there_is_none(string value) => Assert.That(MessageDate.Parse(value), Is.Null);
}
