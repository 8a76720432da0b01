using ImapLab.Protocol.Numbers;

namespace ImapLab.Scenarios.Tests.WireBudget;

/// <summary>What it costs to find out what happened to a folder on a server that offers IMAP4rev1 alone, after EXAMINE.</summary>
[TestFixture]
internal sealed class WireBudgetTests
{
    [Test]
    public void Nothing_changed()
    {
        var folder = new CountedFolder(100_000);

        var exchanges = folder.Track();

        Assert.That(Bytes(exchanges), Is.LessThanOrEqualTo(600));
    }

    [TestCase(100_000, 3_000, 6)]
    [TestCase(1_000_000, 4_000, 7)]
    public void One_deletion(int messages, int bytes, int roundTrips)
    {
        var folder = new CountedFolder(messages);
        var gone = folder.Uids[messages / 3];
        folder.Expunge([gone]);

        var exchanges = folder.Track();

        Assert.That(folder.ToldGone, Is.EqualTo((Uid[])[gone]));
        Assert.That(Bytes(exchanges), Is.LessThanOrEqualTo(bytes));
        Assert.That(exchanges, Has.Count.LessThanOrEqualTo(roundTrips));
        TestContext.Out.WriteLine($"{folder.CountListing()} bytes for a listing");
    }

    [Test]
    public void One_deletion_beside_arrivals_of_which_some_are_gone_already()
    {
        var folder = new CountedFolder(100_000);
        var gone = folder.Uids[70_000];
        folder.Expunge([gone]);
        folder.Deliver(3);
        folder.Expunge([new Uid(folder.Uids[^1].Value + 2)]);

        var exchanges = folder.Track();

        Assert.That(folder.ToldGone, Is.EqualTo((Uid[])[gone]));
        Assert.That(Bytes(exchanges), Is.LessThanOrEqualTo(3_000));
        Assert.That(exchanges, Has.Count.LessThanOrEqualTo(6));
    }

    [Test]
    public void Ten_scattered_deletions()
    {
        var folder = new CountedFolder(100_000);
        var gone = Scattered(folder, 10);
        folder.Expunge(gone);

        var exchanges = folder.Track();

        Assert.That(folder.ToldGone, Is.EqualTo(gone));
        Assert.That(Bytes(exchanges), Is.LessThanOrEqualTo(16_000));
    }

    [Test]
    public void A_thousand_deletions_in_a_row()
    {
        var folder = new CountedFolder(100_000);
        var gone = folder.Uids.Skip(43_210).Take(1_000).ToArray();
        folder.Expunge(gone);

        var exchanges = folder.Track();

        Assert.That(folder.ToldGone, Is.EqualTo(gone));
        Assert.That(Bytes(exchanges), Is.LessThanOrEqualTo(4_000));
    }

    [Test]
    public void It_never_costs_more_than_a_tenth_over_a_listing(
        [Values(100, 1_000, 30_000)] int messages,
        [Values(1, 3, 10, 30, 100, 300)] int perThousand)
    {
        var folder = new CountedFolder(messages);
        var gone = Scattered(folder, Math.Max(1, messages * perThousand / 1_000));
        folder.Expunge(gone);
        var listing = folder.CountListing();

        var exchanges = folder.Track();

        Assert.That(folder.ToldGone, Is.EqualTo(gone));
        Assert.That(Bytes(Looks(exchanges)), Is.LessThanOrEqualTo(listing * 11 / 10));
    }

    /// <summary>Without the check of a listing against FETCH: it is part of the listing.</summary>
    private static IEnumerable<Exchange> Looks(IReadOnlyList<Exchange> exchanges)
    {
        var at = exchanges.ToList().FindIndex(exchange => exchange.Command.Contains("SEARCH", StringComparison.Ordinal));
        return at < 0 ? exchanges : exchanges.Take(at + 1);
    }

    private static long Bytes(IEnumerable<Exchange> exchanges)
    {
        var all = exchanges.ToList();
        var bytes = all.Sum(exchange => exchange.Bytes);
        TestContext.Out.WriteLine($"{bytes} bytes in {all.Count} round trips");
        return bytes;
    }

    private static Uid[] Scattered(CountedFolder folder, int count)
    {
        var uids = folder.Uids.ToArray();
        new Random(count).Shuffle(uids);
        return [.. uids.Take(count).Order()];
    }
}
