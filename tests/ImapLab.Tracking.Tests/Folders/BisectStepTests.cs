using ImapLab.Protocol.Numbers;
using ImapLab.Tracking.Folders;
using ImapLab.Tracking.Ports;

namespace ImapLab.Tracking.Tests.Folders;

[TestFixture]
internal sealed class BisectStepTests
{
    private const int Known = 3_000;
    private static readonly LookLimits Limits = new(ChurnAttempts: 4, MassDeletion: 5);
    private static readonly UidValidity Epoch = new(7);

    [Test]
    public void Whatever_went_is_found([Range(1, 40)] int seed)
    {
        var (state, server) = World(seed);
        var gone = Expunge(server, new Random(seed), new Random(seed).Next(1, 40));

        var look = server.Drive(state, Limits);

        Assert.That(look.Outcome, Is.InstanceOf<LookOutcome.Settled>());
        Assert.That(look.State.Removed, Is.EqualTo(gone.Order()));
        Assert.That(look.State.View!.Known, Is.EqualTo(server.There));
        Assert.That(server.Asked, Does.Not.Contain(nameof(Question.Search)));
        Assert.That(look.State.Warnings, Is.Empty);
    }

    [Test]
    public void Arrivals_beside_deletions_are_both_found([Range(1, 10)] int seed)
    {
        var (state, server) = World(seed);
        var gone = Expunge(server, new Random(seed), 3);
        for (var n = 0; n < seed; n++)
            server.Deliver();
        server.ExpungeAt(server.There.Count);

        var look = server.Drive(state, Limits);

        Assert.That(look.State.Removed, Is.EqualTo(gone.Order()));
        Assert.That(look.State.Arrived, Has.Count.EqualTo(seed - 1));
        Assert.That(look.State.View!.Known, Is.EqualTo(server.There));
    }

    [Test]
    public void What_arrives_meanwhile_is_taken_up_afterwards()
    {
        var (state, server) = World(1);
        var gone = Expunge(server, new Random(1), 2);
        server.BeforeProbe = its => its.Deliver();

        var look = server.Drive(state, Limits);

        Assert.That(look.State.Removed, Is.EqualTo(gone.Order()));
        Assert.That(look.State.View!.Known, Is.EqualTo(server.There));
    }

    [Test]
    public void An_expunge_amid_fetch_is_followed_though_it_breaks_the_rule([Range(1, 60)] int seed)
    {
        var random = new Random(seed);
        var (state, server) = World(seed);
        var gone = Expunge(server, random, 1 + (seed % 3)).ToList();
        var left = seed % 4;
        server.BeforeProbe = its =>
        {
            if (left-- <= 0)
                return;
            // Next to where it is being looked for, which is where mistakes would show.
            var near = its.There.IndexOf(gone[0]);
            gone.Add(its.ExpungeAt(Math.Clamp((near < 0 ? ~near : near) + random.Next(-2, 3), 1, its.There.Count)));
        };

        var look = server.Drive(state, Limits);

        Assert.That(look.Outcome, Is.InstanceOf<LookOutcome.Settled>());
        Assert.That(look.State.Removed, Is.EqualTo(gone.Order()));
        Assert.That(look.State.View!.Known, Is.EqualTo(server.There));
        Assert.That(server.Asked, Does.Not.Contain(nameof(Question.Search)));
    }

    [Test]
    public void A_folder_that_moves_with_every_fetch_is_listed_in_the_end()
    {
        var (state, server) = World(1);
        Expunge(server, new Random(1), 1);
        server.BeforeProbe = its =>
        {
            if (!its.Asked.Contains(nameof(Question.Search)))
                its.ExpungeAt(1);
        };

        var look = server.Drive(state, Limits);

        Assert.That(look.State.View!.Known, Is.EqualTo(server.There));
        Assert.That(server.Asked, Does.Contain(nameof(Question.Search)));
    }

    [Test]
    public void A_row_left_out_is_asked_for_again_and_then_the_folder_is_listed()
    {
        var (state, server) = World(1);
        var gone = Expunge(server, new Random(1), 1);
        server.Bend = rows => [.. rows.Skip(1)];

        var look = server.Drive(state, Limits);

        Assert.That(server.Asked.Take(4), Is.EqualTo((string[])["Open", "Probe", "Probe", "Search"]));
        Assert.That(look.State.Removed, Is.EqualTo(gone));
        Assert.That(look.State.Warnings, Has.Some.Contains("left out rows"));
    }

