using ImapLab.Protocol.Numbers;
using ImapLab.Tracking.Folders;
using ImapLab.Tracking.Ports;

namespace ImapLab.Tracking.Tests.Folders;

/// <summary>Known: UIDs 1 to 10, UIDNEXT 11. What the first answers make of it.</summary>
[TestFixture]
internal sealed class FolderStepTests
{
    private static readonly LookLimits Limits = new(ChurnAttempts: 3, MassDeletion: 5);
    private static readonly UidValidity Epoch = new(7);

    [TestCase(11u, 10, "settled", TestName = "Nothing moved")]
    [TestCase(13u, 12, "UID FETCH 11:*", TestName = "As many more as UIDNEXT grew: only arrivals are asked for")]
    [TestCase(11u, 9, "UID SEARCH ALL", TestName = "Nothing arrived and one is missing: all are listed")]
    [TestCase(13u, 10, "UID FETCH 11:*", TestName = "UIDNEXT grew by more than the count: arrivals first")]
    [TestCase(9u, 10, "UID SEARCH ALL", TestName = "UIDNEXT went down: all are listed")]
    [TestCase(11u, 12, "UID SEARCH ALL", TestName = "More messages without a new UID: all are listed")]
    [TestCase(null, 10, "UID FETCH 11:*", TestName = "UIDNEXT is unknown: the cursor finds arrivals")]
    [TestCase(11u, 0, "UID FETCH 1:*", TestName = "All at once gone: the count needs a witness")]
    public void Counters_decide_what_is_asked_first(uint? uidNext, int exists, string next)
    {
        var look = Open(new Counters(Epoch, uidNext is { } value ? new Uid(value) : null, exists, null));

        Assert.That(Describe(look), Is.EqualTo(next));
    }

    [Test]
    public void Another_epoch_voids_what_was_known()
    {
        var look = Open(new Counters(new UidValidity(8), new Uid(11), 10, null));

        Assert.That(look.Outcome, Is.InstanceOf<LookOutcome.AnotherEpoch>());
    }

    [Test]
    public void An_epoch_left_out_is_not_another_one()
    {
        var look = Open(new Counters(default, new Uid(11), 10, null));

        Assert.That(look.Outcome, Is.InstanceOf<LookOutcome.Settled>());
    }

    [Test]
    public void The_same_highest_modseq_proves_nothing_where_the_count_fell()
    {
        var look = Open(new Counters(Epoch, new Uid(11), 9, new ModSeq(5)), Known(new ModSeq(5)));

        Assert.That(Describe(look), Is.EqualTo("UID SEARCH ALL"));
    }

    [Test]
    public void Without_uidnext_highest_modseq_and_count_together_prove_that_nothing_came_or_went()
    {
        var baseline = Known(new ModSeq(5));
        baseline = baseline with { BaselineCounters = baseline.BaselineCounters with { UidNext = null } };

        var look = Open(new Counters(Epoch, null, 10, new ModSeq(5)), baseline);

        Assert.That(look.Outcome, Is.InstanceOf<LookOutcome.Settled>());
    }

    [Test]
    public void With_condstore_arrivals_are_asked_for_by_what_changed()
    {
        var look = Open(new Counters(Epoch, new Uid(12), 11, new ModSeq(9)), Known(new ModSeq(5)));

        Assert.That(Describe(look), Is.EqualTo("UID FETCH 11:* CHANGEDSINCE 5"));
    }

    [Test]
    public void What_changed_falls_short_of_the_count_so_the_cursor_is_asked()
    {
        var look = Open(new Counters(Epoch, new Uid(12), 11, new ModSeq(9)), Known(new ModSeq(5)));

        look = Answer(look, Uids());

        Assert.That(Describe(look), Is.EqualTo("UID FETCH 11:*"));
    }

    [Test]
    public void Arrivals_that_explain_the_count_prove_that_nothing_went()
    {
        var look = Open(new Counters(Epoch, new Uid(20), 12, null));

        look = Answer(look, Uids(14, 19));

        Assert.That(look.Outcome, Is.InstanceOf<LookOutcome.Settled>());
        Assert.That(look.State.Arrived, Is.EqualTo((Uid[])[new(14), new(19)]));
        Assert.That(look.State.Removed, Is.Empty);
    }

