using ImapLab.Protocol.Numbers;
using ImapLab.Tracking.Folders;
using ImapLab.Tracking.Ports;

namespace ImapLab.Tracking.Tests.Folders;

/// <summary>One session's view of a folder that answers a look's questions; what it says can be bent, and it can change meanwhile.</summary>
internal sealed class PlacesServer(UidValidity epoch, IEnumerable<Uid> uids, Uid uidNext)
{
    private readonly UidSequence _there = UidSequence.From(uids);
    private readonly List<ViewChange> _told = [];
    private Uid _next = uidNext;

    public UidSequence There => _there;

    public List<string> Asked { get; } = [];

    /// <summary>Called before each probe; it may change the folder.</summary>
    public Action<PlacesServer> BeforeProbe { get; set; } = _ => { };

    /// <summary>What the rows for some places become on the wire.</summary>
    public Func<IReadOnlyList<PlacedUid>, IReadOnlyList<PlacedUid>> Bend { get; set; } = rows => rows;

    /// <summary>Whether the rows of a whole listing are bent, too.</summary>
    public bool BendsListings { get; init; }

    /// <summary>Whether SEARCH is served.</summary>
    public bool Searches { get; init; } = true;

    public Func<Counters, Counters> BendCounters { get; set; } = counters => counters;

    public Uid ExpungeAt(int place)
    {
        _told.Add(new ViewChange.Expunged(place));
        return _there.RemoveAt(place - 1);
    }

    public void Deliver()
    {
        _there.Append(_next);
        _next = _next.Next;
        _told.Add(new ViewChange.Exists(_there.Count));
    }

    /// <summary>Answers until the look is over.</summary>
    public Look Drive(FolderState known, LookLimits limits)
    {
        var look = FolderStep.Begin(known);
        while (look.Question is { } question)
        {
            Assert.That(Asked, Has.Count.LessThan(2_000), "the look does not end");
            look = FolderStep.Next(look.State, Answer(question), limits);
        }

        return look;
    }

    private Observation Answer(Question question)
    {
        Asked.Add(question.GetType().Name);
        switch (question)
        {
            case Question.Open:
                _told.Clear();
                return new Observation.Opened(BendCounters(new Counters(epoch, _next, _there.Count, null)));
            case Question.ListFrom from:
                return new Observation.Uids([.. _there.Between(from.From, new Uid(uint.MaxValue))], Take());
            case Question.Search when !Searches:
                return new Observation.Refused(false, "SEARCH is not for you", Take());
            case Question.Search:
                return new Observation.Uids([.. _there], Take());
            case Question.Probe probe:
                BeforeProbe(this);
                IReadOnlyList<PlacedUid> rows = [.. probe.Places.Where(place => place.Value <= _there.Count).Select(place => new PlacedUid(place, _there[place]))];
                return new Observation.Placed(rows.Count == 0 || (IsListing(probe) && !BendsListings) ? rows : Bend(rows), Take());
            default:
                return new Observation.Synced(Take());
        }
    }

    private static bool IsListing(Question.Probe probe) =>
        probe.Places.Count > 100 && probe.Places[^1].Value - probe.Places[0].Value == probe.Places.Count - 1;

    private ViewChange[] Take()
    {
        ViewChange[] told = [.. _told];
        _told.Clear();
        return told;
    }
}
