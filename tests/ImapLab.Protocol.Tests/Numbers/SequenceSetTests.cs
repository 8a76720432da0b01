using ImapLab.Protocol.Numbers;

namespace ImapLab.Protocol.Tests.Numbers;

[TestFixture]
internal sealed class SequenceSetTests
{
    [TestCase("1", 10u, "1")]
    [TestCase("2,4:7,9", 10u, "2 4-7 9")]
    [TestCase("4:2", 10u, "2-4")]
    [TestCase("12:*", 14u, "12-14")]
    [TestCase("12:*", 10u, "10-12")]
    [TestCase("*", 10u, "10")]
    [TestCase("1:3,3:5,6", 10u, "1-6")]
    [TestCase("4294967295", 10u, "4294967295")]
    public void A_set_names_what_the_rfc_says(string text, uint last, string expected)
    {
        var resolved = SequenceSet.TryParse(text)!.Resolve(last);

        Assert.That(string.Join(' ', resolved.Select(range => range.From == range.To ? $"{range.From}" : $"{range.From}-{range.To}")), Is.EqualTo(expected));
    }

    [TestCase("")]
    [TestCase("0")]
    [TestCase("01")]
    [TestCase("1:")]
    [TestCase(":1")]
    [TestCase("1,,2")]
    [TestCase("+1")]
    [TestCase("-1")]
    [TestCase("1:2:3")]
    [TestCase("4294967296")]
    [TestCase("1 2")]
    public void What_is_no_set_is_not_read_as_one(string text) => Assert.That(SequenceSet.TryParse(text), Is.Null);

    [Test]
    public void Neighbours_are_written_as_ranges() =>
        Assert.That(SequenceSet.Of(new uint[] { 1, 2, 3, 5, 7, 8 }.Select(number => new Uid(number))).ToString(), Is.EqualTo("1:3,5,7:8"));
}