    [Test]
    public void A_missing_row_is_no_deletion()
    {
        var look = Open(new Counters(Epoch, new Uid(13), 12, null));

        look = Answer(look, Uids(12));
        Assert.That(Describe(look), Is.EqualTo("NOOP"));
        look = Answer(look, new Observation.Synced([]));
        Assert.That(Describe(look), Is.EqualTo("UID FETCH 11:*"));
        look = Answer(look, Uids(12));
        Assert.That(Describe(look), Is.EqualTo("UID SEARCH ALL"));
        look = Answer(look, Uids(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 12));
        Assert.That(Describe(look), Is.EqualTo("FETCH 1:12"));
        look = Answer(look, Places(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 12));
        Assert.That(Describe(look), Is.EqualTo("NOOP"));
        look = Answer(look, new Observation.Synced([]));
        Assert.That(Describe(look), Is.EqualTo("FETCH 1:12"));
        look = Answer(look, Places(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 12));

        Assert.That(look.Outcome, Is.InstanceOf<LookOutcome.Unresolved>());
    }

    [Test]
    public void Rows_of_arrivals_are_not_taken_where_one_of_them_went_meanwhile()
    {
        var look = Open(new Counters(Epoch, new Uid(13), 12, null));

        // UID 11 was listed and went; UID 13 came. As many rows as announced, and yet not the messages that are there.
        look = Answer(look, new Observation.Uids(Numbers(11, 12), [new ViewChange.Expunged(11), new ViewChange.Exists(12)]));

        Assert.That(Describe(look), Is.EqualTo("UID FETCH 11:*"));
        look = Answer(look, Uids(12, 13));
        Assert.That(look.State.Arrived, Is.EqualTo((Uid[])[new(12), new(13)]));
    }

    [Test]
    public void A_listing_as_long_as_the_count_names_the_deleted_once_fetch_agrees()
    {
        var look = Open(new Counters(Epoch, new Uid(11), 8, null));

        look = Answer(look, Uids(1, 2, 4, 5, 6, 8, 9, 10));
        Assert.That(Describe(look), Is.EqualTo("FETCH 2,3,5,6,8"), "both sides of each gap, and the last");
        look = Answer(look, Placed((2, 2), (3, 4), (5, 6), (6, 8), (8, 10)));

        Assert.That(look.Outcome, Is.InstanceOf<LookOutcome.Settled>());
        Assert.That(look.State.Removed, Is.EqualTo((Uid[])[new(3), new(7)]));
    }

    [Test]
    public void A_listing_that_fetch_contradicts_is_not_believed()
    {
        var look = Open(new Counters(Epoch, new Uid(11), 9, null));

        look = Answer(look, Uids(1, 2, 3, 4, 5, 6, 7, 8, 9));
        look = Answer(look, Placed((9, 10)));

        Assert.That(Describe(look), Is.EqualTo("FETCH 1:9"));
        look = Answer(look, Places(1, 2, 3, 5, 6, 7, 8, 9, 10));
        Assert.That(look.State.Removed, Is.EqualTo((Uid[])[new(4)]));
    }

    [Test]
    public void A_listing_that_lacks_most_is_confirmed_by_another_one()
    {
        var look = Open(new Counters(Epoch, new Uid(11), 2, null));

        look = Answer(look, Uids(1, 2));
        Assert.That(Describe(look), Is.EqualTo("EXAMINE"));
        look = Answer(look, new Observation.Opened(new Counters(Epoch, new Uid(11), 10, null)));
        look = Answer(look, Places(1, 2, 3, 4, 5, 6, 7, 8, 9, 10));

        Assert.That(look.Outcome, Is.InstanceOf<LookOutcome.Settled>());
        Assert.That(look.State.Removed, Is.Empty);
    }

    [Test]
    public void An_expunge_while_listed_leaves_only_one_moment_that_the_listing_can_be_of()
    {
        var look = Open(new Counters(Epoch, new Uid(11), 9, null));

        // The listing still has ten less one; the place 9 that went afterwards was UID 10.
        look = Answer(look, new Observation.Uids(Numbers(1, 2, 3, 4, 5, 6, 7, 8, 10), [new ViewChange.Expunged(9)]));
        look = Answer(look, Placed((8, 8)));

        Assert.That(look.Outcome, Is.InstanceOf<LookOutcome.Settled>());
        Assert.That(look.State.Removed, Is.EqualTo((Uid[])[new(9), new(10)]));
    }

    [Test]
    public void A_listing_that_can_be_of_two_moments_is_asked_for_again()
    {
        var look = Open(new Counters(Epoch, new Uid(11), 9, null));

        look = Answer(look, new Observation.Uids(Numbers(1, 2, 3, 4, 5, 6, 7, 8, 9), [new ViewChange.Expunged(1), new ViewChange.Exists(9)]));

        Assert.That(Describe(look), Is.EqualTo("UID SEARCH ALL"));
        Assert.That(look.State.Removed, Is.Empty);
    }

    [Test]
    public void A_refusal_of_the_moment_ends_the_look_and_changes_nothing()
    {
        var look = Open(new Counters(Epoch, new Uid(11), 9, null));

        look = Answer(look, new Observation.Refused(Passing: true, "busy", []));

        Assert.That(look.Outcome, Is.EqualTo(new LookOutcome.Unresolved(true, "busy")));
    }

