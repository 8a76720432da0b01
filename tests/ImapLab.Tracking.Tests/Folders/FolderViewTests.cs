using ImapLab.Protocol.Numbers;
using ImapLab.Tracking.Folders;
using ImapLab.Tracking.Ports;

namespace ImapLab.Tracking.Tests.Folders;

[TestFixture]
internal sealed class FolderViewTests
{
    private static readonly UidValidity Epoch = new(7);

    [Test]
    public void Expunge_names_the_place_at_its_own_moment()
    {
        var move = View(10, 20, 30, 40).Apply([new ViewChange.Expunged(2), new ViewChange.Expunged(2)], Epoch);

        Assert.That(move.Removed, Is.EqualTo((Uid[])[new(20), new(30)]));
        Assert.That(move.View.Known, Is.EqualTo((Uid[])[new(10), new(40)]));
    }

    [Test]
    public void Exists_and_expunge_in_one_breath_swallow_no_arrival()
    {
        var move = View(10, 20).Apply([new ViewChange.Exists(3), new ViewChange.Expunged(1), new ViewChange.Exists(3)], Epoch);

        Assert.That(move.View.Tail, Is.EqualTo(2));
        Assert.That(move.Removed, Is.EqualTo((Uid[])[new(10)]));
    }

    [Test]
    public void A_message_that_goes_before_its_uid_is_known_was_never_there()
    {
        var move = View(10).Apply([new ViewChange.Exists(2), new ViewChange.Expunged(2)], Epoch);

        Assert.That((move.View.Tail, move.TailLost, move.Removed.Count), Is.EqualTo((0, 1, 0)));
    }

    [Test]
    public void Vanished_is_met_with_what_is_known_and_may_name_billions()
    {
        var move = View(10, 20, 30).Apply([new ViewChange.Vanished(SequenceSet.TryParse("5:15,25:4294967295")!)], Epoch);

        Assert.That(move.Removed, Is.EqualTo((Uid[])[new(10), new(30)]));
    }

    [TestCaseSource(nameof(Nonsense))]
    public void Nonsense_is_a_contradiction(ViewChange change)
    {
        var move = View(10, 20).Apply([change], Epoch);

        Assert.That(move.Contradiction, Is.Not.Null);
        Assert.That(move.Removed, Is.Empty);
    }

    private static IEnumerable<ViewChange> Nonsense() =>
    [
        new ViewChange.Expunged(0),
        new ViewChange.Expunged(3),
        new ViewChange.Exists(1),
        new ViewChange.Exists(long.MaxValue),
        new ViewChange.EpochTold(new UidValidity(8)),
    ];

    private static FolderView View(params uint[] uids) => new(UidSequence.From(uids.Select(uid => new Uid(uid))), 0);
}
