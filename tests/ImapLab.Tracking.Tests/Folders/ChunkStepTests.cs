using ImapLab.Protocol.Numbers;
using ImapLab.Tracking.Folders;
using ImapLab.Tracking.Ports;

namespace ImapLab.Tracking.Tests.Folders;

/// <summary>A folder of 2,500 messages of which some went, on a server that does not search.</summary>
[TestFixture]
internal sealed class ChunkStepTests
{
    private static readonly LookLimits Limits = new(ChurnAttempts: 4, MassDeletion: 5);
    private static readonly UidValidity Epoch = new(7);

    [Test]
    public void All_places_are_asked_for_in_chunks()
    {
        var (state, server) = World(gone: 3);

        var look = Drive(state, server);

        Assert.That(look.State.View!.Known, Is.EqualTo(server.There));
        Assert.That(look.State.Removed, Has.Count.EqualTo(3));
        Assert.That(server.Asked.Count(asked => asked == "Probe"), Is.EqualTo(3));
    }

    [Test]
    public void Rows_in_any_order_and_twice_are_read()
    {
        var (state, server) = World(gone: 3);
        server.Bend = rows => [.. rows.Concat(rows.Take(7)).Reverse()];

        Assert.That(Drive(state, server).State.View!.Known, Is.EqualTo(server.There));
    }

    [Test]
    public void An_expunge_between_two_chunks_is_followed()
    {
        var (state, server) = World(gone: 3);
        var left = 3;
        server.BeforeProbe = its =>
        {
            if (left-- > 0)
                its.ExpungeAt(left + 1);
        };

        var look = Drive(state, server);

        Assert.That(look.State.View!.Known, Is.EqualTo(server.There));
        Assert.That(look.State.Removed, Has.Count.EqualTo(6));
    }

    [Test]
    public void A_folder_that_never_stands_still_is_left_for_another_time()
    {
        var (state, server) = World(gone: 3);
        server.BeforeProbe = its => its.ExpungeAt(1);

        Assert.That(Drive(state, server).Outcome, Is.InstanceOf<LookOutcome.Unresolved>().With.Property("Passing").True);
    }

    [Test]
    public void A_place_without_a_row_is_no_deletion()
    {
        var (state, server) = World(gone: 3);
        server.Bend = rows => [.. rows.Where(row => row.Place.Value != 1_234)];

        var look = Drive(state, server);

        Assert.That(look.Outcome, Is.InstanceOf<LookOutcome.Unresolved>());
        Assert.That(look.State.Removed, Is.Empty);
    }

    [Test]
    public void Uids_that_do_not_ascend_are_no_listing()
    {
        var (state, server) = World(gone: 3);
        server.Bend = rows => [.. rows.Select(row => row.Place.Value == 700 ? row with { Uid = new Uid(1) } : row)];

        var look = Drive(state, server);

        Assert.That(look.Outcome, Is.InstanceOf<LookOutcome.Unresolved>());
        Assert.That(look.State.Removed, Is.Empty);
    }

    [Test]
    public void A_count_of_none_is_held_against_fetch()
    {
        var (state, server) = World(gone: 3);
        server.BendCounters = counters => counters with { Exists = 0 };

        var look = Drive(state, server);

        Assert.That(look.Outcome, Is.InstanceOf<LookOutcome.Unresolved>());
        Assert.That(look.State.Removed, Is.Empty);
    }

    [Test]
    public void A_folder_that_is_truly_empty_is_believed_to_be()
    {
        var (state, server) = World(gone: 2_500);

        var look = Drive(state, server);

        Assert.That(look.Outcome, Is.InstanceOf<LookOutcome.Settled>());
        Assert.That(look.State.Removed, Has.Count.EqualTo(2_500));
    }

    private static Look Drive(FolderState state, PlacesServer server) => server.Drive(state, Limits);

    private static (FolderState State, PlacesServer Server) World(int gone)
    {
        var uids = UidSequence.From(Enumerable.Range(1, 2_500).Select(n => new Uid((uint)(2 * n))));
        var next = uids.Last.Next;
        var state = new FolderState { Baseline = uids, BaselineCounters = new Counters(Epoch, next, uids.Count, null), Cursor = next };
        // UIDNEXT that goes down rules out all that is cheaper.
        var server = new PlacesServer(Epoch, uids, uids.Last) { Searches = false, BendsListings = true };
        var random = new Random(1);
        for (; gone > 0; gone--)
            server.ExpungeAt(random.Next(1, server.There.Count + 1));
        return (state, server);
    }
}
