using ImapLab.Protocol.Numbers;
using ImapLab.Tracking.Folders;
using ImapLab.Tracking.Ports;

namespace ImapLab.Tracking.Tests.Folders;

/// <summary>Known: UIDs 1 to 20, UIDNEXT 21, HIGHESTMODSEQ 5, on a server with QRESYNC.</summary>
[TestFixture]
internal sealed class ResyncStepTests
{
    private static readonly LookLimits Limits = new(ChurnAttempts: 3, MassDeletion: 5);
    private static readonly UidValidity Epoch = new(7);

    [Test]
    public void It_is_asked_with_a_range_and_places_that_halve_the_rest()
    {
        var look = FolderStep.Begin(Known());

        var point = ((Question.Resync)look.Question!).Point;
        Assert.That((point.UidValidity, point.Since, point.Highest), Is.EqualTo((Epoch, new ModSeq(5), new Uid(20))));
        Assert.That(point.Samples.Select(sample => sample.Place.Value), Is.EqualTo((int[])[10, 15, 18, 19, 20]));
    }

    [Test]
    public void Without_mod_sequences_the_folder_is_opened_plainly([Values(null, 0UL)] ulong? modSeq)
    {
        var known = Known();

        var look = FolderStep.Begin(known with { BaselineCounters = known.BaselineCounters with { HighestModSeq = modSeq is { } value ? new ModSeq(value) : null } });

        Assert.That(look.Question, Is.EqualTo(new Question.Open()));
    }

    [Test]
    public void What_vanished_is_gone_once_fetch_agrees()
    {
        var look = Resync(18, 21, "7,12");

        Assert.That(((Question.Probe)look.Question!).Places.Select(place => place.Value), Is.EqualTo((int[])[6, 7, 10, 11, 18]));
        look = Answer(look, Placed((6, 6), (7, 8), (10, 11), (11, 13), (18, 20)));

        Assert.That(look.Outcome, Is.InstanceOf<LookOutcome.Settled>());
        Assert.That(look.State.Removed, Is.EqualTo((Uid[])[new(7), new(12)]));
        Assert.That(look.State.Proof, Is.EqualTo(DeletionProof.Resynchronized));
    }

    [Test]
    public void Arrivals_are_asked_for_afterwards()
    {
        var look = Answer(Resync(21, 23, "7"), Placed((6, 6), (7, 8), (19, 20)));

        Assert.That(look.Question, Is.EqualTo(new Question.ListFrom(new Uid(21), null)));
        look = Answer(look, new Observation.Uids([new Uid(21), new Uid(22)], []));
        Assert.That(look.State.Arrived, Is.EqualTo((Uid[])[new(21), new(22)]));
    }

    [Test]
    public void Nothing_vanished_and_nothing_came()
    {
        Assert.That(Resync(20, 21).Outcome, Is.InstanceOf<LookOutcome.Settled>());
    }

    [TestCase("7", 18, TestName = "VANISHED names fewer than are gone")]
    [TestCase("7,8,9", 18, TestName = "VANISHED names more than are gone")]
    [TestCase("", 18, TestName = "VANISHED names none of those that are gone")]
    [TestCase("1:20", 20, TestName = "VANISHED names all, and nothing is gone")]
    [TestCase("1:4294967295", 18, TestName = "VANISHED names all there ever can be")]
    public void A_vanished_that_the_count_contradicts_is_not_believed(string vanished, int exists)
    {
        var look = Resync(exists, 21, vanished);

        Assert.That(look.Question, exists == 20 ? Is.Null : Is.EqualTo(new Question.Search()));
        Assert.That(look.State.Removed, Is.Empty);
    }

    [Test]
    public void A_vanished_that_fetch_contradicts_is_not_believed_and_qresync_no_more()
    {
        // As many as are gone, but others: it is 12 that went.
        var look = Answer(Resync(19, 21, "7"), Placed((6, 6), (7, 7), (19, 20)));

        Assert.That(look.Question, Is.EqualTo(new Question.Search()));
        Assert.That(look.State.Removed, Is.Empty);
        Assert.That(look.State.DistrustsResync, Is.True);
        Assert.That(look.State.Warnings, Has.Some.Contains("VANISHED"));
    }

    [Test]
    public void Numbers_that_nobody_had_are_passed_over()
    {
        var look = Answer(Resync(19, 21, "7,21:4294967295"), Placed((6, 6), (7, 8), (19, 20)));

        Assert.That(look.State.Removed, Is.EqualTo((Uid[])[new(7)]));
    }

