using ImapLab.Server.Tests.Bench;

namespace ImapLab.Server.Tests.Searching;

/// <summary>PARTIAL (RFC 9394).</summary>
[TestFixture]
internal sealed class PartialTests
{
    [TestCase("1:2", "2:3")]
    [TestCase("2:1", "2:3")]
    [TestCase("3:3", "5")]
    [TestCase("3:9", "5,8")]
    [TestCase("-1:-1", "8")]
    [TestCase("-1:-2", "5,8")]
    [TestCase("-2:-1", "5,8")]
    [TestCase("-3:-9", "2:3")]
    [TestCase("5:9", "NIL")]
    [TestCase("-5:-9", "NIL")]
    [TestCase("4294967295:4294967295", "NIL")]
    [TestCase("1:4294967295", "2:3,5,8")]
    public void A_stretch_of_the_results_is_told(string range, string expected)
    {
        var client = Client();

        Assert.That(client.Say($"b1 UID SEARCH RETURN (PARTIAL {range}) UID 2:3,5,8"), Does.StartWith($"* ESEARCH (TAG \"b1\") UID PARTIAL ({range} {expected})\n"));
    }

    [TestCase("PARTIAL 0:1")]
    [TestCase("PARTIAL 1:-1")]
    [TestCase("PARTIAL -1:1")]
    [TestCase("PARTIAL 1:*")]
    [TestCase("PARTIAL 1")]
    [TestCase("PARTIAL")]
    [TestCase("PARTIAL 1:2 PARTIAL 3:4")]
    [TestCase("PARTIAL 1:2 ALL")]
    public void What_is_no_stretch_is_refused(string options) =>
        Assert.That(Client().Say($"b1 SEARCH RETURN ({options}) ALL"), Does.StartWith("b1 BAD"));

    [TestCase("SAVE PARTIAL 2:3", "3 5")]
    [TestCase("SAVE PARTIAL 2:3 MIN", "2 3 5")]
    [TestCase("SAVE PARTIAL 2:3 MAX", "3 5 8")]
    [TestCase("SAVE PARTIAL 2:3 MIN MAX", "2 3 5 8")]
    [TestCase("SAVE PARTIAL 2:3 COUNT", "2 3 5 8")]
    public void What_is_kept_is_what_was_told(string options, string kept)
    {
        var client = Client();

        client.Say($"b1 SEARCH RETURN ({options}) 2:3,5,8");

        Assert.That(client.Say("b2 SEARCH $"), Is.EqualTo($"* SEARCH {kept}\nb2 OK SEARCH completed"));
    }

    [TestCase("1:*", "PARTIAL -1:-2", "7 8")]
    [TestCase("2:3,5,8", "PARTIAL 2:3", "3 5")]
    [TestCase("2:3,5,8", "PARTIAL 9:10", "")]
    [TestCase("2:3,5,8", "CHANGEDSINCE 1 PARTIAL -1:-1", "8")]
    [TestCase("2:3,5,8", "PARTIAL 1:4 CHANGEDSINCE 999", "")]
    public void Uid_fetch_takes_a_stretch_too(string set, string modifiers, string expected)
    {
        var uids = Client().Say($"b1 UID FETCH {set} (UID) ({modifiers})").Split('\n').Where(line => line.Contains(" FETCH (", StringComparison.Ordinal)).Select(line => line.Split(' ')[1]);

        Assert.That(string.Join(' ', uids), Is.EqualTo(expected));
    }

    [TestCase("FETCH 1:* (UID) (PARTIAL 1:2)")]
    [TestCase("UID FETCH 1:* (UID) ()")]
    public void Fetch_by_number_takes_none(string command) => Assert.That(Client().Say($"b1 {command}"), Does.StartWith("b1 BAD"));

    private static RawClient Client()
    {
        var bench = new ServerBench();
        bench.Deliver(8);
        return bench.Select();
    }
}
