using ImapLab.Protocol.Numbers;

namespace ImapLab.Protocol.Tests.Numbers;

/// <summary>What sequences cost, in octets that are allocated: the same on every machine, however busy it is.</summary>
[TestFixture]
internal sealed class UidSequenceCostTests
{
    /// <summary>A way down the tree of a million: a leaf and two branches, each copied once.</summary>
    private const long OneWay = 1500;

    [Test]
    public void A_million_uids_take_less_than_two_bits_each() =>
        Assert.That(Cost(() => Million()), Is.LessThan(250_000));

    [Test]
    public void A_snapshot_copies_nothing()
    {
        var million = Million();

        Assert.That(Cost(() => million.Snapshot()), Is.LessThan(200));
    }

    [Test]
    public void The_first_removal_after_a_snapshot_copies_one_way_down_and_the_next_nothing()
    {
        var million = Million();
        million.Snapshot();

        Assert.That(Cost(() => million.Remove(new Uid(500_000))), Is.LessThan(OneWay));
        Assert.That(Cost(() => million.Remove(new Uid(500_001))), Is.Zero);
    }

    [Test]
    public void A_removal_costs_no_more_in_a_million_than_in_ten_thousand_but_a_branch()
    {
        var small = Range(10_000);
        var large = Million();
        small.Snapshot();
        large.Snapshot();

        var difference = Cost(() => large.Remove(new Uid(77))) - Cost(() => small.Remove(new Uid(77)));

        Assert.That(difference, Is.LessThan(500));
    }

    [Test]
    public void Appending_one_by_one_allocates_no_more_than_the_tree()
    {
        var sequence = new UidSequence();

        var cost = Cost(() =>
        {
            for (var uid = 1u; uid <= 100_000; uid++)
                sequence.Append(new Uid(uid));
        });

        Assert.That(cost, Is.LessThan(30_000));
    }

    [Test]
    public void Enumerating_a_million_allocates_nothing()
    {
        var million = Million();
        var sum = 0UL;

        var cost = Cost(() =>
        {
            foreach (var uid in million)
                sum += uid.Value;
        });

        Assert.That(cost, Is.Zero);
        Assert.That(sum, Is.EqualTo(500_000_500_000UL));
    }

    [Test]
    public void A_change_ends_an_enumeration()
    {
        var sequence = Range(10);

        Assert.That(
            () =>
            {
                foreach (var uid in sequence)
                    sequence.Remove(uid);
            },
            Throws.InvalidOperationException);
    }

    private static UidSequence Million() => Range(1_000_000);

    private static UidSequence Range(uint count)
    {
        var sequence = new UidSequence();
        sequence.AddRange(new Uid(1), new Uid(count));
        return sequence;
    }

    private static long Cost(Action work)
    {
        var before = GC.GetAllocatedBytesForCurrentThread();
        work();
        return GC.GetAllocatedBytesForCurrentThread() - before;
    }

    private static long Cost<T>(Func<T> work) => Cost(() => { work(); });
}