    [Test]
    public void Rows_in_another_order_twice_or_unasked_do_no_harm([Range(1, 10)] int seed)
    {
        var (state, server) = World(seed);
        var gone = Expunge(server, new Random(seed), 5);
        server.Bend = rows => [.. rows.Concat(rows).Append(new PlacedUid(new Msn(2), new Uid(4_000_000_000))).Reverse()];

        var look = server.Drive(state, Limits);

        Assert.That(look.State.Removed, Is.EqualTo(gone.Order()));
    }

    [Test]
    public void A_uid_that_was_never_known_leads_to_a_listing()
    {
        var (state, server) = World(1);
        var gone = Expunge(server, new Random(1), 1);
        server.Bend = rows => [.. rows.Select(row => row with { Uid = new Uid(row.Uid.Value + 1_000_000) })];

        var look = server.Drive(state, Limits);

        Assert.That(look.State.Removed, Is.Empty.Or.EqualTo(gone));
        Assert.That(look.State.Warnings, Has.Some.Contains("not among those known"));
    }

    [Test]
    public void Places_in_place_of_uids_invent_nothing()
    {
        var (state, server) = World(1);
        var gone = Expunge(server, new Random(1), 1);
        server.Bend = rows => [.. rows.Select(row => row with { Uid = new Uid((uint)row.Place.Value) })];

        var look = server.Drive(state, Limits);

        Assert.That(look.State.Removed, Is.Empty.Or.EqualTo(gone));
    }

    [Test]
    public void A_count_that_is_wrong_invents_nothing([Values(-3, -1, 1)] int by)
    {
        var (state, server) = World(1);
        var gone = Expunge(server, new Random(1), 4);
        server.BendCounters = counters => counters with { Exists = counters.Exists + by };

        var look = server.Drive(state, Limits);

        Assert.That(gone.ToHashSet().IsSupersetOf(look.State.Removed), Is.True);
    }

    [Test]
    public void Random_rows_end_and_invent_nothing([Range(1, 30)] int seed)
    {
        var random = new Random(seed);
        var (state, server) = World(seed);
        var gone = Expunge(server, random, 3);
        server.Bend = rows => [.. rows.Select(row => row with { Uid = random.Next(4) == 0 ? state.Baseline[random.Next(state.Baseline.Count)] : row.Uid })];

        var look = server.Drive(state, Limits);

        Assert.That(gone.ToHashSet().IsSupersetOf(look.State.Removed), Is.True);
    }

    [Test]
    public void A_small_folder_is_listed_because_that_is_cheaper()
    {
        var (state, server) = World(1, known: 60);
        server.ExpungeAt(30);

        server.Drive(state, Limits);

        Assert.That(server.Asked.Take(2), Is.EqualTo((string[])["Open", "Search"]));
    }

    [Test]
    public void A_folder_without_gaps_is_listed_where_search_answers_in_ranges()
    {
        var (state, server) = World(1, gaps: false);
        server.ExpungeAt(300);

        server.Drive(state with { Features = new SourceFeatures(false, false) { RangedSearch = true } }, Limits);

        Assert.That(server.Asked.Take(2), Is.EqualTo((string[])["Open", "Search"]));
    }

    [Test]
    public void A_distant_server_is_asked_for_more_at_once()
    {
        int Rounds(int roundTripCost)
        {
            var (state, server) = World(1, known: 30_000);
            server.ExpungeAt(12_345);
            server.Drive(state, Limits with { RoundTripCost = roundTripCost });
            return server.Asked.Count(asked => asked == nameof(Question.Probe));
        }

        Assert.That((Rounds(0), Rounds(600), Rounds(100_000)), Is.EqualTo((7, 4, 2)));
    }

    private static Uid[] Expunge(PlacesServer server, Random random, int count) =>
        [.. Enumerable.Range(0, count).Select(_ => server.ExpungeAt(random.Next(1, Known - count)))];

    private static (FolderState State, PlacesServer Server) World(int seed, int known = Known, bool gaps = true)
    {
        var random = new Random(seed);
        var uids = new UidSequence();
        for (var uid = 1u; uids.Count < known; uid++)
        {
            if (!gaps || random.Next(10) < 7)
                uids.Append(new Uid(uid));
        }

        var next = uids.Last.Next;
        var state = new FolderState { Baseline = uids, BaselineCounters = new Counters(Epoch, next, known, null), Cursor = next };
        return (state, new PlacesServer(Epoch, uids, next));
    }
}