    [Test]
    public void A_highestmodseq_that_goes_down_ends_qresync_for_the_folder()
    {
        var look = Resync(19, 21, "7", modSeq: 4);

        Assert.That(look.State.DistrustsResync, Is.True);
        Assert.That(look.State.Removed, Is.Empty);
        Assert.That(look.Question, Is.EqualTo(new Question.Search()));
    }

    [Test]
    public void A_folder_that_keeps_no_mod_sequences_any_more_is_looked_into_without_them()
    {
        var look = Resync(20, 21, "7", modSeq: null);

        Assert.That(look.Outcome, Is.InstanceOf<LookOutcome.Settled>());
        Assert.That(look.State.Removed, Is.Empty);
    }

    [Test]
    public void Another_epoch_voids_what_was_known()
    {
        var look = Answer(
            FolderStep.Begin(Known()),
            new Observation.Resynced(new Resynced(new Counters(new UidValidity(8), new Uid(21), 20, new ModSeq(9)), [SequenceSet.TryParse("1:20")!], [])));

        Assert.That(look.Outcome, Is.InstanceOf<LookOutcome.AnotherEpoch>());
    }

    [Test]
    public void A_refusal_leads_to_a_plain_open()
    {
        var look = Answer(FolderStep.Begin(Known()), new Observation.Refused(false, "QRESYNC is not for you", []));

        Assert.That(look.Question, Is.EqualTo(new Question.Open()));
        Assert.That(look.State.DistrustsResync, Is.True);
    }

    [Test]
    public void What_vanishes_while_the_folder_is_open_is_held_against_fetch()
    {
        var look = FolderStep.Continue(Resync(20, 21).State, [new ViewChange.Vanished(SequenceSet.TryParse("7")!)], Limits);

        Assert.That(((Question.Probe)look.Question!).Places.Select(place => place.Value), Is.EqualTo((int[])[6, 7, 19]));
        Assert.That(Answer(look, Placed((6, 6), (7, 8), (19, 20))).State.Removed, Is.EqualTo((Uid[])[new(7)]));
        Assert.That(Answer(look, Placed((6, 6), (7, 7), (19, 19))).Question, Is.EqualTo(new Question.Open()));
    }

    [TestCase("1:20")]
    [TestCase("1:12")]
    [TestCase("1:4294967295")]
    public void What_takes_most_of_the_folder_at_once_is_not_believed_at_once(string vanished)
    {
        var look = FolderStep.Continue(Resync(20, 21).State, [new ViewChange.Vanished(SequenceSet.TryParse(vanished)!)], Limits);

        Assert.That(look.Question, Is.EqualTo(new Question.Open()));
        look = Answer(look, new Observation.Opened(new Counters(Epoch, new Uid(21), 20, new ModSeq(5))));
        Assert.That(look.Outcome, Is.InstanceOf<LookOutcome.Settled>());
        Assert.That(look.State.Removed, Is.Empty);
    }

    [Test]
    public void Flags_that_changed_are_handed_on()
    {
        var marked = new MarkedMessage(new Uid(3), new MessageMarks(["\\Seen"], null));

        var look = Answer(FolderStep.Begin(Known()), new Observation.Resynced(new Resynced(new Counters(Epoch, new Uid(21), 20, new ModSeq(9)), [], [marked])));

        Assert.That(look.State.Marked, Is.EqualTo((MarkedMessage[])[marked]));
    }

    private static Look Resync(int exists, uint uidNext, string vanished = "", ulong? modSeq = 9) => Answer(
        FolderStep.Begin(Known()),
        new Observation.Resynced(new Resynced(
            new Counters(Epoch, new Uid(uidNext), exists, modSeq is { } value ? new ModSeq(value) : null),
            vanished.Length == 0 ? [] : [SequenceSet.TryParse(vanished)!],
            [])));

    private static Look Answer(Look look, Observation seen) => FolderStep.Next(look.State, seen, Limits);

    private static Observation.Placed Placed(params (int Place, uint Uid)[] rows) =>
        new([.. rows.Select(row => new PlacedUid(new Msn(row.Place), new Uid(row.Uid)))], []);

    private static FolderState Known() => new()
    {
        Baseline = UidSequence.From(Enumerable.Range(1, 20).Select(uid => new Uid((uint)uid))),
        BaselineCounters = new Counters(Epoch, new Uid(21), 20, new ModSeq(5)),
        Cursor = new Uid(21),
        Features = new SourceFeatures(Idle: true, CondStore: true) { QuickResync = true },
    };
}
