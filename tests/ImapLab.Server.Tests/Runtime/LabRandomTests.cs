using ImapLab.Server.Runtime;

namespace ImapLab.Server.Tests.Runtime;

[TestFixture]
internal sealed class LabRandomTests
{
    [Test]
    public void The_same_seed_and_name_give_the_same_numbers_on_every_machine() =>
        Assert.That(Numbers(new LabRandom(42).Stream("wire/connection-2")), Is.EqualTo(Pinned));

    [Test]
    public void Names_and_seeds_give_streams_of_their_own()
    {
        Assert.That(Numbers(new LabRandom(42).Stream("wire/connection-3")), Is.Not.EqualTo(Pinned));
        Assert.That(Numbers(new LabRandom(43).Stream("wire/connection-2")), Is.Not.EqualTo(Pinned));
    }

    [Test]
    public void Numbers_stay_within_their_bounds_and_reach_them()
    {
        var stream = new LabRandom(1).Stream("bounds");

        var seen = Enumerable.Range(0, 1000).Select(_ => stream.Next(1, 8)).ToHashSet();

        Assert.That(seen, Is.EquivalentTo(new[] { 1, 2, 3, 4, 5, 6, 7 }));
    }

    private static int[] Numbers(RandomStream stream) => [.. Enumerable.Range(0, 6).Select(_ => stream.Next(0, 1000))];

    /// <summary>Computed by another implementation of xoshiro256** and FNV-1a.</summary>
    private static readonly int[] Pinned = [409, 129, 6, 398, 773, 32];
}
