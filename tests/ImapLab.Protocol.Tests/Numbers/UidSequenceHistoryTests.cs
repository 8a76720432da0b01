using ImapLab.Protocol.Numbers;

namespace ImapLab.Protocol.Tests.Numbers;

/// <summary>Random histories of a sequence and of what was split off from it, beside a sorted set that does the same.</summary>
[TestFixture]
internal sealed class UidSequenceHistoryTests
{
    [Test]
    public void Sequences_that_share_what_they_are_agree_with_sets_of_their_own([Range(1, 40)] int seed)
    {
        var random = new Random(seed);
        // Dense as mailboxes are, or so far apart that every UID has a way down the tree for itself.
        var highest = seed % 4 == 0 ? uint.MaxValue : (uint)random.Next(50, 40_000);
        List<(UidSequence Sequence, SortedSet<uint> Model)> all = [(new UidSequence(), [])];

        for (var step = 0; step < 400; step++)
        {
            var (sequence, model) = all[random.Next(all.Count)];
            if (random.Next(12) == 0 && all.Count < 6)
                all.Add((sequence.Snapshot(), [.. model]));
            else
                Change(random, highest, sequence, model);
        }

        foreach (var (sequence, model) in all)
            Compare(random, highest, sequence, model);
    }

    private static void Change(Random random, uint highest, UidSequence sequence, SortedSet<uint> model)
    {
        var uid = Any(random, highest);
        switch (random.Next(7))
        {
            case 0:
                Assert.That(sequence.Add(new Uid(uid)), Is.EqualTo(model.Add(uid)));
                break;
            case 1:
                var to = (uint)Math.Min((ulong)uid + (uint)random.Next(3000), highest);
                sequence.AddRange(new Uid(uid), new Uid(to));
                for (ulong added = uid; added <= to; added++)
                    model.Add((uint)added);
                break;
            case 2:
                Assert.That(sequence.Remove(new Uid(uid)), Is.EqualTo(model.Remove(uid)));
                break;
            case 3 when random.Next(6) == 0:
                sequence.RemoveBelow(new Uid(uid));
                model.RemoveWhere(one => one < uid);
                break;
            case 4 when model.Count > 0:
                RemoveSome(random, sequence, model);
                break;
            case 5 when (model.Count == 0 ? 0 : model.Max) < highest:
                var next = (model.Count == 0 ? 0 : model.Max) + 1;
                sequence.Append(new Uid(next));
                model.Add(next);
                break;
            case 6 when random.Next(50) == 0:
                sequence.Clear();
                model.Clear();
                break;
        }
    }

    private static void RemoveSome(Random random, UidSequence sequence, SortedSet<uint> model)
    {
        for (var times = random.Next(200); times > 0 && model.Count > 0; times--)
        {
            var index = random.Next(sequence.Count);
            var uid = sequence.RemoveAt(index);
            Assert.That(model.Remove(uid.Value), Is.True);
        }
    }

    private static void Compare(Random random, uint highest, UidSequence sequence, SortedSet<uint> model)
    {
        var list = model.ToList();
        Assert.That(sequence.Select(uid => uid.Value), Is.EqualTo(list));
        Assert.That(sequence.Count, Is.EqualTo(list.Count));
        Assert.That(sequence.Last.Value, Is.EqualTo(list.LastOrDefault()));
        for (var look = 0; look < 300; look++)
        {
            var uid = Any(random, highest);
            var place = list.BinarySearch(uid);
            Assert.That(sequence.IndexOf(new Uid(uid)), Is.EqualTo(place));
            Assert.That(sequence.Contains(new Uid(uid)), Is.EqualTo(place >= 0));
            if (list.Count > 0)
                Assert.That(sequence[look % list.Count].Value, Is.EqualTo(list[look % list.Count]));
        }

        var (from, to) = (Any(random, highest), Any(random, highest));
        var between = list.Where(uid => uid >= from && uid <= to).ToList();
        Assert.That(sequence.Between(new Uid(from), new Uid(to)).Select(uid => uid.Value), Is.EqualTo(between));
        Assert.That(sequence.CountOf(new Uid(from), new Uid(to)), Is.EqualTo(between.Count));
    }

    private static uint Any(Random random, uint highest) => (uint)random.NextInt64(1, (long)highest + 1);
}
