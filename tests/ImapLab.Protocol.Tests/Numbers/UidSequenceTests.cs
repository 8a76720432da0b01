using ImapLab.Protocol.Numbers;

namespace ImapLab.Protocol.Tests.Numbers;

[TestFixture]
internal sealed class UidSequenceTests
{
    [Test]
    public void It_agrees_with_a_plain_list_under_random_appends_and_removals([Range(1, 50)] int seed)
    {
        var random = new Random(seed);
        var sequence = new UidSequence();
        var list = new List<Uid>();
        for (var step = random.Next(3000); step > 0; step--)
        {
            if (random.Next(4) > 0 || list.Count == 0)
            {
                var uid = new Uid(sequence.Last.Value + (uint)random.Next(1, 4));
                sequence.Append(uid);
                list.Add(uid);
            }
            else
            {
                var index = random.Next(list.Count);
                Assert.That(sequence.RemoveAt(index), Is.EqualTo(list[index]));
                list.RemoveAt(index);
            }
        }

        Assert.That(sequence, Is.EqualTo(list));
        for (var index = 0; index < list.Count; index += 13)
        {
            Assert.That(sequence[index], Is.EqualTo(list[index]));
            Assert.That(sequence.IndexOf(list[index]), Is.EqualTo(index));
        }
    }

    [Test]
    public void A_snapshot_is_not_touched_by_later_changes()
    {
        var sequence = UidSequence.From(Enumerable.Range(1, 2000).Select(number => new Uid((uint)number)));

        var snapshot = sequence.Snapshot();
        sequence.RemoveAt(0);
        sequence.RemoveAt(1000);
        sequence.Append(new Uid(5000));

        Assert.That(snapshot.Count, Is.EqualTo(2000));
        Assert.That(snapshot[0], Is.EqualTo(new Uid(1)));
        Assert.That(snapshot.Last, Is.EqualTo(new Uid(2000)));
    }

    [TestCase(0u, ExpectedResult = ~0)]
    [TestCase(25u, ExpectedResult = ~2)]
    [TestCase(99u, ExpectedResult = ~3)]
    [TestCase(20u, ExpectedResult = 1)]
    public int The_place_of_a_uid_that_is_missing_is_where_it_would_stand(uint uid)
    {
        var sequence = UidSequence.From([new Uid(10), new Uid(20), new Uid(30)]);

        return uid == 0 ? sequence.IndexOf(new Uid(1)) : sequence.IndexOf(new Uid(uid));
    }

    [Test]
    public void A_uid_that_does_not_ascend_is_refused()
    {
        var sequence = UidSequence.From([new Uid(10)]);

        Assert.That(() => sequence.Append(new Uid(10)), Throws.ArgumentException.With.Message.Contains("does not come after 10"));
    }
}