    [Test]
    public void A_refused_search_is_replaced_by_fetch()
    {
        var look = Open(new Counters(Epoch, new Uid(11), 9, null));

        look = Answer(look, new Observation.Refused(Passing: false, "no", []));

        Assert.That(Describe(look), Is.EqualTo("FETCH 1:9"));
    }

    [Test]
    public void A_server_that_talks_nonsense_is_asked_afresh_and_then_left()
    {
        var look = Open(new Counters(Epoch, new Uid(13), 12, null));
        for (var attempt = 0; attempt < Limits.ChurnAttempts; attempt++)
        {
            look = Answer(look, new Observation.Uids([], [new ViewChange.Expunged(99)]));
            Assert.That(Describe(look), Is.EqualTo("EXAMINE"));
            look = Answer(look, new Observation.Opened(new Counters(Epoch, new Uid(13), 12, null)));
        }

        look = Answer(look, new Observation.Uids([], [new ViewChange.Expunged(99)]));

        Assert.That(look.Outcome, Is.InstanceOf<LookOutcome.Unresolved>());
    }

    [Test]
    public void Expunges_of_most_of_the_folder_at_once_are_held_against_a_view_of_their_own()
    {
        var settled = Open(new Counters(Epoch, new Uid(11), 10, null));
        ViewChange[] burst = [.. Enumerable.Repeat(new ViewChange.Expunged(1), 6)];

        var look = FolderStep.Continue(settled.State, burst, Limits);
        Assert.That(Describe(look), Is.EqualTo("EXAMINE"));
        Assert.That(look.State.Removed, Is.Empty, "nothing is told on one witness");

        // The messages are all there: the burst was of a view that went wrong.
        look = Answer(look, new Observation.Opened(new Counters(Epoch, new Uid(11), 10, null)));
        Assert.That(look.Outcome, Is.InstanceOf<LookOutcome.Settled>());
        Assert.That(look.State.Removed, Is.Empty);
    }

    [Test]
    public void A_server_that_empties_the_folder_each_time_it_is_opened_is_given_up_on()
    {
        var look = Open(new Counters(Epoch, new Uid(11), 10, null));
        ViewChange[] burst = [.. Enumerable.Repeat(new ViewChange.Expunged(1), 6)];
        look = FolderStep.Continue(look.State, burst, Limits);

        for (var at = 0; look.Outcome is null; at++)
        {
            Assert.That(at, Is.LessThan(20));
            look = look.Question is Question.Open
                ? Answer(look, new Observation.Opened(new Counters(Epoch, new Uid(12), 11, null)))
                : Answer(look, new Observation.Uids(Numbers(11), burst));
        }

        Assert.That(look.Outcome, Is.InstanceOf<LookOutcome.Unresolved>());
    }

    private static Look Open(Counters seen, FolderState? state = null) =>
        Answer(FolderStep.Begin(state ?? Known(null)), new Observation.Opened(seen));

    private static Look Answer(Look look, Observation seen) => FolderStep.Next(look.State, seen, Limits);

    private static FolderState Known(ModSeq? modSeq) => new()
    {
        Baseline = UidSequence.From(Enumerable.Range(1, 10).Select(uid => new Uid((uint)uid))),
        BaselineCounters = new Counters(Epoch, new Uid(11), 10, modSeq),
        Cursor = new Uid(11),
    };

    private static Observation.Uids Uids(params uint[] uids) => new(Numbers(uids), []);

    private static Uid[] Numbers(params uint[] uids) => [.. uids.Select(uid => new Uid(uid))];

    private static Observation.Placed Places(params uint[] uids) => Placed([.. uids.Select((uid, at) => (at + 1, uid))]);

    private static Observation.Placed Placed(params (int Place, uint Uid)[] rows) =>
        new([.. rows.Select(row => new PlacedUid(new Msn(row.Place), new Uid(row.Uid)))], []);

    private static string Describe(Look look) => look.Question switch
    {
        Question.Open => "EXAMINE",
        Question.Sync => "NOOP",
        Question.Search => "UID SEARCH ALL",
        Question.ListFrom from => $"UID FETCH {from.From}:*" + (from.ChangedSince is { } since ? $" CHANGEDSINCE {since}" : ""),
        Question.Probe { Places: { Count: > 5 } places } => $"FETCH {places[0]}:{places[^1]}",
        Question.Probe probe => $"FETCH {string.Join(',', probe.Places)}",
        _ => look.Outcome is LookOutcome.Settled ? "settled" : $"{look.Outcome}",
    };
}
